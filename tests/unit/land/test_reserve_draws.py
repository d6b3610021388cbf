"""RZ-2.3.g: no sequence of commands overdraws a reserve, draws it twice, or passes pilots over.

The balance is kept a second time here, from the events alone.
"""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from shared.schemas.land.land_demand import DeclineReserve, DemandRecorded
from shared.schemas.land.land_request import AllocateLand, LandRequested, ReturnDraw
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    OpenReserveToOthers,
    ReserveBreached,
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveRestored,
    ReserveReturned,
    ReserveSet,
    ReviseConstructionScale,
    SetReserve,
)
from shared.schemas.land.screening import ScreeningOpened
from tests.effort import tries
from tests.given import Given, Outcome, given

COUNTY = "donggang"
DAY = date(2024, 1, 1)
PILOT, OTHER = "taoluo", "nanhu"
REQUESTS = {
    "r-1": (PILOT, Decimal("30.50")),
    "r-2": (PILOT, Decimal(40)),
    "r-3": (PILOT, Decimal(50)),
    "o-1": (OTHER, Decimal(15)),
    "o-2": (OTHER, Decimal(20)),
}
OPENED = ScreeningOpened(
    "p", name="演示", town=PILOT, county=COUNTY, land_area=None, land_use=None, admitted_on=DAY
)
requests = st.sampled_from(sorted(REQUESTS))
near_the_ratio = st.sampled_from([Decimal(n) for n in (50, 80, 99, 100, 101, 120)])


class ReserveDraws(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.scale = Decimal(1000)
        self.reserved = Decimal(100)
        self.book: list[object] = [
            ConstructionScaleSet(COUNTY, scale=self.scale),
            ReserveSet(COUNTY, reserved=self.reserved),
        ]
        self.requests: dict[str, list[object]] = {
            id: [
                LandRequested(
                    id, project="p", town=town, county=COUNTY, area=area, use="public", screening=[]
                )
            ]
            for id, (town, area) in REQUESTS.items()
        }
        self.demand: list[object] = [
            DemandRecorded(
                PILOT, county=COUNTY, request=id, project="p", area=area, recorded_on=DAY
            )
            for id, (town, area) in REQUESTS.items()
            if town == PILOT
        ]

    @rule(request=requests, source=st.sampled_from(["reserve", "reserve", "plan"]))
    def allocate(self, request: str, source: str) -> None:
        town, area = REQUESTS[request]
        fits = source != "reserve" or self.drawn() + area <= self.reserved
        if source == "reserve" and town == OTHER:
            fits = fits and not self.waiting() and area <= self.left_open()
        undecided = len(self.requests[request]) % 3 == 1
        command = AllocateLand(request, source=source, document="文号", reason=None, pilots=[PILOT])
        self.give(request, command, passes=undecided and fits)

    @rule(request=requests)
    def return_draw(self, request: str) -> None:
        passes = len(self.requests[request]) % 3 == 2
        self.give(request, ReturnDraw(request, reason="项目不再使用"), passes)

    @rule(request=requests)
    def request_again(self, request: str) -> None:
        """A returned request makes room for a new one of the same area."""
        if len(self.requests[request]) % 3 == 0:
            self.requests[request] = self.requests[request][:1]

    @rule(request=st.sampled_from(["r-1", "r-2", "r-3"]))
    def decline(self, request: str) -> None:
        story = given(LAND_DEMAND, PILOT, *self.demand)
        outcome = story.when(DeclineReserve(PILOT, request=request, reason="已有用地"), by=PILOT)
        self.demand += outcome.events

    @rule(area=st.sampled_from([Decimal(10), Decimal(35), Decimal(60)]))
    def open_to_others(self, area: Decimal) -> None:
        story = given(RESERVE_BOOK, COUNTY, *self.book).and_given(LAND_DEMAND, PILOT, *self.demand)
        free = self.reserved - self.drawn() - self.left_open()
        command = OpenReserveToOthers(
            COUNTY, town=OTHER, area=area, pilots=[PILOT], reason="试点镇无需求"
        )
        self.note(story, command, passes=not self.waiting() and area <= free)

    @rule(reserved=near_the_ratio)
    def set_reserve(self, reserved: Decimal) -> None:
        passes = self.drawn() <= reserved <= self.scale and reserved != self.reserved
        self.note(
            given(RESERVE_BOOK, COUNTY, *self.book), SetReserve(COUNTY, reserved=reserved), passes
        )
        if passes:
            self.reserved = reserved

    @rule(tenth=near_the_ratio)
    def revise_scale(self, tenth: Decimal) -> None:
        scale = tenth * 10
        cmd = ReviseConstructionScale(COUNTY, scale=scale)
        passes = scale != self.scale
        self.note(given(RESERVE_BOOK, COUNTY, *self.book), cmd, passes)
        self.scale = scale

    @invariant()
    def draws_stay_within_the_reserve(self) -> None:
        assert 0 <= self.drawn() <= self.reserved <= self.scale
        assert RESERVE_BOOK.replay(self.book).free == self.reserved - self.drawn()

    @invariant()
    def others_draw_what_was_opened_to_them(self) -> None:
        assert self.left_open() >= 0
        assert RESERVE_BOOK.replay(self.book).opened.get(OTHER, 0) == self.left_open()

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
            .and_given(LAND_DEMAND, PILOT, *self.demand)
        )
        outcome = self.note(story, command, passes)
        self.requests[request] += [d.event for d in outcome.decided if d.aggregate is LAND_REQUEST]
        self.demand += [d.event for d in outcome.decided if d.stream == f"land-demand-{PILOT}"]

    def note(self, story: Given, command: object, passes: bool) -> Outcome:
        outcome = story.when(command, by="natural-resources")
        assert (outcome.refusal is None) is passes, outcome
        self.book += [d.event for d in outcome.decided if d.aggregate is RESERVE_BOOK]
        return outcome

    def waiting(self) -> list[str]:
        return LAND_DEMAND.replay(self.demand).open

    def drawn(self, *towns: str) -> Decimal:
        signs = {ReserveDrawn: 1, ReserveReturned: -1}
        moves = [e for e in self.book if type(e) in signs and e.town in (towns or e.town)]
        return sum((signs[type(e)] * e.area for e in moves), Decimal(0))

    def left_open(self) -> Decimal:
        opened = [e.area for e in self.book if isinstance(e, ReserveOpenedToOthers)]
        return sum(opened, Decimal(0)) - self.drawn(OTHER)


TestReserveDraws = ReserveDraws.TestCase
TestReserveDraws.settings = tries(50, steps=30)
