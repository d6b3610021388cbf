"""RZ-2.3.g: the reserve is opened to other towns after the pilots; both readings alert."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain.land_demand import DEMAND_IS_OPEN, LAND_DEMAND
from services.land.domain.reserve_book import rules
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.views.land_demands import LandDemands
from services.land.views.reserve_draws import ReserveDraws
from services.land.views.reserve_ledger import ReserveLedger
from services.land.views.reserve_openings import ReserveOpenings
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.kernel.aggregate.parameters import ONLY_LOCAL_IS_SET, PARAMETERS
from shared.schemas.land.land_demand import DeclineReserve, DemandRecorded, DemandSettled
from shared.schemas.land.reserve_book import (
    AnnualQuotaSet,
    ConstructionScaleSet,
    DemandConsidered,
    OpenReserveToOthers,
    ReserveBreached,
    ReserveDrawn,
    ReserveOpenedToOthers,
    ReserveOpeningWithdrawn,
    ReserveReturned,
    ReserveSet,
    ReserveWarned,
    ReserveWarningLifted,
    SetAnnualQuota,
    SetAnnualReserve,
    WithdrawReserveOpening,
)
from shared.schemas.platform import SetParameter
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
AREA = Decimal(60)
BOOK = [
    ConstructionScaleSet("donggang", scale=Decimal(1000)),
    ReserveSet("donggang", reserved=Decimal(100)),
]
DEMANDED = DemandRecorded(
    "taoluo", county="donggang", request="r-1", project="p-1", area=AREA,
    recorded_on=date(2024, 1, 9),
)  # fmt: skip
MET = DemandSettled("taoluo", request="r-1", outcome="met", settled_on=date(2024, 2, 1))
OPEN = OpenReserveToOthers(
    "donggang", town="nanhu", area=AREA, pilots=["taoluo"], reason="试点镇需求已满足", document="文号1",
)  # fmt: skip
OPENED = ReserveOpenedToOthers(
    "donggang",
    town="nanhu",
    area=AREA,
    pilots=["taoluo"],
    considered=[
        DemandConsidered(
            "taoluo", request="r-1", project="p-1", area=AREA, outcome="met",
            settled_on=date(2024, 2, 1),
        )
    ],
    reason="试点镇需求已满足",
    opened_on=TODAY,
    document="文号1",
)  # fmt: skip


def book(*demand: object, events: tuple[object, ...] = ()) -> Given:
    story = given(RESERVE_BOOK, "donggang", *BOOK, *events)
    return story.and_given(LAND_DEMAND, "taoluo", *demand)


def test_the_reserve_opens_to_another_town_once_pilot_demand_is_met() -> None:
    book(DEMANDED, MET).when(OPEN, by="natural-resources").then(OPENED)
    book(DEMANDED, MET).when(OPEN, by="donggang").then(OPENED)
    book(DEMANDED, MET).when(OPEN, by="juxian").not_permitted()


def test_the_reserve_stays_closed_to_others_while_a_pilots_demand_is_open() -> None:
    outcome = book(DEMANDED).when(OPEN, by="natural-resources")
    outcome.refused(rules.PILOT_DEMAND_FIRST)
    assert outcome.refusal.values == {"open": "taoluo/r-1"}


def test_a_pilot_that_declines_lets_others_in() -> None:
    declined = DemandSettled(
        "taoluo", request="r-1", outcome="declined", settled_on=TODAY, reason="已有用地"
    )
    cmd = DeclineReserve("taoluo", request="r-1", reason="已有用地")
    story = given(LAND_DEMAND, "taoluo", DEMANDED)
    story.when(cmd, by="taoluo").then(declined)
    story.when(cmd, by="nanhu").not_permitted()
    (opened,) = book(DEMANDED, declined).when(OPEN, by="donggang").events
    assert opened.considered[0].outcome == "declined"


def test_only_an_open_demand_is_declined() -> None:
    story = given(LAND_DEMAND, "taoluo", DEMANDED, MET)
    story.when(DeclineReserve("taoluo", request="r-1", reason="已有"), by="taoluo").refused(
        DEMAND_IS_OPEN
    )


@pytest.mark.parametrize("pilots", [[], ["jufeng"], ["taoluo", "jufeng"]])
def test_every_pilot_of_the_county_is_considered(pilots: list[str]) -> None:
    cmd = replace(OPEN, pilots=pilots)
    book().when(cmd, by="donggang").refused(rules.ALL_PILOTS_CONSIDERED)


@pytest.mark.parametrize("town", ["taoluo", "jietou", "nowhere"])
def test_the_reserve_opens_to_other_towns_of_the_county_only(town: str) -> None:
    cmd = replace(OPEN, town=town)
    book().when(cmd, by="natural-resources").refused(rules.OTHER_TOWN_OF_THE_COUNTY)


def test_no_more_is_opened_than_is_free() -> None:
    outcome = book(DEMANDED, MET, events=(OPENED,)).when(OPEN, by="donggang")
    outcome.refused(rules.RESERVE_COVERS_DRAWS)
    assert outcome.refusal.values == {"available": Decimal(40), "needs": Decimal(20)}
    drawn = ReserveDrawn("donggang", request="r-2", project="p-2", town="taoluo", area=Decimal(50))
    book(events=(drawn,)).when(OPEN, by="donggang").refused(rules.RESERVE_COVERS_DRAWS)


def quota(reserved: int, year: int = 2024) -> SetAnnualQuota:
    return SetAnnualQuota("donggang", year=year, quota=Decimal(200), reserved=Decimal(reserved))


def test_a_short_reserve_on_the_other_base_is_a_warning() -> None:
    set_ = AnnualQuotaSet("donggang", year=2024, quota=Decimal(200), reserved=Decimal(19))
    warned = ReserveWarned(
        "donggang", base="annual-quota", scale=Decimal(200), reserved=Decimal(19),
        required_percent=10,
    )  # fmt: skip
    book().when(quota(19), by="natural-resources").then(set_, warned)
    book(events=(set_, warned)).when(quota(20), by="natural-resources").then(
        replace(set_, reserved=Decimal(20)), ReserveWarningLifted("donggang", base="annual-quota")
    )


def test_the_other_reading_makes_the_annual_quota_bind() -> None:
    other = {"land.reserve_base": "annual-quota"}
    outcome = book().when(quota(19), by="natural-resources", parameters=other)
    breached = ReserveBreached(
        "donggang", scale=Decimal(200), reserved=Decimal(19), required_percent=10,
        base="annual-quota",
    )  # fmt: skip
    assert outcome.events[1:] == [breached]
    assert outcome.context.used["land.reserve_base"] == "annual-quota"


def test_the_city_passes_a_quota_down_and_the_county_sets_what_it_reserves_of_it() -> None:
    book().when(quota(20), by="donggang").not_permitted()
    cmd = SetAnnualReserve(county="donggang", reserved=Decimal(26), document="东政发〔2024〕9号")
    book().when(cmd, by="donggang").refused(rules.QUOTA_IS_PASSED_DOWN)
    passed_down = AnnualQuotaSet("donggang", year=2024, quota=Decimal(200), reserved=Decimal(20))
    story = book(events=(passed_down,))
    right = replace(passed_down, reserved=Decimal(26), document="东政发〔2024〕9号")
    story.when(cmd, by="donggang").then(right)
    story.when(replace(cmd, reserved=Decimal(201)), by="donggang").refused(
        rules.RESERVE_WITHIN_SCALE
    )
    story.when(replace(cmd, reserved=Decimal(20)), by="donggang").refused(NOTHING_CHANGES)
    warned = ReserveWarned(
        "donggang", base="annual-quota", scale=Decimal(200), reserved=Decimal(19),
        required_percent=10,
    )  # fmt: skip
    short = story.when(replace(cmd, reserved=Decimal(19)), by="donggang")
    assert short.events[1:] == [warned]


TAKE_BACK = WithdrawReserveOpening(
    county="donggang", town="nanhu", area=Decimal(25), reason="南湖镇项目缓建"
)
TAKEN_BACK = ReserveOpeningWithdrawn(
    county="donggang", town="nanhu", area=Decimal(25), reason="南湖镇项目缓建", withdrawn_on=TODAY
)


def test_what_was_opened_and_not_drawn_is_taken_back_for_the_pilots() -> None:
    book(events=(OPENED,)).when(TAKE_BACK, by="donggang").then(TAKEN_BACK)
    assert book(events=(OPENED, TAKEN_BACK)).state.opened["nanhu"] == 35
    more = replace(TAKE_BACK, area=Decimal("35.01"))
    outcome = book(events=(OPENED, TAKEN_BACK)).when(more, by="donggang")
    assert outcome.refused(rules.OPENED_AND_NOT_DRAWN).refusal.values["available"] == 35
    for by in ("nanhu", "juxian"):
        book(events=(OPENED,)).when(TAKE_BACK, by=by).not_permitted()


def test_what_another_town_has_drawn_is_not_taken_back_until_it_returns() -> None:
    drawn = ReserveDrawn(
        "donggang", request="o-1", project="p-9", town="nanhu", area=Decimal(50), opened=True
    )
    story = book(events=(OPENED, drawn))
    story.when(TAKE_BACK, by="donggang").refused(rules.OPENED_AND_NOT_DRAWN)
    part = ReserveReturned("donggang", request="o-1", project="p-9", town="nanhu", area=Decimal(15))
    after = book(events=(OPENED, drawn, part))
    assert (after.state.opened["nanhu"], after.state.draws["o-1"].area) == (25, 35)
    after.when(TAKE_BACK, by="donggang").then(TAKEN_BACK)


def test_the_ledgers_tell_what_was_taken_back() -> None:
    assert rows(ReserveLedger, *BOOK, OPENED, TAKEN_BACK)["donggang"].opened == 35
    (row,) = rows(ReserveOpenings, TAKEN_BACK).values()
    assert (row.act, row.area, row.opened_on) == ("withdrawn", 25, TODAY)


def test_years_of_quota_follow_each_other_and_hold_their_reserve() -> None:
    set_ = AnnualQuotaSet("donggang", year=2024, quota=Decimal(200), reserved=Decimal(20))
    book(events=(set_,)).when(quota(20, 2023), by="natural-resources").refused(rules.YEARS_GO_ON)
    book().when(quota(201), by="natural-resources").refused(rules.RESERVE_WITHIN_SCALE)


def test_a_mistyped_year_does_not_shut_out_the_years_before_it() -> None:
    assert book().when(quota(20, 2025), by="natural-resources").events
    for year in (2026, 2099):
        book().when(quota(20, year), by="natural-resources").refused(rules.YEAR_HAS_COME)


@pytest.mark.parametrize("by", ["natural-resources", "donggang"])
def test_a_lead_cannot_lower_the_ten_percent(by: str) -> None:
    cmd = SetParameter(
        "land", parameter="land.reserve_minimum_ratio_percent", value=5, effective_from=TODAY,
        basis="会议纪要",
    )  # fmt: skip
    given(PARAMETERS, "land").when(cmd, by=by).refused(ONLY_LOCAL_IS_SET)


def test_the_ledgers_show_both_ratios_draws_and_who_was_considered() -> None:
    warned = ReserveWarned(
        "donggang", base="annual-quota", scale=Decimal(200), reserved=Decimal(19),
        required_percent=10,
    )  # fmt: skip
    quota_set = AnnualQuotaSet("donggang", year=2024, quota=Decimal(200), reserved=Decimal(19))
    row = rows(ReserveLedger, *BOOK, quota_set, warned, OPENED)["donggang"]
    assert (row.ratio_percent, row.annual_ratio_percent) == (10, Decimal("9.50"))
    assert (row.opened, row.warned, row.breached) == (AREA, True, False)
    (opening,) = rows(ReserveOpenings, OPENED).values()
    assert (opening.town, opening.considered[0]["outcome"]) == ("nanhu", "met")
    drawn = ReserveDrawn(
        "donggang", request="r-2", project="p-2", town="nanhu", area=AREA, opened=True
    )
    returned = ReserveReturned("donggang", request="r-2", project="p-2", town="nanhu", area=AREA)
    row = rows(ReserveDraws, drawn, returned)["r-2"]
    assert (row.town, row.opened, row.returned, row.drawn_on) == ("nanhu", True, True, TODAY)
    row = rows(LandDemands, DEMANDED, MET)["r-1"]
    assert (row.outcome, row.settled_on) == ("met", date(2024, 2, 1))
