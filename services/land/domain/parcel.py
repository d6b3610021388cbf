"""Parcel (`parcel-<parcel>`): a stock parcel from its survey until it is used again, RZ-2.3.b.

The system warns when the law's year has passed; whether the parcel is idle a person determines.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from services.land.domain import parcel_rules as rules
from services.land.domain.months import days_of_months
from services.land.domain.offices import COUNTY_LAND
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from shared.kernel.aggregate import (
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    elsewhere,
    guard,
    organisation,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land.parcel import (
    ConstructionReported,
    ConstructionStartAgreed,
    DetermineIdle,
    IdleDetermined,
    IdleWarned,
    ParcelCorrected,
    ParcelLeftStock,
    ParcelReclassified,
    ParcelStruck,
    ParcelSurveyed,
    ReclassifyParcel,
    SurveyParcel,
)
from shared.schemas.land.town_stock import StockListed, StockReclassified

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")
MONTHS = "land.idle_warning_months"

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class Parcel:
    """`warned` is the ground of the warning that stands; areas in square metres."""

    town: str = ""
    county: str = ""
    parcel_class: str = ""
    area: Decimal = Decimal(0)
    owner: str = "state"
    start_by: date | None = None
    planned_investment_fen: int | None = None
    warning_months: int = 0
    construction: ConstructionReported | None = None
    warned: str = ""
    determined: bool = False
    in_stock: bool = True

    @property
    def stage(self) -> str:
        return self.construction.stage if self.construction else ""


PARCEL = Aggregate(
    "parcel",
    Parcel(),
    key="parcel",
    title="存量地块",
    sight=[to_town(), to_named()],
)
OF_TOWN = guard(TOWN_STOCK, lambda parcel, _: parcel.town or ())


@PARCEL.evolve
def evolve(parcel: Parcel, event: object) -> Parcel:
    match event:
        case ParcelSurveyed():
            return Parcel(
                event.town, event.county, event.parcel_class, event.area, event.owner,
                event.start_by, event.planned_investment_fen, event.warning_months,
            )  # fmt: skip
        case ConstructionStartAgreed():
            return replace(
                parcel,
                start_by=event.start_by,
                planned_investment_fen=event.planned_investment_fen,
                warning_months=event.warning_months,
                warned="",
            )
        case ConstructionReported():
            return replace(
                parcel, construction=event, warning_months=event.warning_months, warned=""
            )
        case IdleWarned(ground=ground):
            return replace(parcel, warned=ground)
        case IdleDetermined():
            return replace(parcel, determined=True, parcel_class="idle")
        case ParcelReclassified(parcel_class=parcel_class):
            return replace(parcel, parcel_class=parcel_class, determined=False)
        case ParcelCorrected(area=area):
            return replace(parcel, area=area)
        case ParcelLeftStock() | ParcelStruck():
            return replace(parcel, in_stock=False)
    return parcel


@PARCEL.deadlines
def deadlines(parcel: Parcel) -> Iterable[Deadline]:
    """The year after which state-owned land may be idle, unless it was said or determined."""
    if parcel.owner != "state" or not parcel.in_stock or parcel.determined or parcel.warned:
        return
    if parcel.start_by and not parcel.stage:
        yield _a_year("not-started", parcel.start_by, parcel.warning_months)
    if parcel.construction and parcel.stage == "stopped" and parcel.construction.at_risk:
        yield _a_year("stopped", parcel.construction.on, parcel.warning_months)


@PARCEL.when_passed(clause=CLAUSE)
def warn_of_idle_land(parcel: Parcel, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(parcel)}:
        return
    built = parcel.construction
    yield IdleWarned(
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


@PARCEL.command(
    title="存量地块调查",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, TOWN],
    guards=[guard(TOWN_STOCK)],
    creates=True,
)
def survey_parcel(parcel: Parcel, cmd: SurveyParcel, context: Context) -> Events:
    """The survey also lists the parcel on the town's stock."""
    town = context.town(cmd.town)
    if town is None:
        refuse(rules.TOWN_IS_REGISTERED, town=cmd.town)
    not_in_the_future(cmd.since, context)
    yield ParcelSurveyed(
        cmd.parcel, town.id, town.county, cmd.parcel_class, cmd.use, cmd.area, cmd.since,
        cmd.owner, cmd.start_by, cmd.planned_investment_fen, context.parameter(MONTHS),
    )  # fmt: skip
    listed = StockListed(town.id, cmd.parcel, cmd.use, cmd.area, cmd.parcel_class)
    yield from elsewhere(TownStock, town.id, [listed])


@PARCEL.command(
    title="调整地块类别",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN],
)
def reclassify_parcel(parcel: Parcel, cmd: ReclassifyParcel, context: Context) -> Events:
    require_stock(parcel)
    not_in_the_future(cmd.since, context)
    if cmd.parcel_class == "idle" and parcel.owner == "state" and not parcel.determined:
        refuse(rules.IDLE_IS_DETERMINED)
    if cmd.parcel_class == parcel.parcel_class:
        return
    yield ParcelReclassified(
        cmd.parcel,
        parcel.town,
        parcel.parcel_class,  # type: ignore[arg-type]
        cmd.parcel_class,
        cmd.since,
        cmd.reason,
    )
    changed = StockReclassified(parcel.town, cmd.parcel, cmd.parcel_class)
    yield from elsewhere(TownStock, parcel.town, [changed])


@PARCEL.command(
    title="闲置认定", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY_LAND], guards=[OF_TOWN]
)
def determine_idle(parcel: Parcel, cmd: DetermineIdle, context: Context) -> Events:
    """A person determines, on the ground that the record shows; never the system."""
    require_stock(parcel)
    if parcel.owner != "state":
        refuse(rules.STATE_OWNED)
    if parcel.determined:
        refuse(rules.DETERMINED_ONCE)
    if parcel.warned != cmd.ground:
        refuse(rules.GROUND_ON_RECORD)
    yield IdleDetermined(
        cmd.parcel, parcel.town, parcel.county, cmd.ground, cmd.cause, cmd.reason, cmd.document,
        context.today,
    )  # fmt: skip
    if parcel.parcel_class != "idle":
        changed = StockReclassified(parcel.town, cmd.parcel, "idle")
        yield from elsewhere(TownStock, parcel.town, [changed])


def _a_year(key: str, start: date, months: int) -> Deadline:
    return Deadline(key, start, days_of_months(start, months), "calendar", CLAUSE)


def require_stock(parcel: Parcel) -> None:
    if not parcel.in_stock:
        refuse(rules.PARCEL_IN_STOCK)


def not_in_the_future(day: date, context: Context) -> None:
    if day > context.today:
        refuse(rules.SINCE_A_PAST_DAY, today=context.today)
