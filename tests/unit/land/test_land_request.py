from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain import land_request_rules as rules
from services.land.domain import reserve_rules
from services.land.domain.land_request import LAND_REQUEST
from services.land.domain.reserve_book import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from shared.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.land.land_request import (
    AllocateLand,
    LandAllocated,
    LandRefused,
    LandRequested,
    LandReturned,
    RefuseLand,
    RequestNewLand,
    ReturnDraw,
    ScreenedParcel,
)
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveDrawn,
    ReserveReturned,
    ReserveSet,
)
from shared.schemas.land.screening import ScreeningEnded, ScreeningOpened
from shared.schemas.land.town_stock import StockListed
from tests.given import Given, given

AREA = Decimal(60)
SEEN = [ScreenedParcel("tl-1", "不在产业园区内")]
OPENED = ScreeningOpened(
    "p-1", "演示-冷链", "taoluo", "donggang", AREA, "industrial", date(2024, 2, 1)
)
LEFT = ScreeningEnded("p-1", "taoluo", "项目出库")
STOCK = [
    StockListed("taoluo", "tl-1", "industrial", Decimal(60)),
    StockListed("taoluo", "tl-small", "industrial", Decimal("59.99")),
    StockListed("taoluo", "tl-shop", "commercial", Decimal(90)),
]
BOOK = [ConstructionScaleSet("donggang", Decimal(1000)), ReserveSet("donggang", Decimal(100))]

REQUEST = RequestNewLand("r-1", "p-1", "taoluo", AREA, "industrial", SEEN)
REQUESTED = LandRequested("r-1", "p-1", "taoluo", "donggang", AREA, "industrial", SEEN)
ALLOCATE = AllocateLand("r-1", "reserve", "日自资规〔2024〕8号")
ALLOCATED = LandAllocated(
    "r-1", "p-1", "taoluo", "donggang", AREA, "reserve", "日自资规〔2024〕8号"
)
DRAWN = ReserveDrawn("donggang", "r-1", "p-1", "taoluo", AREA)
REFUSED = LandRefused("r-1", "p-1", "taoluo", "可用存量解决")
RETURNED = LandReturned("r-1", "p-1", "taoluo", "donggang", AREA, "项目出库")


def request(*events: object, book: list[object] = BOOK) -> Given:
    """A request of project p-1, live, in a town with stock and a county with a reserve."""
    return (
        given(LAND_REQUEST, "r-1", *events)
        .and_given(SCREENING, "p-1", OPENED)
        .and_given(TOWN_STOCK, "taoluo", *STOCK)
        .and_given(RESERVE_BOOK, "donggang", *book)
    )


def test_a_town_that_answered_for_its_stock_requests_new_land() -> None:
    request().when(REQUEST, by="taoluo").then(REQUESTED)


def test_stock_comes_before_new_land() -> None:
    outcome = request().when(replace(REQUEST, screening=[]), by="taoluo")
    outcome.refused(rules.STOCK_BEFORE_NEW)
    assert "tl-1" in outcome.refusal.zh
    assert "tl-small" not in outcome.refusal.zh
    assert "tl-shop" not in outcome.refusal.zh


def test_stock_of_another_use_or_too_small_needs_no_answer() -> None:
    cmd = replace(REQUEST, use="public", screening=[])
    request().when(cmd, by="taoluo").then(replace(REQUESTED, use="public", screening=[]))
    larger = replace(REQUEST, area=Decimal("60.01"), screening=[])
    request().when(larger, by="taoluo").then(
        replace(REQUESTED, area=Decimal("60.01"), screening=[])
    )


@pytest.mark.parametrize("answers", [[*SEEN, *SEEN], [*SEEN, ScreenedParcel("zx-9", "太远")]])
def test_an_answer_names_a_parcel_of_the_towns_stock_once(answers: list[ScreenedParcel]) -> None:
    cmd = replace(REQUEST, screening=answers)
    request().when(cmd, by="taoluo").refused(rules.SCREENED_PARCELS_ARE_LISTED)


def test_no_land_for_a_project_that_was_never_admitted_or_left() -> None:
    request().and_given(SCREENING, "p-1").when(REQUEST, by="taoluo").refused(rules.PROJECT_IS_LIVE)
    left = request().and_given(SCREENING, "p-1", OPENED, LEFT)
    left.when(REQUEST, by="taoluo").refused(rules.PROJECT_IS_LIVE)


def test_the_projects_own_town_asks() -> None:
    cmd = replace(REQUEST, town="zhaoxian", screening=[])
    request().when(cmd, by="zhaoxian").refused(rules.TOWN_OF_THE_PROJECT)
    request().when(REQUEST, by="zhaoxian").not_permitted()


def test_a_request_is_made_once() -> None:
    request(REQUESTED).when(REQUEST, by="taoluo").refused(ALREADY_EXISTS)


@pytest.mark.parametrize("by", ["natural-resources", "donggang-natural-resources"])
def test_land_from_the_reserve_is_drawn_on_the_countys_book(by: str) -> None:
    outcome = request(REQUESTED).when(ALLOCATE, by=by).then(ALLOCATED, DRAWN)
    assert [d.stream for d in outcome.decided] == ["land-request-r-1", "reserve-donggang"]


@pytest.mark.parametrize("source", ["quota", "plan"])
def test_land_from_quota_or_plan_leaves_the_reserve_alone(source: str) -> None:
    cmd = replace(ALLOCATE, source=source)
    request(REQUESTED, book=[]).when(cmd, by="natural-resources").then(
        replace(ALLOCATED, source=source)
    )


def test_draws_stay_within_the_reserve() -> None:
    other = ReserveDrawn("donggang", "r-0", "p-0", "taoluo", Decimal("40.01"))
    outcome = request(REQUESTED, book=[*BOOK, other]).when(ALLOCATE, by="natural-resources")
    outcome.refused(reserve_rules.RESERVE_COVERS_DRAWS)
    assert outcome.refusal.values == {
        "available": Decimal("59.99"),
        "needs": Decimal("0.01"),
    }


def test_a_county_without_a_book_has_no_reserve_to_draw() -> None:
    story = request(REQUESTED, book=[])
    story.when(ALLOCATE, by="natural-resources").refused(reserve_rules.RESERVE_COVERS_DRAWS)


def test_a_town_that_is_no_pilot_draws_the_reserve_with_a_reason() -> None:
    story = request(replace(REQUESTED, town="nanhu"))
    story.when(ALLOCATE, by="natural-resources").refused(reserve_rules.PILOTS_FIRST)
    reason = "试点镇本年度无用地需求"
    story.when(replace(ALLOCATE, reason=reason), by="natural-resources").then(
        replace(ALLOCATED, town="nanhu"), replace(DRAWN, town="nanhu", reason=reason)
    )


def test_no_land_is_allocated_once_the_project_has_left() -> None:
    story = request(REQUESTED).and_given(SCREENING, "p-1", OPENED, LEFT)
    story.when(ALLOCATE, by="natural-resources").refused(rules.PROJECT_IS_LIVE)


@pytest.mark.parametrize("by", ["taoluo", "donggang", "juxian-natural-resources"])
def test_neither_the_town_nor_another_county_allocates(by: str) -> None:
    request(REQUESTED).when(ALLOCATE, by=by).not_permitted()


@pytest.mark.parametrize("decided", [[ALLOCATED], [REFUSED], [ALLOCATED, RETURNED]])
def test_only_an_open_request_is_decided(decided: list[object]) -> None:
    story = request(REQUESTED, *decided)
    story.when(ALLOCATE, by="natural-resources").refused(rules.REQUEST_IS_OPEN)
    refuse = RefuseLand("r-1", "可用存量解决")
    story.when(refuse, by="natural-resources").refused(rules.REQUEST_IS_OPEN)


@pytest.mark.parametrize("by", ["natural-resources", "donggang-housing", "system"])
def test_a_request_is_refused_with_a_reason(by: str) -> None:
    request(REQUESTED).when(RefuseLand("r-1", "可用存量解决"), by=by).then(REFUSED)


def test_land_drawn_from_the_reserve_returns_to_it() -> None:
    story = request(REQUESTED, ALLOCATED, book=[*BOOK, DRAWN])
    story.when(ReturnDraw("r-1", "项目出库"), by="system").then(
        RETURNED, ReserveReturned("donggang", "r-1", "p-1", "taoluo", AREA)
    )


def test_land_from_the_plan_returns_without_touching_the_reserve() -> None:
    story = request(REQUESTED, replace(ALLOCATED, source="plan"))
    story.when(ReturnDraw("r-1", "项目出库"), by="natural-resources").then(RETURNED)
    story.when(ReturnDraw("r-1", "项目出库"), by="taoluo").not_permitted()


@pytest.mark.parametrize("decided", [[], [REFUSED], [ALLOCATED, RETURNED]])
def test_only_allocated_land_returns(decided: list[object]) -> None:
    story = request(REQUESTED, *decided)
    outcome = story.when(ReturnDraw("r-1", "项目出库"), by="natural-resources")
    outcome.refused(rules.LAND_WAS_ALLOCATED)
