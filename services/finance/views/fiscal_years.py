"""新增财力台账: each town's year with capacity, base, what stays and what was claimed."""

from dataclasses import replace
from typing import Any

from shared.log.recorded import EventMeta
from shared.schemas.finance.fiscal_year import BaseMode, IncrementClaimed, IncrementRetained
from shared.schemas.kinds import TownId
from shared.views.definition import column, view


@view("fiscal-years", title="新增财力台账", key="town_year", version=1, town_column="town")
class FiscalYearLedger:
    town_year: str = column("镇与年度")
    town: TownId = column("镇")
    year: int = column("年度")
    capacity_fen: int = column("年度财力（分）")
    base_year: int = column("基数年度")
    base_fen: int = column("基数（分）")
    base_mode: BaseMode = column("基数读法")
    counts: bool = column("在留用年度内")
    retained_fen: int = column("留用新增财力（分）")
    claimed_fen: int = column("已申领（分）")
    left_fen: int = column("尚可申领（分）")
    over_claimed_fen: int = column("超领（分）")
    why: str = column("计算")
    corrections: int = column("更正次数", -1)


def town_year(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.year}"


@FiscalYearLedger.on(IncrementRetained, key=town_year)
def retained(row: FiscalYearLedger, event: IncrementRetained) -> FiscalYearLedger:
    return _left(
        replace(
            row,
            town=event.town,
            year=event.year,
            capacity_fen=event.capacity_fen,
            base_year=event.base_year,
            base_fen=event.base_fen,
            base_mode=event.base_mode,
            counts=event.counts,
            retained_fen=event.retained_fen,
            over_claimed_fen=event.over_claimed_fen,
            why=event.why,
            corrections=row.corrections + 1,
        )
    )


@FiscalYearLedger.on(IncrementClaimed, key=town_year)
def claimed(row: FiscalYearLedger, event: IncrementClaimed) -> FiscalYearLedger:
    return _left(replace(row, claimed_fen=row.claimed_fen + event.amount_fen))


def _left(row: FiscalYearLedger) -> FiscalYearLedger:
    return replace(row, left_fen=max(0, row.retained_fen - row.claimed_fen))
