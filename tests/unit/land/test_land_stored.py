"""RZ-2.3: what was stored before land had limits, debtors and parts is read and folds as it did."""

import json
from decimal import Decimal

from services.land.domain.key_project.state import KEY_PROJECT
from services.land.domain.land_programme.state import LAND_PROGRAMME
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.market_entry.state import MARKET_ENTRY
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.town_survey import TOWN_SURVEY
from shared.schemas.codec import decode
from tests.given import Given, given
from tests.unit.land.entries import WAY
from tests.unit.land.quotas import ACCEPTED, FILED, LET_GO, OFFERED, TODAY, TOWN, TRANSFERRED
from tests.unit.land.test_key_project import LISTED
from tests.unit.land.test_land_programme import OTHER, PILOT, RANKED, SELECTED, programme

DAY = TODAY.isoformat()
OF_LAND = {"request": "r-1", "project": "p-1", "town": "taoluo"}


def stored(name: str, **data: object) -> object:
    return decode(name, 1, json.dumps(data))


def quota(*events: object) -> Given:
    return given(QUOTA_LEDGER, TOWN, ACCEPTED, FILED, *events)


def test_quota_used_and_returned_whole() -> None:
    lot = {"town": TOWN, "lot": "lot-1", "use": "r-1", "area": "30.00"}
    used = stored(
        "QuotaUsed", **lot, purpose="project", need=None, project="p-1", used_on=DAY
    )  # fmt: skip
    assert quota(used).state.remaining == 50
    state = quota(used, stored("QuotaReturned", **lot)).state
    assert state.remaining == 80 and not state.uses


def test_proceeds_booked_without_a_debtor_and_spent_at_once() -> None:
    booked = stored(
        "ProceedsBooked", town=TOWN, entry="e-1", transfer="t-1", received_fen=600,
        investor_percent=0, investor_fen=0, released_fen=0, retained_fen=600, mode="all",
        consent=None, booked_on=DAY,
    )  # fmt: skip
    spent = stored(
        "ProceedsSpent", town=TOWN, spending="s-1", amount_fen=450, purpose="consolidation",
        spent_on=DAY,
    )  # fmt: skip
    story = quota(OFFERED, LET_GO, TRANSFERRED, booked, spent)
    assert (story.state.proceeds.unspent_fen, story.state.proceeds.owed_fen) == (150, 0)
    assert story.deadlines == []


def test_a_request_decided_without_a_limit_or_a_day() -> None:
    place = {**OF_LAND, "county": "donggang", "area": "60.00"}
    asked = stored("LandRequested", **place, use="industrial", screening=[])
    allocated = stored("LandAllocated", **place, source="reserve", document="文号")
    returned = stored("LandReturned", **place, reason="项目出库")
    refused = stored("LandRefused", **OF_LAND, reason="可用存量解决")
    assert given(LAND_REQUEST, "r-1", asked).deadlines == []
    for last, status in ((allocated, "allocated"), (refused, "refused")):
        assert given(LAND_REQUEST, "r-1", asked, last).state.status == status
    ended = given(LAND_REQUEST, "r-1", asked, allocated, returned).state
    assert (ended.status, ended.area) == ("returned", Decimal(60))


def test_a_survey_that_counted_no_rounds_was_the_first() -> None:
    survey = stored(
        "TownSurveyCompleted", town=TOWN, county="donggang", parcels=2,
        classes=[{"parcel_class": "idle", "parcels": 2, "area": "90.00"}], completed_on=DAY,
    )  # fmt: skip
    state = given(TOWN_SURVEY, TOWN, survey).state
    assert state.complete and state.round == 1


def test_comments_that_lapsed_without_a_county_and_a_right_without_a_survey() -> None:
    lapsed = stored("EntryCommentsLapsed", parcel="ch-1", town="chaohe", due_on=DAY)
    registered = stored(
        "EntryRegistered", parcel="ch-1", town="chaohe", county="wulian", use="industrial",
        area="20000.00", transferee="演示-食品公司", registered_on=DAY, certificate="鲁五莲001",
    )  # fmt: skip
    way = [*WAY[:3], lapsed, *WAY[4:-1], registered]
    assert given(MARKET_ENTRY, "ch-1", *way).state.next_gate == ""


def test_land_that_was_coordinated_before_it_could_be_reopened() -> None:
    settled = stored(
        "LandCoordinationSettled", project="p-1", town="taoluo", county="donggang",
        city_measure="市级调剂", county_measure="区县预留", city_area="40.00", county_area=None,
        settled_on=DAY, minutes="纪要2号",
    )  # fmt: skip
    state = given(KEY_PROJECT, "p-1", LISTED, settled).state
    assert state.settled and state.found == 40


def test_a_programme_that_selected_its_areas_is_decided() -> None:
    booked = stored(
        "ProgrammeProceedsBooked", programme="lp-1", entry="e-1", nomination="a-2", town="taoluo",
        amount_fen=500, origin="补充耕地指标收益", booked_on=DAY,
    )  # fmt: skip
    story = programme(OTHER, PILOT, RANKED, SELECTED, booked)
    assert story.aggregate is LAND_PROGRAMME
    assert story.state.decided and story.state.entries["e-1"].amount_fen == 500
