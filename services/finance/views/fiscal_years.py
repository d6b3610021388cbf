"""新增财力台账: each town's year with capacity and its parts, base, what stays, is claimed, comes."""

from typing import Any

from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fiscal_year, fiscal_year_claims
from shared.schemas.kinds import OrganisationId, TownId


@view("fiscal-years", title="新增财力台账", key="town_year", version=3, of=FISCAL_YEAR)
class FiscalYearLedger(Row):
    """`set_off_fen` is what came from another year's money, less what went there; `due_fen` is
    what was claimed, stays, and has not come."""

    town_year: str = column("镇与年度")
    town: TownId = column("镇")
    year: int = column("年度")
    own_revenue_fen: int = column("本级收入（分）")
    transfers_fen: int = column("转移支付收入（分）")
    remitted_fen: int = column("上解支出（分）")
    capacity_fen: int = column("年度财力（分）")
    settled_by: OrganisationId = column("核定单位")
    base_year: int = column("基数年度")
    base_fen: int = column("基数（分）")
    base_mode: fiscal_year.BaseMode = column("基数读法")
    counts: bool = column("在留用年度内")
    retained_fen: int = column("留用新增财力（分）")
    claimed_fen: int = column("已申领（分）")
    left_fen: int = column("尚可申领（分）")
    over_claimed_fen: int = column("超领（分）")
    handed_over_fen: int = column("已划转（分）")
    set_off_fen: int = column("抵扣（分）")
    due_fen: int = column("应划未划（分）")
    overdue: int = column("划转超期次数")
    why: str = column("计算")
    corrections: int = column("更正次数", -1)


def town_year(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.year}"


@FiscalYearLedger.on(fiscal_year.CapacitySettled, key=town_year)
def settled(row: FiscalYearLedger, event: fiscal_year.CapacitySettled) -> FiscalYearLedger:
    return replace(
        row,
        town=event.town,
        year=event.year,
        capacity_fen=event.capacity_fen,
        own_revenue_fen=event.own_revenue_fen or 0,
        transfers_fen=event.transfers_fen or 0,
        remitted_fen=event.remitted_fen or 0,
        settled_by=event.organisation or "",
    )


def years_told(event: fiscal_year.IncrementRetained, _: EventMeta) -> list[str]:
    """The year, and those against which its money was set off."""
    return [f"{event.town}.{year}" for year in (event.year, *(o.year for o in event.offsets))]


@FiscalYearLedger.on(fiscal_year.IncrementRetained, key=years_told)
def retained(row: FiscalYearLedger, event: fiscal_year.IncrementRetained) -> FiscalYearLedger:
    if row.year != event.year and row.year:
        got = sum(offset.amount_fen for offset in event.offsets if offset.year == row.year)
        return _left(replace(row, set_off_fen=row.set_off_fen + got))
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
            set_off_fen=row.set_off_fen + event.offset_fen - event.returned_fen,
            why=event.why,
            corrections=row.corrections + 1,
        )
    )


@FiscalYearLedger.on(fiscal_year_claims.IncrementClaimed, key=town_year)
def claimed(row: FiscalYearLedger, event: fiscal_year_claims.IncrementClaimed) -> FiscalYearLedger:
    return _left(
        replace(
            row,
            claimed_fen=row.claimed_fen + event.amount_fen,
            set_off_fen=row.set_off_fen + event.offset_fen,
        )
    )


@FiscalYearLedger.on(fiscal_year_claims.IncrementClaimCorrected, key=town_year)
def claim_corrected(
    row: FiscalYearLedger, event: fiscal_year_claims.IncrementClaimCorrected
) -> FiscalYearLedger:
    less = event.previous_fen - event.amount_fen
    return _left(replace(row, claimed_fen=row.claimed_fen - less))


@FiscalYearLedger.on(fiscal_year_claims.IncrementHandedOver, key=town_year)
def handed_over(
    row: FiscalYearLedger, event: fiscal_year_claims.IncrementHandedOver
) -> FiscalYearLedger:
    return _left(replace(row, handed_over_fen=row.handed_over_fen + event.amount_fen))


@FiscalYearLedger.on(fiscal_year_claims.IncrementHandoverCorrected, key=town_year)
def corrected(
    row: FiscalYearLedger, event: fiscal_year_claims.IncrementHandoverCorrected
) -> FiscalYearLedger:
    set_off = row.set_off_fen + event.offset_fen
    return _left(replace(row, handed_over_fen=event.amount_fen, set_off_fen=set_off))


@FiscalYearLedger.on(fiscal_year_claims.IncrementHandoverOverdue, key=town_year)
def overdue(
    row: FiscalYearLedger, event: fiscal_year_claims.IncrementHandoverOverdue
) -> FiscalYearLedger:
    return replace(row, overdue=row.overdue + 1)


def _left(row: FiscalYearLedger) -> FiscalYearLedger:
    entitled = min(row.claimed_fen, row.retained_fen)
    return replace(
        row,
        left_fen=max(0, row.retained_fen - row.claimed_fen),
        due_fen=entitled - row.handed_over_fen - row.set_off_fen,
    )
