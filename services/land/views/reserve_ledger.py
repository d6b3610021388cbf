"""预留规模台账: each county's construction scale, reserve and what was drawn (RZ-2.3.g)."""

from decimal import Decimal

from services.land.domain.reserve_book.state import RESERVE_BOOK
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId
from shared.schemas.land import reserve_book


@view("reserve-ledger", title="预留规模台账", key="county", version=3, of=RESERVE_BOOK)
class ReserveLedger(Row):
    county: CountyId = column("区县")
    scale: Decimal = column("建设用地规模（平方米）")
    reserved: Decimal = column("预留规模（平方米）")
    ratio_percent: Decimal = column("预留比例（%）")
    drawn: Decimal = column("已使用（平方米）")
    free: Decimal = column("尚可使用（平方米）")
    breached: bool = column("低于最低比例")
    opened: Decimal = column("累计调剂给其他镇（平方米）", Decimal(0))
    year: int | None = column("计划年度", None)
    annual_quota: Decimal = column("年度计划指标（平方米）", Decimal(0))
    annual_reserved: Decimal = column("年度预留（平方米）", Decimal(0))
    annual_ratio_percent: Decimal = column("年度预留比例（%）", Decimal(0))
    warned: bool = column("按另一读法不足", False)


RATIOS = figure(
    "reserve-ratios", "预留比例", of=ReserveLedger, by=("county",),
    adds=("ratio_percent", "annual_ratio_percent"), clause="RZ-2.3.g",
    bound="land.reserve_minimum_ratio_percent",
)  # fmt: skip
RESERVES = figure(
    "reserves", "预留规模使用", of=ReserveLedger, by=("county",),
    adds=("reserved", "drawn", "free"), clause="RZ-2.3.g",
)  # fmt: skip

RESERVED = totals(
    "reserve_ratio_percent",
    "Reserved share of each county's construction land",
    of=ReserveLedger,
    by=("county",),
    sums="ratio_percent",
)


@ReserveLedger.on(reserve_book.ConstructionScaleSet)
def scale_set(row: ReserveLedger, event: reserve_book.ConstructionScaleSet) -> ReserveLedger:
    return _balanced(replace(row, scale=event.scale))


@ReserveLedger.on(reserve_book.AnnualQuotaSet)
def annual_quota_set(row: ReserveLedger, event: reserve_book.AnnualQuotaSet) -> ReserveLedger:
    return replace(
        row,
        year=event.year,
        annual_quota=event.quota,
        annual_reserved=event.reserved,
        annual_ratio_percent=_percent(event.reserved, event.quota),
    )


@ReserveLedger.on(reserve_book.ReserveSet)
def reserve_set(row: ReserveLedger, event: reserve_book.ReserveSet) -> ReserveLedger:
    return _balanced(replace(row, reserved=event.reserved))


@ReserveLedger.on(reserve_book.ReserveDrawn)
def drawn(row: ReserveLedger, event: reserve_book.ReserveDrawn) -> ReserveLedger:
    return _balanced(replace(row, drawn=row.drawn + event.area))


@ReserveLedger.on(reserve_book.ReserveReturned)
def returned(row: ReserveLedger, event: reserve_book.ReserveReturned) -> ReserveLedger:
    return _balanced(replace(row, drawn=row.drawn - event.area))


@ReserveLedger.on(reserve_book.ReserveBreached)
def breached(row: ReserveLedger, event: reserve_book.ReserveBreached) -> ReserveLedger:
    return replace(row, breached=True)


@ReserveLedger.on(reserve_book.ReserveRestored)
def restored(row: ReserveLedger, event: reserve_book.ReserveRestored) -> ReserveLedger:
    return replace(row, breached=False)


@ReserveLedger.on(reserve_book.ReserveOpenedToOthers)
def opened(row: ReserveLedger, event: reserve_book.ReserveOpenedToOthers) -> ReserveLedger:
    return replace(row, opened=row.opened + event.area)


@ReserveLedger.on(reserve_book.ReserveOpeningWithdrawn)
def opening_withdrawn(
    row: ReserveLedger, event: reserve_book.ReserveOpeningWithdrawn
) -> ReserveLedger:
    return replace(row, opened=row.opened - event.area)


@ReserveLedger.on(reserve_book.ReserveWarned)
def warned(row: ReserveLedger, event: reserve_book.ReserveWarned) -> ReserveLedger:
    return replace(row, warned=True)


@ReserveLedger.on(reserve_book.ReserveWarningLifted)
def warning_lifted(row: ReserveLedger, event: reserve_book.ReserveWarningLifted) -> ReserveLedger:
    return replace(row, warned=False)


def _balanced(row: ReserveLedger) -> ReserveLedger:
    ratio = _percent(row.reserved, row.scale)
    return replace(row, free=row.reserved - row.drawn, ratio_percent=ratio)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.01"))
