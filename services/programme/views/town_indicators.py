"""指标体系: the indicators of each town's scheme in force, with base and targets."""

from typing import Any

from services.programme.domain.indicator_book.state import INDICATOR_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import Name, OrganisationId, TownId
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import Direction, Feed, Frequency


@view(
    "town-indicators",
    title="指标体系",
    key="town_indicator",
    version=2,
    of=INDICATOR_BOOK,
    carried={"sources": ("source",)},
)
class TownIndicators(Row):
    """`edition` is the last scheme that has the indicator. Figures are in thousandths of `unit`."""

    town_indicator: str = column("镇与指标")
    town: TownId = column("镇")
    indicator: str = column("指标编号")
    name: Name = column("指标名称")
    direction: Direction = column("方向", "layout")
    unit: str = column("计量单位")
    source: OrganisationId = column("数据来源部门")
    frequency: Frequency = column("频次", "yearly")
    fed_by: Feed | None = column("自动取数", None)
    base_thousandths: int = column("基期（千分之一）")
    edition: int = column("版次")
    targets: tuple[indicator_book.YearlyTarget, ...] = column("年度目标", ())


def indicator_keys(event: Any, _: EventMeta) -> list[str]:
    return [f"{event.town}.{indicator.indicator}" for indicator in event.indicators]


@TownIndicators.on(indicator_book.IndicatorSchemeAdopted, key=indicator_keys)
def adopted(row: TownIndicators, event: indicator_book.IndicatorSchemeAdopted) -> TownIndicators:
    id = row.town_indicator.partition(".")[2]
    own = next(i for i in event.indicators if i.indicator == id)
    return replace(
        row, town=event.town, indicator=id, name=own.name, direction=own.direction, unit=own.unit,
        source=own.source, frequency=own.frequency, base_thousandths=own.base_thousandths,
        edition=event.edition, targets=own.targets, fed_by=own.fed_by,
    )  # fmt: skip
