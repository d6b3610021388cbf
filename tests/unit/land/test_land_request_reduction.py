"""RZ-2.3.d: what is measured less on the ground 勘测定界 comes down; the rest is back in its source."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.land_request import rules
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.views.land_requests import LandRequests
from services.land.views.reserve_draws import ReserveDraws
from services.land.views.reserve_ledger import ReserveLedger
from services.projects.reactions import land
from shared.schemas.land.land_request import (
    LandAllocationReduced,
    ReduceAllocation,
    ReturnDraw,
)
from shared.schemas.land.quota_ledger import QuotaReturned
from shared.schemas.land.reserve_book import ReserveReturned
from shared.schemas.projects.readiness import NoteLandReturned
from tests.given import given
from tests.rows import about, rows
from tests.unit.land.land_requests import (
    ALLOCATED,
    AREA,
    BOOK,
    DRAWN,
    QUOTA,
    REFUSED,
    RELEASED,
    REQUESTED,
    RETURNED,
    TODAY,
    USED,
    request,
)

LESS = Decimal("57.35")
REDUCE = ReduceAllocation(
    request="r-1", area=LESS, reason="勘测定界扣除河道管理范围", document="演示-勘测〔2024〕18号"
)
REDUCED = LandAllocationReduced(
    request="r-1", project="p-1", town="taoluo", county="donggang", source="reserve", lot=None,
    previous_area=AREA, area=LESS, reason=REDUCE.reason, reduced_on=TODAY,
    document=REDUCE.document,
)  # fmt: skip
BACK = ReserveReturned(
    county="donggang", request="r-1", project="p-1", town="taoluo", area=Decimal("2.65")
)


def test_the_part_that_is_not_taken_is_back_in_the_reserve() -> None:
    story = request(REQUESTED, ALLOCATED, book=[*BOOK, DRAWN])
    story.when(REDUCE, by="donggang-natural-resources").then(REDUCED, BACK)
    after = given(RESERVE_BOOK, "donggang", *BOOK, DRAWN, BACK).state
    assert after.free == Decimal("42.65") and after.draws["r-1"].area == LESS
    for by in ("taoluo", "donggang", "juxian-natural-resources"):
        story.when(REDUCE, by=by).not_permitted()


def test_the_part_that_is_not_taken_is_back_in_the_towns_lot() -> None:
    allocated = replace(ALLOCATED, source="quota", lot="lot-1")
    story = request(REQUESTED, allocated).and_given(QUOTA_LEDGER, "taoluo", *QUOTA, USED)
    back = QuotaReturned(town="taoluo", lot="lot-1", use="r-1", area=Decimal("2.65"))
    reduced = replace(REDUCED, source="quota", lot="lot-1")
    story.when(REDUCE, by="natural-resources").then(reduced, back)
    ledger = given(QUOTA_LEDGER, "taoluo", *QUOTA, USED, back).state
    assert ledger.lots["lot-1"].remaining == Decimal("22.65")
    assert ledger.uses["r-1"].area == LESS


def test_the_years_plan_keeps_no_book_here() -> None:
    story = request(REQUESTED, replace(ALLOCATED, source="plan"))
    story.when(REDUCE, by="natural-resources").then(replace(REDUCED, source="plan"))


def test_what_was_reduced_returns_as_it_stands() -> None:
    story = request(REQUESTED, ALLOCATED, REDUCED, book=[*BOOK, DRAWN, BACK])
    rest = replace(BACK, area=LESS)
    story.when(ReturnDraw("r-1", reason="项目出库"), by="system").then(
        replace(RETURNED, area=LESS), rest, RELEASED
    )
    assert not given(RESERVE_BOOK, "donggang", *BOOK, DRAWN, BACK, rest).state.draws


@pytest.mark.parametrize("area", [AREA, Decimal("60.01")])
def test_an_allocation_only_comes_down(area: Decimal) -> None:
    story = request(REQUESTED, ALLOCATED, book=[*BOOK, DRAWN])
    outcome = story.when(replace(REDUCE, area=area), by="natural-resources")
    assert outcome.refused(rules.REDUCED_TO_LESS).refusal.values["allocated"] == AREA


@pytest.mark.parametrize("decided", [[], [REFUSED], [ALLOCATED, RETURNED]])
def test_only_allocated_land_comes_down(decided: list[object]) -> None:
    story = request(REQUESTED, *decided)
    story.when(REDUCE, by="natural-resources").refused(rules.LAND_WAS_ALLOCATED)


def test_the_ledgers_and_the_projects_readiness_follow() -> None:
    row = rows(LandRequests, REQUESTED, ALLOCATED, REDUCED)["r-1"]
    assert (row.status, row.area, row.reduced) == ("allocated", LESS, Decimal("2.65"))
    draw = rows(ReserveDraws, DRAWN, BACK)["r-1"]
    assert (draw.area, draw.returned) == (LESS, False)
    assert rows(ReserveDraws, DRAWN, BACK, replace(BACK, area=LESS))["r-1"].returned
    assert rows(ReserveLedger, *BOOK, DRAWN, BACK)["donggang"].free == Decimal("42.65")
    noted = NoteLandReturned(project="p-1", request="r-1", area=Decimal("2.65"))
    assert list(land.reduction_is_noted(REDUCED, about(REDUCED))) == [noted]
