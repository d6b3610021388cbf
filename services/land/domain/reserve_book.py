"""ReserveBook (`reserve-<county>`): construction scale, reserve and draws of a county, RZ-2.3.g.

Always: drawn ≤ reserved ≤ scale. What pilots drew still counts as reserved. The book is in
breach while the reserve is under its least share of the scale. Areas in square metres.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from immutables import Map

from services.land.domain import reserve_rules as rules
from shared.aggregate import COUNTY, Aggregate, Context, organisation, refuse
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveBreached,
    ReserveDrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReviseConstructionScale,
    SetConstructionScale,
    SetReserve,
)

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")
MINIMUM_RATIO = "land.reserve_minimum_ratio_percent"
NOTHING = Decimal(0)

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class ReserveBook:
    """`draws` by request; `reserved` is zero until a reserve is set."""

    county: str = ""
    scale: Decimal = NOTHING
    reserved: Decimal = NOTHING
    drawn: Decimal = NOTHING
    draws: Map[str, Decimal] = Map()
    breached: bool = False

    @property
    def free(self) -> Decimal:
        return self.reserved - self.drawn


RESERVE_BOOK = Aggregate("reserve", ReserveBook(), key="county", title="预留规模台账")


@RESERVE_BOOK.evolve
def evolve(book: ReserveBook, event: object) -> ReserveBook:
    match event:
        case ConstructionScaleSet():
            return replace(book, county=event.county, scale=event.scale)
        case ReserveSet():
            return replace(book, reserved=event.reserved)
        case ReserveDrawn(request=request, area=area):
            return replace(book, drawn=book.drawn + area, draws=book.draws.set(request, area))
        case ReserveReturned(request=request, area=area):
            return replace(book, drawn=book.drawn - area, draws=book.draws.delete(request))
        case ReserveBreached():
            return replace(book, breached=True)
        case ReserveRestored():
            return replace(book, breached=False)
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
    if cmd.scale == book.scale:
        return
    yield ConstructionScaleSet(cmd.county, cmd.scale, cmd.document)
    if book.reserved:
        yield from _assessed(book, cmd.scale, book.reserved, context)


@RESERVE_BOOK.command(title="设定预留规模", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def set_reserve(book: ReserveBook, cmd: SetReserve, context: Context) -> Events:
    """A reserve under the least share stands, in breach, and is seen by all who follow."""
    _within_scale(cmd.reserved, book.scale)
    if cmd.reserved < book.drawn:
        refuse(rules.RESERVE_COVERS_DRAWS, available=NOTHING, needs=book.drawn - cmd.reserved)
    if cmd.reserved == book.reserved:
        return
    yield ReserveSet(cmd.county, cmd.reserved, cmd.document)
    yield from _assessed(book, book.scale, cmd.reserved, context)


def drawn(book: ReserveBook, draw: ReserveDrawn, pilot: bool) -> list[object]:
    """The book's event for a draw that it allows."""
    if draw.area > book.free:
        refuse(rules.RESERVE_COVERS_DRAWS, available=book.free, needs=draw.area - book.free)
    if not pilot and draw.reason is None:
        refuse(rules.PILOTS_FIRST, town=draw.town)
    return [draw]


def _within_scale(reserved: Decimal, scale: Decimal) -> None:
    if reserved > scale:
        refuse(rules.RESERVE_WITHIN_SCALE, scale=scale, reserved=reserved)


def _assessed(book: ReserveBook, scale: Decimal, reserved: Decimal, context: Context) -> Events:
    """Whether the reserve falls under its least share of the scale, or is back above it."""
    percent = context.parameter(MINIMUM_RATIO)
    short = reserved * 100 < scale * percent
    if short and not book.breached:
        yield ReserveBreached(book.county, scale, reserved, percent)
    if book.breached and not short:
        yield ReserveRestored(book.county, scale, reserved, percent)
