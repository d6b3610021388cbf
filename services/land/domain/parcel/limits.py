"""A stock parcel that lies idle for a year is warned of (RZ-2.3.b)."""

from collections.abc import Iterable
from datetime import date

from services.land.domain.months import days_of_months
from services.land.domain.parcel.state import CLAUSE, PARCEL, Parcel
from shared.kernel.aggregate import (
    Context,
    Deadline,
    DeadlinePassed,
    Events,
)
from shared.schemas.land import parcel as parcels


@PARCEL.deadlines
def deadlines(parcel: Parcel) -> Iterable[Deadline]:
    """The year after which state-owned land may be idle, unless it was said or determined."""
    if not parcel.warned:
        yield from idle_limits(parcel)


def idle_limits(parcel: Parcel) -> Iterable[Deadline]:
    """Until when construction must have begun, or gone on; also after the warning."""
    if parcel.owner != "state" or not parcel.in_stock or parcel.determined:
        return
    if parcel.start_by and not parcel.stage:
        yield _run("not-started", parcel.start_by, parcel.warning_months)
    if parcel.construction and parcel.stage == "stopped" and parcel.construction.at_risk:
        yield _run("stopped", parcel.construction.on, parcel.warning_months)


@PARCEL.when_passed(clause=CLAUSE)
def warn_of_idle_land(parcel: Parcel, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(parcel)}:
        return
    built = parcel.construction
    yield parcels.IdleWarned(
        parcel=passed.stream_id,
        town=parcel.town,
        county=parcel.county,
        ground="stopped" if passed.key == "stopped" else "not-started",
        due_on=passed.due_on,
        area=parcel.area,
        developed_area=built.developed_area if built else None,
        invested_fen=built.invested_fen if built else 0,
        planned_investment_fen=parcel.planned_investment_fen,
    )


def _run(key: str, start: date, months: int) -> Deadline:
    return Deadline(key, start, days_of_months(start, months), "calendar", CLAUSE)
