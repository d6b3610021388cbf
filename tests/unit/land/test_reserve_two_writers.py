"""RZ-2.3.g: two writers at once neither overdraw a reserve, draw it twice, nor pass pilots over."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from shared.schemas.land import reserve_book as facts
from shared.schemas.land.land_demand import DeclineReserve, DemandRecorded, DemandSettled
from shared.schemas.land.land_request import (
    AllocateLand,
    LandAllocated,
    LandRequested,
    LandReturned,
    ReduceAllocation,
    RefuseLand,
    RequestNewLand,
    ReturnDraw,
)
from shared.schemas.land.screening import EndScreening, OpenScreening
from tests.unit.two_writers import Asked, TwoWriters, quick

COUNTY, PILOT, OTHER = "donggang", "taoluo", "nanhu"
PROJECTS = {"p-1": PILOT, "p-2": PILOT, "o-1": OTHER, "o-2": OTHER}
AREA = {PILOT: Decimal(40), OTHER: Decimal(20)}


class ReserveBook(TwoWriters):
    """Requests `<project>-<n>`: each project asks again when its last request came to nothing."""

    service = "land"
    aggregates = (RESERVE_BOOK, LAND_DEMAND, LAND_REQUEST, SCREENING, TOWN_STOCK, QUOTA_LEDGER)

    def beginning(self) -> list[Asked]:
        day = date(2024, 2, 1)
        book = [
            Asked(facts.SetConstructionScale(COUNTY, scale=Decimal(1000)), "natural-resources"),
            Asked(facts.SetReserve(COUNTY, reserved=Decimal(100)), COUNTY),
        ]
        return book + [
            Asked(
                OpenScreening(
                    p, name="演示", town=town, county=COUNTY, land_area=None, land_use=None,
                    admitted_on=day,
                ),
                "system",
            )
            for p, town in PROJECTS.items()
        ]  # fmt: skip

    def commands(self) -> st.SearchStrategy[Asked]:
        """The next steps of each project's land, and what changes the book they draw on."""
        of_projects = [asked for project in PROJECTS for asked in self.next(project)]
        of_book = [
            *[
                self.county(facts.SetReserve(COUNTY, reserved=Decimal(n)))
                for n in (60, 80, 99, 100, 120)
            ],
            *[self.county(self.opening(Decimal(n))) for n in (20, 40)],
            self.county(
                facts.WithdrawReserveOpening(COUNTY, town=OTHER, area=Decimal(20), reason="缓建")
            ),
            Asked(EndScreening("p-2", reason="项目出库"), "system"),
        ]
        return st.one_of(*[st.sampled_from(of_projects)] * 3, st.sampled_from(of_book))

    def next(self, project: str) -> list[Asked]:
        town, asked = PROJECTS[project], self.of(LandRequested, project=project)
        again = RequestNewLand(
            f"{project}-{len(asked) + 1}", project=project, town=town, area=AREA[town],
            use="public", screening=[],
        )  # fmt: skip
        steps = [Asked(again, town)]
        if asked:
            last = asked[-1].request
            drawn = AllocateLand(
                last, source="reserve", document="文号", reason="理由", pilots=[PILOT]
            )
            planned = AllocateLand(last, source="plan", document="文号")
            if self.status(last) == "requested":
                steps = [
                    *[self.bureau(drawn)] * 3,
                    self.bureau(planned),
                    self.bureau(RefuseLand(last, reason="理由")),
                    Asked(DeclineReserve(town, request=last, reason="已有用地"), town),
                ]
            else:
                measured = ReduceAllocation(
                    request=last, area=Decimal(15), reason="勘测定界", document="演示-报告"
                )
                steps += [self.bureau(ReturnDraw(last, reason="理由")), self.bureau(measured)]
        return steps

    def county(self, data: object) -> Asked:
        return Asked(data, COUNTY)

    def bureau(self, data: object) -> Asked:
        return Asked(data, "natural-resources")

    def opening(self, area: Decimal) -> object:
        return facts.OpenReserveToOthers(
            COUNTY, town=OTHER, area=area, pilots=[PILOT], reason="已满足"
        )

    @invariant()
    def what_is_drawn_stays_within_the_reserve(self) -> None:
        assert Decimal(0) <= self.drawn() <= self.reserved

    @invariant()
    def no_request_draws_twice_or_returns_what_it_has_not_drawn(self) -> None:
        for asked in self.of(LandRequested):
            drawn = self.of(facts.ReserveDrawn, request=asked.request)
            returned = self.of(facts.ReserveReturned, request=asked.request)
            allocated = self.of(LandAllocated, request=asked.request)
            back = sum((e.area for e in returned), Decimal(0))
            assert back <= sum((e.area for e in drawn), Decimal(0))
            assert len(drawn) <= len(allocated) <= 1
            assert len(self.of(LandReturned, request=asked.request)) <= len(allocated)

    @invariant()
    def a_project_has_one_live_request(self) -> None:
        for project in PROJECTS:
            asked = self.of(LandRequested, project=project)
            live = [r for r in asked if self.status(r.request) in ("requested", "allocated")]
            assert len(live) <= 1

    @invariant()
    def others_draw_only_what_was_opened_and_while_no_pilot_waits(self) -> None:
        opened = sum(e.area for e in self.of(facts.ReserveOpenedToOthers))
        opened -= sum(e.area for e in self.of(facts.ReserveOpeningWithdrawn))
        assert self.drawn(OTHER) <= opened
        for act in self.of(facts.ReserveOpenedToOthers):
            assert all(demand.outcome for demand in act.considered)
        for record in self.others_came:
            assert not record, record

    @invariant()
    def the_book_is_in_breach_exactly_while_under_ten_percent(self) -> None:
        breaches, ends = self.of(facts.ReserveBreached), self.of(facts.ReserveRestored)
        assert len(breaches) - len(ends) == (self.reserved * 10 < 1000)

    @property
    def reserved(self) -> Decimal:
        return self.of(facts.ReserveSet)[-1].reserved

    def drawn(self, *towns: str) -> Decimal:
        of = [e for e in self.of(facts.ReserveDrawn, facts.ReserveReturned)
              if e.town in (towns or AREA)]  # fmt: skip
        return sum((e.area if isinstance(e, facts.ReserveDrawn) else -e.area for e in of),
                   Decimal(0))  # fmt: skip

    def status(self, request: str) -> str:
        return self.state(LAND_REQUEST, request).status

    @property
    def others_came(self) -> list[set[str]]:
        """The pilots' demand that was open each time when others got something: none."""
        waiting: set[str] = set()
        found = []
        for event in self.log:
            match event:
                case DemandRecorded(town=town, request=request) if town == PILOT:
                    waiting.add(request)
                case DemandSettled(request=request):
                    waiting.discard(request)
                case facts.ReserveOpenedToOthers():
                    found.append(set(waiting))
                case facts.ReserveDrawn(opened=True):
                    found.append(set(waiting))
        return found


TestReserveBook = ReserveBook.TestCase
TestReserveBook.settings = quick
