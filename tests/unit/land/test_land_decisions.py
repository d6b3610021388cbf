"""RZ-2.3.d: land comes from the reserve, the plan or a town's quota, and returns to where it came from."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request import rules
from services.land.domain.quota_ledger import rules as quota_rules
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.reserve_book import rules as reserve_rules
from services.land.domain.screening import SCREENING
from shared.schemas.land.land_request import (
    AllocateLand,
    RefuseLand,
    ReturnDraw,
)
from shared.schemas.land.quota_ledger import (
    QuotaReturned,
    RuralNeedRecorded,
)
from shared.schemas.land.reserve_book import (
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveReturned,
    ReserveSet,
)
from tests.unit.land.land_requests import (
    ALLOCATE,
    ALLOCATED,
    AREA,
    BOOK,
    DEMANDED,
    DRAWN,
    LEFT,
    MET,
    OPENED,
    QUOTA,
    REFUSED,
    RELEASED,
    REQUESTED,
    RETURNED,
    TODAY,
    USED,
    request,
)


@pytest.mark.parametrize("by", ["natural-resources", "donggang-natural-resources"])
def test_land_from_the_reserve_is_drawn_on_the_countys_book(by: str) -> None:
    outcome = request(REQUESTED).when(ALLOCATE, by=by).then(ALLOCATED, DRAWN, MET)
    assert [d.stream for d in outcome.decided] == [
        "land-request-r-1",
        "reserve-donggang",
        "land-demand-taoluo",
    ]


def test_land_from_the_plan_leaves_the_reserve_alone() -> None:
    cmd = replace(ALLOCATE, source="plan")
    request(REQUESTED, book=[]).when(cmd, by="natural-resources").then(
        replace(ALLOCATED, source="plan"), MET
    )


def test_land_from_quota_is_used_on_the_towns_ledger_and_returns_to_it() -> None:
    story = request(REQUESTED).and_given(QUOTA_LEDGER, "taoluo", *QUOTA)
    cmd = replace(ALLOCATE, source="quota", lot="lot-1")
    allocated = replace(ALLOCATED, source="quota", lot="lot-1")
    story.when(cmd, by="natural-resources").then(allocated, USED, MET)
    held = request(REQUESTED, allocated).and_given(QUOTA_LEDGER, "taoluo", *QUOTA, USED)
    held.when(ReturnDraw("r-1", reason="项目出库"), by="system").then(
        RETURNED, QuotaReturned("taoluo", lot="lot-1", use="r-1", area=AREA), RELEASED
    )


def test_land_from_quota_names_a_lot_that_covers_it_beside_local_needs() -> None:
    story = request(REQUESTED).and_given(QUOTA_LEDGER, "taoluo", *QUOTA)
    unnamed = replace(ALLOCATE, source="quota")
    story.when(unnamed, by="natural-resources").refused(quota_rules.LOT_IS_NAMED)
    cmd = replace(unnamed, lot="lot-1")
    need = RuralNeedRecorded(
        "taoluo", need="n-1", purpose="farmers", area=Decimal(21), recorded_on=TODAY
    )
    needed = request(REQUESTED).and_given(QUOTA_LEDGER, "taoluo", *QUOTA, need)
    needed.when(cmd, by="natural-resources").refused(quota_rules.LOCAL_NEEDS_FIRST)
    unfiled = request(REQUESTED).and_given(QUOTA_LEDGER, "taoluo", QUOTA[0])
    unfiled.when(cmd, by="natural-resources").refused(quota_rules.QUOTA_REMAINS)


def test_land_from_the_plan_cites_the_plan() -> None:
    cmd = AllocateLand("r-1", source="plan")
    request(REQUESTED).when(cmd, by="natural-resources").refused(rules.PLAN_IS_CITED)
    from_reserve = replace(cmd, source="reserve")
    assert not request(REQUESTED).when(from_reserve, by="natural-resources").refusal


def test_the_same_reserve_is_not_drawn_twice() -> None:
    roomy = [BOOK[0], ReserveSet("donggang", reserved=Decimal(500)), DRAWN]
    story = request(REQUESTED, book=roomy)
    story.when(ALLOCATE, by="natural-resources").refused(reserve_rules.DRAWN_ONCE)
    again = request(REQUESTED, ALLOCATED, book=roomy)
    again.when(ALLOCATE, by="natural-resources").refused(rules.REQUEST_IS_OPEN)


def test_draws_stay_within_the_reserve() -> None:
    other = ReserveDrawn(
        "donggang", request="r-0", project="p-0", town="taoluo", area=Decimal("40.01")
    )
    outcome = request(REQUESTED, book=[*BOOK, other]).when(ALLOCATE, by="natural-resources")
    outcome.refused(reserve_rules.RESERVE_COVERS_DRAWS)
    assert outcome.refusal.values == {
        "available": Decimal("59.99"),
        "needs": Decimal("0.01"),
    }


def test_a_county_without_a_book_has_no_reserve_to_draw() -> None:
    story = request(REQUESTED, book=[])
    story.when(ALLOCATE, by="natural-resources").refused(reserve_rules.RESERVE_COVERS_DRAWS)


def test_a_town_that_is_no_pilot_draws_only_what_was_opened_to_it() -> None:
    of_nanhu = replace(REQUESTED, town="nanhu")
    cmd = replace(ALLOCATE, pilots=["taoluo"])
    closed = request(of_nanhu).and_given(LAND_DEMAND, "taoluo")
    closed.when(cmd, by="natural-resources").refused(reserve_rules.OPENED_TO_THE_TOWN)
    opened = ReserveOpenedToOthers(
        "donggang", town="nanhu", area=AREA, pilots=["taoluo"], considered=[], reason="试点镇无需求",
        opened_on=TODAY,
    )  # fmt: skip
    story = request(of_nanhu, book=[*BOOK, opened]).and_given(LAND_DEMAND, "taoluo")
    outcome = story.when(cmd, by="natural-resources")
    outcome.then(replace(ALLOCATED, town="nanhu"), replace(DRAWN, town="nanhu", opened=True))


def test_another_town_waits_for_pilot_demand_recorded_after_the_opening() -> None:
    opened = ReserveOpenedToOthers(
        "donggang", town="nanhu", area=AREA, pilots=["taoluo"], considered=[], reason="试点镇无需求",
        opened_on=TODAY,
    )  # fmt: skip
    story = request(replace(REQUESTED, town="nanhu"), book=[*BOOK, opened])
    waiting = story.and_given(LAND_DEMAND, "taoluo", replace(DEMANDED, request="r-9"))
    cmd = replace(ALLOCATE, pilots=["taoluo"])
    waiting.when(cmd, by="natural-resources").refused(reserve_rules.PILOT_DEMAND_FIRST)
    unasked = replace(cmd, pilots=[])
    story.when(unasked, by="natural-resources").refused(reserve_rules.ALL_PILOTS_CONSIDERED)


def test_no_land_is_allocated_once_the_project_has_left() -> None:
    story = request(REQUESTED).and_given(SCREENING, "p-1", OPENED, LEFT)
    story.when(ALLOCATE, by="natural-resources").refused(rules.PROJECT_IS_LIVE)


@pytest.mark.parametrize(
    "by", ["taoluo", "donggang", "donggang-housing", "juxian-natural-resources"]
)
def test_neither_the_town_nor_another_county_allocates(by: str) -> None:
    request(REQUESTED).when(ALLOCATE, by=by).not_permitted()


@pytest.mark.parametrize("decided", [[ALLOCATED], [REFUSED], [ALLOCATED, RETURNED]])
def test_only_an_open_request_is_decided(decided: list[object]) -> None:
    story = request(REQUESTED, *decided)
    story.when(ALLOCATE, by="natural-resources").refused(rules.REQUEST_IS_OPEN)
    refuse = RefuseLand("r-1", reason="可用存量解决")
    story.when(refuse, by="natural-resources").refused(rules.REQUEST_IS_OPEN)


@pytest.mark.parametrize("by", ["natural-resources", "donggang-natural-resources", "system"])
def test_a_request_is_refused_with_a_reason(by: str) -> None:
    request(REQUESTED).when(RefuseLand("r-1", reason="可用存量解决"), by=by).then(
        REFUSED, RELEASED, replace(MET, outcome="refused")
    )


def test_land_drawn_from_the_reserve_returns_to_it() -> None:
    story = request(REQUESTED, ALLOCATED, book=[*BOOK, DRAWN])
    story.when(ReturnDraw("r-1", reason="项目出库"), by="system").then(
        RETURNED,
        ReserveReturned("donggang", request="r-1", project="p-1", town="taoluo", area=AREA),
        RELEASED,
    )


def test_land_from_the_plan_returns_without_touching_the_reserve() -> None:
    story = request(REQUESTED, replace(ALLOCATED, source="plan"))
    story.when(ReturnDraw("r-1", reason="项目出库"), by="natural-resources").then(
        RETURNED, RELEASED
    )
    story.when(ReturnDraw("r-1", reason="项目出库"), by="taoluo").not_permitted()


@pytest.mark.parametrize("decided", [[], [REFUSED], [ALLOCATED, RETURNED]])
def test_only_allocated_land_returns(decided: list[object]) -> None:
    story = request(REQUESTED, *decided)
    outcome = story.when(ReturnDraw("r-1", reason="项目出库"), by="natural-resources")
    outcome.refused(rules.LAND_WAS_ALLOCATED)
