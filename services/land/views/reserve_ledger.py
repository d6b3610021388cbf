"""预留规模台账: each county's construction scale, reserve and what was drawn (RZ-2.3.g)."""

from dataclasses import replace
from decimal import Decimal

from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveBreached,
    ReserveDrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
)
from shared.views.definition import column, view


@view("reserve-ledger", title="预留规模台账", key="county", version=1)
class ReserveLedger:
    county: str = column("区县")
    scale: Decimal = column("建设用地规模（平方米）")
    reserved: Decimal = column("预留规模（平方米）")
    ratio_percent: Decimal = column("预留比例（%）")
    drawn: Decimal = column("已使用（平方米）")
    free: Decimal = column("尚可使用（平方米）")
    breached: bool = column("低于最低比例")


@ReserveLedger.on(ConstructionScaleSet)
def scale_set(row: ReserveLedger, event: ConstructionScaleSet) -> ReserveLedger:
    return _balanced(replace(row, scale=event.scale))


@ReserveLedger.on(ReserveSet)
def reserve_set(row: ReserveLedger, event: ReserveSet) -> ReserveLedger:
    return _balanced(replace(row, reserved=event.reserved))


@ReserveLedger.on(ReserveDrawn)
def drawn(row: ReserveLedger, event: ReserveDrawn) -> ReserveLedger:
    return _balanced(replace(row, drawn=row.drawn + event.area))


@ReserveLedger.on(ReserveReturned)
def returned(row: ReserveLedger, event: ReserveReturned) -> ReserveLedger:
    return _balanced(replace(row, drawn=row.drawn - event.area))


@ReserveLedger.on(ReserveBreached)
def breached(row: ReserveLedger, event: ReserveBreached) -> ReserveLedger:
    return replace(row, breached=True)


@ReserveLedger.on(ReserveRestored)
def restored(row: ReserveLedger, event: ReserveRestored) -> ReserveLedger:
    return replace(row, breached=False)


def _balanced(row: ReserveLedger) -> ReserveLedger:
    ratio = (row.reserved * 100 / row.scale).quantize(Decimal("0.01"))
    return replace(row, free=row.reserved - row.drawn, ratio_percent=ratio)
