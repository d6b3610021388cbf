"""ReserveBook (`reserve-<county>`): construction scale, reserve and draws of a county, RZ-2.3.g.

Always: drawn ≤ reserved ≤ scale. What pilots drew still counts as reserved. The book is in
breach while the reserve is under its least share of the base that binds, and warned while it is
under that of the other base (reading 2). Areas in square metres.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from immutables import Map

from services.land.domain.reserve_book import rules
from shared.kernel.aggregate import (
    Aggregate,
    part,
    refuse,
    to_county,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import reserve_book

CLAUSE = rules.CLAUSE
NOTHING = Decimal(0)


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
    draws: Map[str, reserve_book.ReserveDrawn] = Map()
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
def evolve(book: ReserveBook, event: reserve_book.Event) -> ReserveBook:
    match event:
        case reserve_book.ConstructionScaleSet():
            return replace(book, county=event.county, scale=event.scale)
        case reserve_book.AnnualQuotaSet():
            return replace(
                book, year=event.year, annual_quota=event.quota, annual_reserved=event.reserved
            )
        case reserve_book.ReserveSet():
            return replace(book, reserved=event.reserved)
        case reserve_book.ReserveDrawn(request=request, area=area):
            opened = _open(book, event.town, -area) if event.opened else book.opened
            draws = book.draws.set(request, event)
            return replace(book, drawn=book.drawn + area, draws=draws, opened=opened)
        case reserve_book.ReserveReturned(request=request, area=area):
            draw = book.draws[request]
            opened = _open(book, draw.town, area) if draw.opened else book.opened
            left = draw.area - area
            draws = book.draws.delete(request)
            if left:
                draws = draws.set(request, replace(draw, area=left))
            return replace(book, drawn=book.drawn - area, draws=draws, opened=opened)
        case reserve_book.ReserveOpenedToOthers():
            return replace(book, opened=_open(book, event.town, event.area))
        case reserve_book.ReserveOpeningWithdrawn():
            return replace(book, opened=_open(book, event.town, -event.area))
        case reserve_book.ReserveBreached():
            return replace(book, breached=True)
        case reserve_book.ReserveRestored():
            return replace(book, breached=False)
        case reserve_book.ReserveWarned():
            return replace(book, warned=True)
        case reserve_book.ReserveWarningLifted():
            return replace(book, warned=False)
    assert_never(event)


def draw_reserve(book: ReserveBook, draw: reserve_book.ReserveDrawn) -> list[object]:
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


def _open(book: ReserveBook, town: str, change: Decimal) -> Map[str, Decimal]:
    return book.opened.set(town, book.opened.get(town, NOTHING) + change)
