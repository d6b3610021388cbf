"""ReserveBook (`reserve-<county>`): construction scale, reserve and draws of a county, RZ-2.3.g.

Always: drawn ≤ reserved ≤ scale. What pilots drew still counts as reserved. The book is in
breach while the reserve is under its least share of the base that binds, and warned while it is
under that of the other base (reading 3). Areas in square metres.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from immutables import Map

from services.land.domain import reserve_rules as rules
from services.land.domain.land_demand import LAND_DEMAND, LandDemand
from services.land.domain.reserve_ratio import assessed
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
    guard,
    organisation,
    part,
    refuse,
    to_county,
    to_named,
    to_town,
)
from shared.schemas.land.reserve_book import (
    AnnualQuotaSet,
    ConstructionScaleSet,
    DemandConsidered,
    OpenReserveToOthers,
    ReserveBreached,
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReserveWarned,
    ReserveWarningLifted,
    ReviseConstructionScale,
    SetAnnualQuota,
    SetConstructionScale,
    SetReserve,
)

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")
NOTHING = Decimal(0)

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class ReserveBook:
    """`draws` by request; `opened` by town: what is opened to it and not yet drawn."""

    county: str = ""
    scale: Decimal = NOTHING
    reserved: Decimal = NOTHING
    year: int = 0
    annual_quota: Decimal = NOTHING
    annual_reserved: Decimal = NOTHING
    drawn: Decimal = NOTHING
    draws: Map[str, ReserveDrawn] = Map()
    opened: Map[str, Decimal] = Map()
    breached: bool = False
    warned: bool = False

    @property
    def free(self) -> Decimal:
        return self.reserved - self.drawn


RESERVE_BOOK = Aggregate(
    "reserve",
    ReserveBook(),
    key="county",
    title="预留规模台账",
    sight=[to_county(), to_named()],
    parts=[part("drawn", to_town())],
)
OF_PILOTS = guard(LAND_DEMAND, lambda _, cmd: cmd.pilots)
"""The demand of the pilot towns that a command names."""


@RESERVE_BOOK.evolve
def evolve(book: ReserveBook, event: object) -> ReserveBook:
    match event:
        case ConstructionScaleSet():
            return replace(book, county=event.county, scale=event.scale)
        case AnnualQuotaSet():
            return replace(
                book, year=event.year, annual_quota=event.quota, annual_reserved=event.reserved
            )
        case ReserveSet():
            return replace(book, reserved=event.reserved)
        case ReserveDrawn(request=request, area=area):
            opened = _opened(book, event.town, -area) if event.opened else book.opened
            draws = book.draws.set(request, event)
            return replace(book, drawn=book.drawn + area, draws=draws, opened=opened)
        case ReserveReturned(request=request, area=area):
            draw = book.draws[request]
            opened = _opened(book, draw.town, area) if draw.opened else book.opened
            draws = book.draws.delete(request)
            return replace(book, drawn=book.drawn - area, draws=draws, opened=opened)
        case ReserveOpenedToOthers():
            return replace(book, opened=_opened(book, event.town, event.area))
        case ReserveBreached():
            return replace(book, breached=True)
        case ReserveRestored():
            return replace(book, breached=False)
        case ReserveWarned():
            return replace(book, warned=True)
        case ReserveWarningLifted():
            return replace(book, warned=False)
    return book


@RESERVE_BOOK.command(
    title="核定建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY], creates=True
)
def set_construction_scale(
    book: ReserveBook, cmd: SetConstructionScale, context: Context
) -> Events:
    """Opens the county's book; the reserve is set next."""
    if cmd.county not in context.registry.counties:
        refuse(rules.COUNTY_IS_REGISTERED, county=cmd.county)
    return [ConstructionScaleSet(cmd.county, cmd.scale, cmd.document)]


@RESERVE_BOOK.command(title="调整建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def revise_construction_scale(
    book: ReserveBook, cmd: ReviseConstructionScale, context: Context
) -> Events:
    _within_scale(book.reserved, cmd.scale)
    if cmd.scale != book.scale:
        changed = ConstructionScaleSet(cmd.county, cmd.scale, cmd.document)
        yield from _and_assessed(book, changed, context)


@RESERVE_BOOK.command(title="下达年度计划指标", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def set_annual_quota(book: ReserveBook, cmd: SetAnnualQuota, context: Context) -> Events:
    """The base of the other reading; a year may be corrected, an earlier one not.

    The next year's may be known before it begins; a later one would shut out those before it.
    """
    _within_scale(cmd.reserved, cmd.quota)
    if cmd.year < book.year:
        refuse(rules.YEARS_GO_ON, year=book.year)
    if cmd.year > context.today.year + 1:
        refuse(rules.YEAR_HAS_COME, next=context.today.year + 1)
    changed = AnnualQuotaSet(cmd.county, cmd.year, cmd.quota, cmd.reserved, cmd.document)
    yield from _and_assessed(book, changed, context)


@RESERVE_BOOK.command(title="设定预留规模", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def set_reserve(book: ReserveBook, cmd: SetReserve, context: Context) -> Events:
    """A reserve under the least share stands, in breach, and is seen by all who follow."""
    _within_scale(cmd.reserved, book.scale)
    if cmd.reserved < book.drawn:
        refuse(rules.RESERVE_COVERS_DRAWS, available=NOTHING, needs=book.drawn - cmd.reserved)
    if cmd.reserved != book.reserved:
        changed = ReserveSet(cmd.county, cmd.reserved, cmd.document)
        yield from _and_assessed(book, changed, context)


@RESERVE_BOOK.command(
    title="预留规模调剂", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY], guards=[OF_PILOTS]
)
def open_reserve_to_others(book: ReserveBook, cmd: OpenReserveToOthers, context: Context) -> Events:
    """Pilots may still draw what is opened: others have what is left of it when they come."""
    town = context.town(cmd.town)
    if town is None or town.pilot or town.county != cmd.county:
        refuse(rules.OTHER_TOWN_OF_THE_COUNTY, town=cmd.town)
    considered = pilots_considered(cmd.county, cmd.pilots, context)
    available = book.free - sum(book.opened.values(), NOTHING)
    if cmd.area > available:
        refuse(rules.RESERVE_COVERS_DRAWS, available=available, needs=cmd.area - available)
    yield ReserveOpenedToOthers(
        cmd.county, cmd.town, cmd.area, sorted(cmd.pilots), considered, cmd.reason,
        context.today, cmd.document,
    )  # fmt: skip


def drawn(book: ReserveBook, draw: ReserveDrawn) -> list[object]:
    """The book's event for a draw that it allows."""
    if draw.request in book.draws:
        refuse(rules.DRAWN_ONCE, request=draw.request)
    if draw.area > book.free:
        refuse(rules.RESERVE_COVERS_DRAWS, available=book.free, needs=draw.area - book.free)
    available = book.opened.get(draw.town, NOTHING)
    if draw.opened and draw.area > available:
        needs = draw.area - available
        refuse(rules.OPENED_TO_THE_TOWN, town=draw.town, available=available, needs=needs)
    return [draw]


def pilots_considered(county: str, named: list[str], context: Context) -> list[DemandConsidered]:
    """What became of each demand of the county's pilots; their streams must be guarded."""
    towns = context.registry.towns.values()
    pilots = sorted(town.id for town in towns if town.county == county and town.pilot)
    if sorted(named) != pilots:
        refuse(rules.ALL_PILOTS_CONSIDERED, pilots=", ".join(pilots))
    demands = [(pilot, context.guard(LandDemand, pilot)) for pilot in pilots]
    still_open = [f"{pilot}/{id}" for pilot, demand in demands for id in demand.open]
    if still_open:
        refuse(rules.PILOT_DEMAND_FIRST, open=", ".join(still_open))
    return [
        DemandConsidered(pilot, id, d.project, d.area, d.outcome, d.settled_on)  # type: ignore[arg-type]
        for pilot, demand in demands
        for id, d in ((id, demand.demands[id]) for id in demand.order)
    ]


def _opened(book: ReserveBook, town: str, change: Decimal) -> Map[str, Decimal]:
    return book.opened.set(town, book.opened.get(town, NOTHING) + change)


def _within_scale(reserved: Decimal, scale: Decimal) -> None:
    if reserved > scale:
        refuse(rules.RESERVE_WITHIN_SCALE, scale=scale, reserved=reserved)


def _and_assessed(book: ReserveBook, changed: object, context: Context) -> Events:
    """A change of the book's figures, and what it makes of the least share."""
    yield changed
    after = evolve(book, changed)
    yield from assessed(
        after.county,
        {
            "scale": (after.scale, after.reserved),
            "annual-quota": (after.annual_quota, after.annual_reserved),
        },
        breached=book.breached,
        warned=book.warned,
        context=context,
    )
