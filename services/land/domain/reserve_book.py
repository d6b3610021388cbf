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
from services.land.domain.reserve_ratio import assessed
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
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
    ReserveBreached,
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveOpeningWithdrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReserveWarned,
    ReserveWarningLifted,
    ReviseConstructionScale,
    SetAnnualQuota,
    SetAnnualReserve,
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
            left = draw.area - area
            draws = book.draws.delete(request)
            if left:
                draws = draws.set(request, replace(draw, area=left))
            return replace(book, drawn=book.drawn - area, draws=draws, opened=opened)
        case ReserveOpenedToOthers():
            return replace(book, opened=_opened(book, event.town, event.area))
        case ReserveOpeningWithdrawn():
            return replace(book, opened=_opened(book, event.town, -event.area))
        case ReserveBreached():
            return replace(book, breached=True)
        case ReserveRestored():
            return replace(book, breached=False)
        case ReserveWarned():
            return replace(book, warned=True)
        case ReserveWarningLifted():
            return replace(book, warned=False)
    return book


@RESERVE_BOOK.command(title="核定建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES], creates=True)
def set_construction_scale(
    book: ReserveBook, cmd: SetConstructionScale, context: Context
) -> Events:
    """Opens the county's book. The city decides the scale that its plan gives a county; the county
    sets what it reserves of it, next."""
    if cmd.county not in context.registry.counties:
        refuse(rules.COUNTY_IS_REGISTERED, county=cmd.county)
    return [ConstructionScaleSet(cmd.county, cmd.scale, cmd.document)]


@RESERVE_BOOK.command(title="调整建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES])
def revise_construction_scale(
    book: ReserveBook, cmd: ReviseConstructionScale, context: Context
) -> Events:
    _within_scale(book.reserved, cmd.scale)
    if cmd.scale != book.scale:
        changed = ConstructionScaleSet(cmd.county, cmd.scale, cmd.document)
        yield from _and_assessed(book, changed, context)


@RESERVE_BOOK.command(title="下达年度计划指标", clause=CLAUSE, by=[NATURAL_RESOURCES])
def set_annual_quota(book: ReserveBook, cmd: SetAnnualQuota, context: Context) -> Events:
    """The base of the other reading, which the city passes down; a year may be corrected, an
    earlier one not.

    The next year's may be known before it begins; a later one would shut out those before it.
    """
    _within_scale(cmd.reserved, cmd.quota)
    if cmd.year < book.year:
        refuse(rules.YEARS_GO_ON, year=book.year)
    if cmd.year > context.today.year + 1:
        refuse(rules.YEAR_HAS_COME, next=context.today.year + 1)
    changed = AnnualQuotaSet(cmd.county, cmd.year, cmd.quota, cmd.reserved, cmd.document)
    yield from _and_assessed(book, changed, context)


@RESERVE_BOOK.command(title="设定年度预留", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def set_annual_reserve(book: ReserveBook, cmd: SetAnnualReserve, context: Context) -> Events:
    """What the county holds back for pilots of the quota that the city passed down."""
    if not book.year:
        refuse(rules.QUOTA_IS_PASSED_DOWN)
    _within_scale(cmd.reserved, book.annual_quota)
    if cmd.reserved != book.annual_reserved:
        changed = AnnualQuotaSet(
            county=cmd.county,
            year=book.year,
            quota=book.annual_quota,
            reserved=cmd.reserved,
            document=cmd.document,
        )
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
