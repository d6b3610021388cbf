"""No sequence of commands overdraws a reserve, and none that keeps it is refused.

The balance is kept a second time here, from the events alone.
"""

from datetime import date
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.land.domain.land_request import LAND_REQUEST
from services.land.domain.reserve_book import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from shared.schemas.land.land_request import AllocateLand, LandRequested, ReturnDraw
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveBreached,
    ReserveDrawn,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReviseConstructionScale,
    SetReserve,
)
from shared.schemas.land.screening import ScreeningOpened
from tests.given import Given, Outcome, given

COUNTY = "donggang"
AREAS = {"r-1": Decimal("30.50"), "r-2": Decimal(40), "r-3": Decimal(50), "r-4": Decimal(15)}
OPENED = ScreeningOpened("p", "演示", "taoluo", COUNTY, None, None, date(2024, 1, 1))
requests = st.sampled_from(sorted(AREAS))
near_the_ratio = st.sampled_from([Decimal(n) for n in (50, 80, 99, 100, 101, 120)])


class ReserveDraws(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.scale = Decimal(1000)
        self.reserved = Decimal(100)
        self.book: list[object] = [
            ConstructionScaleSet(COUNTY, self.scale),
            ReserveSet(COUNTY, self.reserved),
        ]
        self.requests: dict[str, list[object]] = {
            id: [LandRequested(id, "p", "taoluo", COUNTY, area, "public", [])]
            for id, area in AREAS.items()
        }

    @rule(request=requests, source=st.sampled_from(["reserve", "reserve", "plan"]))
    def allocate(self, request: str, source: str) -> None:
        fits = source != "reserve" or self.drawn() + AREAS[request] <= self.reserved
        undecided = len(self.requests[request]) % 3 == 1
        self.give(request, AllocateLand(request, source), passes=undecided and fits)

    @rule(request=requests)
    def return_draw(self, request: str) -> None:
        passes = len(self.requests[request]) % 3 == 2
        self.give(request, ReturnDraw(request, "项目不再使用"), passes)

    @rule(request=requests)
    def request_again(self, request: str) -> None:
        """A returned request makes room for a new one of the same area."""
        if len(self.requests[request]) % 3 == 0:
            self.requests[request] = self.requests[request][:1]

    @rule(reserved=near_the_ratio)
    def set_reserve(self, reserved: Decimal) -> None:
        passes = self.drawn() <= reserved <= self.scale and reserved != self.reserved
        self.note(given(RESERVE_BOOK, COUNTY, *self.book), SetReserve(COUNTY, reserved), passes)
        if passes:
            self.reserved = reserved

    @rule(tenth=near_the_ratio)
    def revise_scale(self, tenth: Decimal) -> None:
        scale = tenth * 10
        cmd = ReviseConstructionScale(COUNTY, scale)
        passes = scale != self.scale
        self.note(given(RESERVE_BOOK, COUNTY, *self.book), cmd, passes)
        self.scale = scale

    @invariant()
    def draws_stay_within_the_reserve(self) -> None:
        assert 0 <= self.drawn() <= self.reserved <= self.scale
        assert RESERVE_BOOK.replay(self.book).free == self.reserved - self.drawn()

    @invariant()
    def the_last_word_on_the_ratio_is_true(self) -> None:
        told = [e for e in self.book if isinstance(e, ReserveBreached | ReserveRestored)]
        breached = bool(told) and isinstance(told[-1], ReserveBreached)
        assert breached is (self.reserved / self.scale < Decimal("0.1"))
        assert all(type(a) is not type(b) for a, b in zip(told, told[1:], strict=False))

    def give(self, request: str, command: object, passes: bool) -> None:
        story = (
            given(LAND_REQUEST, request, *self.requests[request])
            .and_given(SCREENING, "p", OPENED)
            .and_given(RESERVE_BOOK, COUNTY, *self.book)
        )
        outcome = self.note(story, command, passes)
        self.requests[request] += [d.event for d in outcome.decided if d.aggregate is LAND_REQUEST]

    def note(self, story: Given, command: object, passes: bool) -> Outcome:
        outcome = story.when(command, by="natural-resources")
        assert (outcome.refusal is None) is passes, outcome
        self.book += [d.event for d in outcome.decided if d.aggregate is RESERVE_BOOK]
        return outcome

    def drawn(self) -> Decimal:
        signs = {ReserveDrawn: 1, ReserveReturned: -1}
        return sum((signs[type(e)] * e.area for e in self.book if type(e) in signs), Decimal(0))


TestReserveDraws = ReserveDraws.TestCase
TestReserveDraws.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
