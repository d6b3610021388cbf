"""RZ-2.3.b: the survey of a parcel, its class, and land that lies idle."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.land.domain.parcel import rules
from services.land.domain.parcel.state import PARCEL
from services.land.domain.town_stock import TOWN_STOCK
from shared.kernel.aggregate import Deadline
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.land.parcel import (
    AgreeConstructionStart,
    ConstructionReported,
    ConstructionStartAgreed,
    DetermineIdle,
    IdleDetermined,
    IdleWarned,
    ParcelLeftStock,
    ParcelReclassified,
    ParcelSurveyed,
    ReclassifyParcel,
    ReportConstruction,
    SurveyParcel,
)
from shared.schemas.land.town_stock import StockListed, StockReclassified
from tests.given import NOON, Given, given

SINCE = date(2021, 6, 30)
AREA = Decimal("12000.00")
START = date(2022, 3, 1)
YEAR_ON = date(2023, 3, 1)
BUDGET = 4_000_000_00

SURVEY = SurveyParcel(
    "tl-001", town="taoluo", parcel_class="inefficient", use="industrial", area=AREA, since=SINCE
)
SURVEYED = ParcelSurveyed(
    "tl-001", town="taoluo", county="donggang", parcel_class="inefficient", use="industrial",
    area=AREA, since=SINCE,
)  # fmt: skip
LISTED = StockListed(
    "taoluo", parcel="tl-001", use="industrial", area=AREA, parcel_class="inefficient"
)
AGREED = ConstructionStartAgreed(
    "tl-001", town="taoluo", start_by=START, planned_investment_fen=BUDGET, warning_months=12
)
STARTED = ConstructionReported(
    "tl-001", town="taoluo", stage="started", on=START, developed_area=None, invested_fen=0,
    at_risk=False, warning_months=12,
)  # fmt: skip
STOPPED = ConstructionReported(
    "tl-001", town="taoluo", stage="stopped", on=START, developed_area=Decimal(3999),
    invested_fen=BUDGET // 4, at_risk=True, warning_months=12,
)  # fmt: skip
WARNED = IdleWarned(
    "tl-001", town="taoluo", county="donggang", ground="not-started", due_on=YEAR_ON, area=AREA,
    developed_area=None, invested_fen=0, planned_investment_fen=BUDGET,
)  # fmt: skip
DOCUMENT = "日自资规闲〔2024〕1号"
DETERMINE = DetermineIdle(
    "tl-001", ground="not-started", cause="enterprise", reason="企业资金不足", document=DOCUMENT
)
DETERMINED = IdleDetermined(
    "tl-001", town="taoluo", county="donggang", ground="not-started", cause="enterprise",
    reason="企业资金不足", document=DOCUMENT, determined_on=NOON.date(),
)  # fmt: skip


def parcel(*events: object) -> Given:
    return given(PARCEL, "tl-001", SURVEYED, *events).and_given(TOWN_STOCK, "taoluo", LISTED)


@pytest.mark.parametrize("by", ["taoluo", "donggang-natural-resources", "natural-resources"])
def test_a_surveyed_parcel_is_listed_on_its_towns_stock(by: str) -> None:
    outcome = given(PARCEL, "tl-001").when(SURVEY, by=by).then(SURVEYED, LISTED)
    placed = [(d.stream, d.event) for d in outcome.decided]
    assert placed == [("parcel-tl-001", SURVEYED), ("stock-taoluo", LISTED)]


def test_a_parcel_is_surveyed_once() -> None:
    parcel().when(SURVEY, by="taoluo").refused(ALREADY_EXISTS)


def test_another_town_or_county_surveys_nothing_here() -> None:
    given(PARCEL, "tl-001").when(SURVEY, by="zhaoxian").not_permitted()
    given(PARCEL, "tl-001").when(SURVEY, by="juxian-natural-resources").not_permitted()


def test_a_parcel_lies_in_a_registered_town() -> None:
    cmd = replace(SURVEY, town="nowhere")
    story = given(PARCEL, "tl-001")
    story.when(cmd, by="natural-resources").refused(rules.TOWN_IS_REGISTERED)


def test_a_parcel_became_stock_on_the_day_of_the_survey_or_before() -> None:
    today = replace(SURVEY, since=NOON.date())
    assert given(PARCEL, "tl-001").when(today, by="taoluo").events
    tomorrow = replace(SURVEY, since=date(2024, 3, 2))
    given(PARCEL, "tl-001").when(tomorrow, by="taoluo").refused(rules.SINCE_A_PAST_DAY)


def test_a_parcel_changes_its_class_on_its_towns_list_too() -> None:
    cmd = ReclassifyParcel(
        "tl-001", parcel_class="approved-unsupplied", since=SINCE, reason="已报批未供应"
    )
    parcel().when(cmd, by="donggang-natural-resources").then(
        ParcelReclassified(
            "tl-001", town="taoluo", was="inefficient", parcel_class="approved-unsupplied",
            since=SINCE, reason="已报批未供应",
        ),
        StockReclassified("taoluo", parcel="tl-001", parcel_class="approved-unsupplied"),
    )  # fmt: skip
    parcel().when(cmd, by="taoluo").not_permitted()


def test_a_class_that_stays_the_same_is_not_recorded() -> None:
    cmd = ReclassifyParcel("tl-001", parcel_class="inefficient", since=SINCE, reason="复核")
    parcel().when(cmd, by="natural-resources").refused(NOTHING_CHANGES)


def test_state_land_becomes_idle_by_determination_only() -> None:
    cmd = ReclassifyParcel("tl-001", parcel_class="idle", since=SINCE, reason="长期未建")
    parcel().when(cmd, by="natural-resources").refused(rules.IDLE_IS_DETERMINED)
    collective = given(PARCEL, "tl-001", replace(SURVEYED, owner="collective"))
    events = collective.and_given(TOWN_STOCK, "taoluo", LISTED).when(cmd, by="natural-resources")
    assert events.events[1:] == [StockReclassified("taoluo", parcel="tl-001", parcel_class="idle")]
    corrected = ParcelReclassified(
        "tl-001", town="taoluo", was="idle", parcel_class="inefficient", since=SINCE, reason="复核"
    )
    again = parcel(DETERMINED, corrected).when(cmd, by="natural-resources")
    again.refused(rules.IDLE_IS_DETERMINED)
    parcel(DETERMINED).when(cmd, by="natural-resources").refused(NOTHING_CHANGES)


def test_an_agreed_start_begins_the_year() -> None:
    cmd = AgreeConstructionStart("tl-001", start_by=START, planned_investment_fen=BUDGET)
    parcel().when(cmd, by="natural-resources").then(AGREED)
    assert parcel().deadlines == []
    assert parcel(AGREED).deadlines == [Deadline("not-started", START, 365, "calendar", "RZ-2.3.b")]
    leap = parcel(replace(AGREED, start_by=date(2023, 3, 1))).deadlines
    assert leap[0].days == 366


def test_no_start_is_agreed_once_construction_began() -> None:
    cmd = AgreeConstructionStart("tl-001", start_by=date(2025, 1, 1))
    parcel(AGREED, STARTED).when(cmd, by="natural-resources").refused(rules.CONSTRUCTION_FOLLOWS)


def test_the_system_warns_a_year_past_the_start_date_and_says_it_once() -> None:
    parcel(AGREED).when_passed("not-started", YEAR_ON).then(WARNED)
    warned = parcel(AGREED, WARNED)
    assert warned.deadlines == []
    warned.when_passed("not-started", YEAR_ON).refused(NOTHING_CHANGES)
    assert parcel(AGREED, STARTED).deadlines == []


def test_collective_land_is_not_warned_of() -> None:
    collective = replace(SURVEYED, owner="collective")
    assert given(PARCEL, "tl-001", collective, AGREED).deadlines == []


@pytest.mark.parametrize(
    ("developed", "invested", "at_risk"),
    [
        (Decimal(3999), BUDGET, True),
        (Decimal(4000), BUDGET // 4 - 1, True),
        (Decimal(4000), BUDGET // 4, False),
        (None, BUDGET, True),
    ],
)
def test_a_stop_with_little_area_or_money_may_become_idle(
    developed: Decimal | None, invested: int, at_risk: bool
) -> None:
    cmd = ReportConstruction(
        "tl-001", stage="stopped", on=START, developed_area=developed, invested_fen=invested
    )
    stopped = replace(STOPPED, developed_area=developed, invested_fen=invested, at_risk=at_risk)
    parcel(AGREED, STARTED).when(cmd, by="taoluo").then(stopped)
    due = parcel(AGREED, STARTED, stopped).deadlines
    assert [d.key for d in due] == (["stopped"] if at_risk else [])


def test_a_year_of_standing_still_is_warned_of_with_its_figures() -> None:
    parcel(AGREED, STARTED, STOPPED).when_passed("stopped", YEAR_ON).then(
        replace(WARNED, ground="stopped", developed_area=Decimal(3999), invested_fen=BUDGET // 4)
    )
    resumed = replace(STOPPED, stage="resumed", at_risk=False)
    assert parcel(AGREED, STARTED, STOPPED, resumed).deadlines == []


def test_construction_is_reported_in_its_order_and_within_the_parcel() -> None:
    stop = ReportConstruction("tl-001", stage="stopped", on=START)
    parcel().when(stop, by="taoluo").refused(rules.CONSTRUCTION_FOLLOWS)
    larger = ReportConstruction("tl-001", stage="started", on=START, developed_area=AREA + 1)
    parcel().when(larger, by="taoluo").refused(rules.DEVELOPED_WITHIN_AREA)
    early = ReportConstruction("tl-001", stage="started", on=date(2024, 3, 2))
    parcel().when(early, by="taoluo").refused(rules.SINCE_A_PAST_DAY)


def test_construction_does_not_stop_before_it_started() -> None:
    stop = ReportConstruction("tl-001", stage="stopped", on=date(2022, 2, 28))
    parcel(AGREED, STARTED).when(stop, by="taoluo").refused(rules.STAGES_GO_ON)


def test_a_person_determines_idle_land_with_its_cause() -> None:
    parcel(AGREED, WARNED).when(DETERMINE, by="donggang-natural-resources").then(
        DETERMINED, StockReclassified("taoluo", parcel="tl-001", parcel_class="idle")
    )
    parcel(AGREED, WARNED).when(DETERMINE, by="system").not_permitted()
    parcel(AGREED, WARNED).when(DETERMINE, by="taoluo").not_permitted()


def test_idle_land_is_determined_on_a_ground_that_is_on_record() -> None:
    parcel(AGREED).when(DETERMINE, by="natural-resources").refused(rules.GROUND_ON_RECORD)
    other = replace(DETERMINE, ground="stopped")
    parcel(AGREED, WARNED).when(other, by="natural-resources").refused(rules.GROUND_ON_RECORD)


def test_idle_land_is_determined_once_and_only_on_state_land() -> None:
    story = parcel(AGREED, WARNED, DETERMINED)
    story.when(DETERMINE, by="natural-resources").refused(rules.DETERMINED_ONCE)
    collective = given(PARCEL, "tl-001", replace(SURVEYED, owner="collective"), AGREED, WARNED)
    collective.when(DETERMINE, by="natural-resources").refused(rules.STATE_OWNED)


def test_a_revitalised_parcel_is_no_stock_any_more() -> None:
    story = parcel(AGREED, ParcelLeftStock("tl-001", town="taoluo", batch="b-1"))
    assert story.deadlines == []
    story.when(DETERMINE, by="natural-resources").refused(rules.PARCEL_IN_STOCK)


uses = st.sampled_from(["industrial", "commercial", "public", "residential"])
areas = st.decimals(1, 100, places=2)


@for_all(st.dictionaries(st.sampled_from("abcdef"), st.tuples(uses, areas)), uses, areas)
def test_exactly_the_parcels_of_that_use_and_size_match(
    parcels: dict[str, tuple[str, Decimal]], use: str, area: Decimal
) -> None:
    events = [
        StockListed("taoluo", parcel=id, use=of_use, area=size)
        for id, (of_use, size) in parcels.items()
    ]
    stock = TOWN_STOCK.replay(events)
    matching = stock.matching(use, area)
    assert matching == sorted(matching)
    for id, (of_use, size) in parcels.items():
        assert (id in matching) is (of_use == use and size >= area)
