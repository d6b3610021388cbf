"""RZ-2.3.a and RZ-2.3.d: stock before new land, and new land follows the project."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request import rules
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger import rules as quota_rules
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.reserve_book import rules as reserve_rules
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from services.land.views.land_requests import LandRequests
from shared.kernel.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.land.land_demand import DemandRecorded, DemandSettled
from shared.schemas.land.land_request import (
    AllocateLand,
    LandAllocated,
    LandRefused,
    LandRequested,
    LandRequestWithdrawn,
    LandReturned,
    RefuseLand,
    RequestNewLand,
    ReturnDraw,
    ScreenedClass,
    ScreenedParcel,
    WithdrawLandRequest,
)
from shared.schemas.land.quota_ledger import (
    QuotaFiled,
    QuotaGenerated,
    QuotaReturned,
    QuotaUsed,
    RuralNeedRecorded,
)
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveReturned,
    ReserveSet,
)
from shared.schemas.land.screening import (
    LandClaimed,
    LandClaimReleased,
    NewLandResumed,
    NewLandSuspended,
    ScreeningEnded,
    ScreeningOpened,
)
from shared.schemas.land.town_stock import StockListed
from tests.given import NOON, Given, given
from tests.rows import rows

AREA = Decimal(60)
SEEN = [ScreenedParcel("tl-1", reason="不在产业园区内")]
OPENED = ScreeningOpened(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", land_area=AREA, land_use="industrial",
    admitted_on=date(2024, 2, 1),
)  # fmt: skip
LEFT = ScreeningEnded("p-1", town="taoluo", reason="项目出库")
STOCK = [
    StockListed("taoluo", parcel="tl-1", use="industrial", area=Decimal(60)),
    StockListed("taoluo", parcel="tl-small", use="industrial", area=Decimal("59.99")),
    StockListed("taoluo", parcel="tl-shop", use="commercial", area=Decimal(90)),
]
BOOK = [
    ConstructionScaleSet("donggang", scale=Decimal(1000)),
    ReserveSet("donggang", reserved=Decimal(100)),
]

REQUEST = RequestNewLand(
    "r-1", project="p-1", town="taoluo", area=AREA, use="industrial", screening=SEEN
)
OFFICE = "donggang-natural-resources"
TODAY = NOON.date()
REQUESTED = LandRequested(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, use="industrial",
    screening=SEEN, requested_on=TODAY, decider=OFFICE, decision_working_days=20,
)  # fmt: skip
ALLOCATE = AllocateLand("r-1", source="reserve", document="日自资规〔2024〕8号")
ALLOCATED = LandAllocated(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, source="reserve",
    document="日自资规〔2024〕8号", allocated_on=TODAY,
)  # fmt: skip
DRAWN = ReserveDrawn("donggang", request="r-1", project="p-1", town="taoluo", area=AREA)
REFUSED = LandRefused(
    request="r-1", project="p-1", town="taoluo", reason="可用存量解决", refused_on=TODAY
)
CLAIMED = LandClaimed("p-1", town="taoluo", request="r-1")
RELEASED = LandClaimReleased("p-1", town="taoluo", request="r-1")
DEMANDED = DemandRecorded(
    "taoluo", county="donggang", request="r-1", project="p-1", area=AREA, recorded_on=TODAY
)
MET = DemandSettled("taoluo", request="r-1", outcome="met", settled_on=TODAY)
RETURNED = LandReturned(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, reason="项目出库",
    returned_on=TODAY,
)  # fmt: skip


def request(*events: object, book: list[object] = BOOK) -> Given:
    """A request of project p-1, live, in a town with stock and a county with a reserve."""
    return (
        given(LAND_REQUEST, "r-1", *events)
        .and_given(SCREENING, "p-1", OPENED, *([CLAIMED] if events else []))
        .and_given(LAND_DEMAND, "taoluo", *([DEMANDED] if events else []))
        .and_given(TOWN_STOCK, "taoluo", *STOCK)
        .and_given(RESERVE_BOOK, "donggang", *book)
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


QUOTA = [
    QuotaGenerated(
        "taoluo", county="donggang", lot="lot-1", area=Decimal(80), funding="public",
        contract=None, contract_mode=None, investor_percent=None, accepted_on=TODAY,
    ),
    QuotaFiled("taoluo", lot="lot-1", area=Decimal(80), filed_on=TODAY),
]  # fmt: skip
USED = QuotaUsed(
    "taoluo", lot="lot-1", use="r-1", area=AREA, purpose="project", need=None, project="p-1",
    used_on=TODAY,
)  # fmt: skip


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
