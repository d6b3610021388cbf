"""指标台账: every figure with its target, its source, whether it is verified, and what is reached."""

from datetime import date
from typing import Any

from services.programme.domain.indicator_book.state import INDICATOR_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import FigureStage


@view(
    "indicator-ledger",
    title="指标台账",
    key="figure",
    version=1,
    of=INDICATOR_BOOK,
    carried={"sources": ("source",)},
)
class IndicatorLedger(Row):
    """Figures are in thousandths of the indicator's unit; what is reached, in percent of the
    target, rounded down; none without a target above nothing."""

    figure: str = column("指标与时期")
    town: TownId = column("镇")
    indicator: str = column("指标编号")
    year: int = column("年度")
    part: int = column("月或季（全年为0）")
    value_thousandths: int = column("当期（千分之一）")
    target_thousandths: int = column("年度目标（千分之一）")
    reached_percent: int = column("完成率（%）")
    source: OrganisationId = column("数据来源部门")
    stage: FigureStage = column("状态", "recorded")
    released: bool = column("统计数据已公布")
    late: bool = column("核定逾期")
    recorded_on: date | None = column("填报日期")
    verified_on: date | None = column("核定日期")
    corrections: int = column("更正次数")


FIGURES_FIGURE = figure(
    "indicators", "指标填报", of=IndicatorLedger, by=("town", "stage"), counts="指标数",
)  # fmt: skip

FIGURES = totals(
    "indicator_figures",
    "Figures of the indicators by stage and town",
    of=IndicatorLedger,
    by=("stage", "town"),
)


def figure_key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.indicator}.{event.year}.{event.part}"


def _reached(value: int, target: int) -> int:
    return value * 100 // target if target > 0 else 0


@IndicatorLedger.on(indicator_book.IndicatorRecorded, key=figure_key)
def recorded(row: IndicatorLedger, event: indicator_book.IndicatorRecorded) -> IndicatorLedger:
    return replace(
        row, town=event.town, indicator=event.indicator, year=event.year, part=event.part,
        value_thousandths=event.value_thousandths, target_thousandths=event.target_thousandths,
        reached_percent=_reached(event.value_thousandths, event.target_thousandths),
        source=event.source, released=event.released, recorded_on=event.recorded_on,
    )  # fmt: skip


@IndicatorLedger.on(indicator_book.IndicatorVerified, key=figure_key)
def verified(row: IndicatorLedger, event: indicator_book.IndicatorVerified) -> IndicatorLedger:
    return replace(row, stage="verified", verified_on=event.verified_on)


@IndicatorLedger.on(indicator_book.IndicatorReturned, key=figure_key)
def returned(row: IndicatorLedger, event: indicator_book.IndicatorReturned) -> IndicatorLedger:
    return replace(row, stage="returned")


@IndicatorLedger.on(indicator_book.IndicatorCorrected, key=figure_key)
def corrected(row: IndicatorLedger, event: indicator_book.IndicatorCorrected) -> IndicatorLedger:
    return replace(
        row, value_thousandths=event.value_thousandths,
        target_thousandths=event.target_thousandths,
        reached_percent=_reached(event.value_thousandths, event.target_thousandths),
        stage="recorded", verified_on=None, late=False, corrections=row.corrections + 1,
    )  # fmt: skip


@IndicatorLedger.on(indicator_book.IndicatorReleased, key=figure_key)
def released(row: IndicatorLedger, event: indicator_book.IndicatorReleased) -> IndicatorLedger:
    return replace(row, released=True)


@IndicatorLedger.on(indicator_book.IndicatorVerificationOverdue, key=figure_key)
def late(
    row: IndicatorLedger, event: indicator_book.IndicatorVerificationOverdue
) -> IndicatorLedger:
    return replace(row, late=True)
