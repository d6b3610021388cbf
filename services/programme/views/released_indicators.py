"""已公布指标: what anybody may read; a figure stands here from the day its statistics are public."""

from datetime import date
from typing import Any

from shared.kernel.aggregate import to_everyone
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import Direction


@view("released-indicators", title="已公布指标", key="figure", version=1, sight=[to_everyone()])
class ReleasedIndicators(Row):
    """A figure that is corrected is gone until it is verified and released again."""

    figure: str = column("指标与时期")
    town: TownId = column("镇")
    indicator: str = column("指标编号")
    name: str = column("指标名称")
    direction: Direction = column("方向", "layout")
    unit: str = column("计量单位")
    year: int = column("年度")
    part: int = column("月或季（全年为0）")
    value_thousandths: int = column("当期（千分之一）")
    target_thousandths: int = column("年度目标（千分之一）")
    released_on: date | None = column("公布日期")


def released_key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.indicator}.{event.year}.{event.part}"


@ReleasedIndicators.on(indicator_book.IndicatorReleased, key=released_key)
def released(
    row: ReleasedIndicators, event: indicator_book.IndicatorReleased
) -> ReleasedIndicators:
    return replace(
        row, town=event.town, indicator=event.indicator, name=event.name,
        direction=event.direction, unit=event.unit, year=event.year, part=event.part,
        value_thousandths=event.value_thousandths, target_thousandths=event.target_thousandths,
        released_on=event.released_on,
    )  # fmt: skip


@ReleasedIndicators.on(indicator_book.IndicatorCorrected, key=released_key)
def corrected(row: ReleasedIndicators, event: indicator_book.IndicatorCorrected) -> None:
    return None
