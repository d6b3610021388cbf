"""RZ-2.3.a and RZ-2.3.d: stock before new land, and new land follows the project."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.land_request import rules
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from services.land.views.land_requests import LandRequests
from shared.kernel.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.land.land_demand import DemandSettled
from shared.schemas.land.land_request import (
    LandRequestWithdrawn,
    ScreenedClass,
    ScreenedParcel,
    WithdrawLandRequest,
)
from shared.schemas.land.screening import (
    NewLandResumed,
    NewLandSuspended,
)
from shared.schemas.land.town_stock import StockListed
from tests.given import given
from tests.rows import rows
from tests.unit.land.land_requests import (
    ALLOCATE,
    ALLOCATED,
    AREA,
    CLAIMED,
    DEMANDED,
    LEFT,
    OPENED,
    REFUSED,
    RELEASED,
    REQUEST,
    REQUESTED,
    SEEN,
    STOCK,
    TODAY,
    request,
)


def test_a_town_that_answered_for_its_stock_requests_new_land() -> None:
    request().when(REQUEST, by="taoluo").then(REQUESTED, CLAIMED, DEMANDED)


def test_an_adjusted_project_gets_no_new_land_until_it_is_confirmed() -> None:
    changed = NewLandSuspended(
        "p-1", town="taoluo", land_area=AREA, land_use="industrial", reason="选址调整",
        adjusted_on=TODAY,
    )  # fmt: skip
    resumed = NewLandResumed("p-1", town="taoluo", reason="符合规划")
    for command, by, before in (
        (REQUEST, "taoluo", ()),
        (ALLOCATE, "natural-resources", (REQUESTED,)),
    ):
        claimed = [CLAIMED] if before else []
        story = request(*before)
        waiting = story.and_given(SCREENING, "p-1", OPENED, *claimed, changed)
        waiting.when(command, by=by).refused(rules.ADJUSTED_LAND_IS_CONFIRMED)
        confirmed = story.and_given(SCREENING, "p-1", OPENED, *claimed, changed, resumed)
        assert confirmed.when(command, by=by).events


def test_no_more_land_is_asked_for_than_the_project_needs() -> None:
    more = replace(REQUEST, area=AREA + Decimal("0.01"))
    request().when(more, by="taoluo").refused(rules.AREA_OF_THE_PROJECT)
    less = replace(
        REQUEST, area=Decimal(40), screening=[*SEEN, ScreenedParcel("tl-small", reason="狭长")]
    )
    assert request().when(less, by="taoluo").events
    unknown = request().and_given(SCREENING, "p-1", replace(OPENED, land_area=None))
    assert unknown.when(more, by="taoluo").events


def test_a_town_takes_its_open_request_back_and_may_ask_again() -> None:
    cmd = WithdrawLandRequest("r-1", reason="面积填写有误")
    withdrawn = LandRequestWithdrawn(
        "r-1", project="p-1", town="taoluo", reason="面积填写有误", withdrawn_on=TODAY
    )
    declined = DemandSettled("taoluo", request="r-1", outcome="declined", settled_on=TODAY)
    request(REQUESTED).when(cmd, by="taoluo").then(withdrawn, RELEASED, declined)
    for by in ("donggang-natural-resources", "zhaoxian"):
        request(REQUESTED).when(cmd, by=by).not_permitted()
    for after in (withdrawn, ALLOCATED, REFUSED):
        request(REQUESTED, after).when(cmd, by="taoluo").refused(rules.REQUEST_IS_OPEN)
    again = given(LAND_REQUEST, "r-2").and_given(SCREENING, "p-1", OPENED, CLAIMED, RELEASED)
    again = again.and_given(TOWN_STOCK, "taoluo", *STOCK)
    assert again.when(replace(REQUEST, request="r-2"), by="taoluo").events
    assert rows(LandRequests, REQUESTED, withdrawn)["r-1"].status == "withdrawn"


def test_stock_comes_before_new_land() -> None:
    outcome = request().when(replace(REQUEST, screening=[]), by="taoluo")
    outcome.refused(rules.STOCK_BEFORE_NEW)
    assert "tl-1" in outcome.refusal.zh
    assert "tl-small" not in outcome.refusal.zh
    assert "tl-shop" not in outcome.refusal.zh


def test_stock_of_another_use_or_too_small_needs_no_answer() -> None:
    cmd = replace(REQUEST, use="public", screening=[])
    requested = replace(REQUESTED, use="public", screening=[])
    assert request().when(cmd, by="taoluo").events[0] == requested
    larger = replace(REQUEST, area=Decimal("60.01"), screening=[])
    requested = replace(REQUESTED, area=Decimal("60.01"), screening=[])
    needs_more = request().and_given(SCREENING, "p-1", replace(OPENED, land_area=Decimal(70)))
    assert needs_more.when(larger, by="taoluo").events[0] == requested


def test_a_whole_class_of_stock_is_answered_with_one_reason() -> None:
    idle = StockListed(
        "taoluo", parcel="tl-1", use="industrial", area=Decimal(60), parcel_class="idle"
    )
    story = request().and_given(TOWN_STOCK, "taoluo", *STOCK, idle)
    answers = [ScreenedClass("idle", reason="均在生态红线内")]
    cmd = replace(REQUEST, screening=[], screening_by_class=answers)
    outcome = story.when(cmd, by="taoluo")
    assert outcome.events[0] == replace(REQUESTED, screening=[], screening_by_class=answers)
    other = replace(cmd, screening_by_class=[ScreenedClass("inefficient", reason="面积零散")])
    story.when(other, by="taoluo").refused(rules.STOCK_BEFORE_NEW)


def test_a_project_has_one_live_request() -> None:
    story = request().and_given(SCREENING, "p-1", OPENED, replace(CLAIMED, request="r-0"))
    outcome = story.when(REQUEST, by="taoluo").refused(rules.ONE_LIVE_REQUEST)
    assert outcome.refusal.values == {"request": "r-0"}
    decided = request().and_given(SCREENING, "p-1", OPENED, CLAIMED, RELEASED)
    decided.when(REQUEST, by="taoluo").then(REQUESTED, CLAIMED, DEMANDED)


@pytest.mark.parametrize(
    "answers", [[*SEEN, *SEEN], [*SEEN, ScreenedParcel("zx-9", reason="太远")]]
)
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
