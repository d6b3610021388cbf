"""RZ-2.3.j: conditions, plan, the collective's decision and the government's comments."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.land.domain.market_entry import rules
from services.land.domain.market_entry.state import MARKET_ENTRY
from services.land.domain.parcel.state import PARCEL
from shared.kernel.aggregate import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.market_entry import (
    EntryPlanFiled,
    FileEntryPlan,
    GovernmentCommentsRecorded,
    IssuePlanningConditions,
    RecordCollectiveDecision,
    RecordGovernmentComments,
)
from shared.schemas.land.market_entry_deal import Announce
from shared.schemas.land.parcel import ParcelSurveyed
from tests.given import given
from tests.unit.land.entries import (
    AREA,
    CONDITIONS,
    DECIDED,
    MATURED,
    PLAN,
    SILENT,
    TODAY,
    entry,
    up_to,
)

ISSUE = IssuePlanningConditions(
    "ch-1", town="chaohe", use="industrial", area=AREA, registered=True, planning="容积率1.2",
    industry="食品加工", ecology="雨污分流",
)  # fmt: skip
DECIDE = RecordCollectiveDecision(
    "ch-1", assembly="villager-representatives", total=60, present=45, in_favour=40,
    held_on=TODAY, document="决议1号",
)  # fmt: skip
FILE = FileEntryPlan("ch-1", owner="演示-南庄村", document="方案1号")
COMMENT = RecordGovernmentComments("ch-1", fits=False, comments="产业准入不符")
COMMENTED = GovernmentCommentsRecorded(
    "ch-1", town="chaohe", fits=False, comments="产业准入不符", commented_on=TODAY
)
UNDER_NEW_LAW = datetime(2025, 6, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("by", ["natural-resources", "wulian-natural-resources"])
def test_collective_land_of_chaohe_gets_its_conditions(by: str) -> None:
    given(MARKET_ENTRY, "ch-1").when(ISSUE, by=by).then(CONDITIONS)
    entry(CONDITIONS).when(ISSUE, by=by).refused(rules.CONDITIONS_STAND)


def test_no_land_of_zhaoxian_comes_to_market() -> None:
    cmd = replace(ISSUE, town="zhaoxian")
    outcome = given(MARKET_ENTRY, "ch-1").when(cmd, by="natural-resources")
    outcome.refused(rules.TOWN_IN_SCOPE)
    assert outcome.refusal.values["scope"] == "chaohe"


@pytest.mark.parametrize("change", [{"use": "residential"}, {"registered": False}])
def test_only_registered_land_for_industry_or_commerce_comes_to_market(change: dict) -> None:
    story = given(MARKET_ENTRY, "ch-1")
    story.when(replace(ISSUE, **change), by="natural-resources").refused(rules.PLANNED_USE)


@pytest.mark.parametrize("missing", ["industry", "ecology"])
def test_conditions_carry_industry_and_ecology_requirements(missing: str) -> None:
    cmd = replace(ISSUE, **{missing: None})
    outcome = given(MARKET_ENTRY, "ch-1").when(cmd, by="natural-resources")
    outcome.refused(rules.CONDITIONS_CARRY_REQUIREMENTS)


def test_a_parcel_surveyed_as_state_land_does_not_enter() -> None:
    surveyed = ParcelSurveyed(
        "ch-1", town="chaohe", county="wulian", parcel_class="idle", use="industrial", area=AREA,
        since=TODAY,
    )  # fmt: skip
    story = given(MARKET_ENTRY, "ch-1").and_given(PARCEL, "ch-1", surveyed)
    story.when(ISSUE, by="natural-resources").refused(rules.COLLECTIVE_LAND)
    collective = replace(surveyed, owner="collective")
    elsewhere = replace(collective, town="jietou")
    given(MARKET_ENTRY, "ch-1").and_given(PARCEL, "ch-1", elsewhere).when(
        ISSUE, by="natural-resources"
    ).refused(rules.COLLECTIVE_LAND)
    given(MARKET_ENTRY, "ch-1").and_given(PARCEL, "ch-1", collective).when(
        ISSUE, by="natural-resources"
    ).then(CONDITIONS)


def test_a_filed_plan_starts_the_comments_and_the_lead_time() -> None:
    outcome = entry(CONDITIONS).when(FILE, by="chaohe").then(PLAN)
    assert outcome.context.used == {
        "land.entry_comment_working_days": 5,
        "land.entry_plan_lead_working_days": 10,
    }
    entry(CONDITIONS).when(FILE, by="natural-resources").not_permitted()
    assert entry(CONDITIONS, PLAN).deadlines == [
        Deadline("comments-1", TODAY, 5, "working", "RZ-2.3.j"),
        Deadline("lead-time-1", TODAY, 10, "working", "RZ-2.3.j"),
    ]
    entry(CONDITIONS, PLAN).when(FILE, by="chaohe").refused(rules.GATES_IN_ORDER)


def test_two_thirds_of_all_decide() -> None:
    entry(CONDITIONS, PLAN).when(DECIDE, by="chaohe").then(DECIDED)
    entry(CONDITIONS).when(DECIDE, by="chaohe").then(DECIDED)
    entry(CONDITIONS, DECIDED).when(DECIDE, by="chaohe").refused(rules.GATES_IN_ORDER)


def test_two_thirds_of_those_present_but_not_of_all_do_not_decide() -> None:
    cmd = replace(DECIDE, present=45, in_favour=39)
    outcome = entry(CONDITIONS, PLAN).when(cmd, by="chaohe").refused(rules.MAJORITY_OF_ALL)
    assert outcome.refusal.values["needed"] == 40
    uneven = replace(DECIDE, total=61, in_favour=40)
    entry(CONDITIONS, PLAN).when(uneven, by="chaohe").refused(rules.MAJORITY_OF_ALL)


@pytest.mark.parametrize(
    "change", [{"in_favour": 46}, {"present": 61}, {"held_on": date(2024, 3, 2)}]
)
def test_the_counts_of_an_assembly_add_up(change: dict) -> None:
    cmd = replace(DECIDE, **change)
    entry(CONDITIONS, PLAN).when(cmd, by="chaohe").refused(rules.COUNTS_ADD_UP)


def test_from_may_2025_the_assembly_is_one_of_the_collectives_members() -> None:
    cmd = replace(DECIDE, held_on=date(2025, 5, 1), party_study_on=date(2025, 4, 20))
    story = entry(CONDITIONS, PLAN)
    story.when(cmd, by="chaohe", at=UNDER_NEW_LAW).refused(rules.ASSEMBLY_FORM)
    members = replace(cmd, assembly="member-representatives")
    assert story.when(members, by="chaohe", at=UNDER_NEW_LAW).events
    before = replace(cmd, held_on=date(2025, 4, 30), party_study_on=None)
    assert story.when(before, by="chaohe", at=UNDER_NEW_LAW).events


@pytest.mark.parametrize("studied", [None, date(2025, 5, 3)])
def test_from_may_2025_the_party_organisation_studies_first(studied: date | None) -> None:
    cmd = replace(DECIDE, assembly="members", held_on=date(2025, 5, 2), party_study_on=studied)
    story = entry(CONDITIONS, PLAN)
    story.when(cmd, by="chaohe", at=UNDER_NEW_LAW).refused(rules.PARTY_STUDIES_FIRST)
    in_time = replace(cmd, party_study_on=date(2025, 5, 2))
    assert story.when(in_time, by="chaohe", at=UNDER_NEW_LAW).events


def test_the_county_comments_while_its_days_run() -> None:
    entry(CONDITIONS, PLAN).when(COMMENT, by="wulian").then(COMMENTED)
    entry(CONDITIONS, PLAN).when(COMMENT, by="juxian").not_permitted()
    entry(CONDITIONS, PLAN, SILENT).when(COMMENT, by="wulian").refused(rules.COMMENTS_IN_TIME)
    entry(CONDITIONS).when(COMMENT, by="wulian").refused(rules.GATES_IN_ORDER)


def test_silence_within_the_days_is_no_comment_and_is_said_once() -> None:
    entry(CONDITIONS, PLAN).when_passed("comments-1", SILENT.due_on).then(SILENT)
    entry(CONDITIONS, PLAN).when_passed("lead-time-1", MATURED.due_on).then(MATURED)
    told = entry(CONDITIONS, PLAN, SILENT, MATURED)
    assert told.deadlines == []
    told.when_passed("comments-1", SILENT.due_on).refused(NOTHING_CHANGES)


def test_a_plan_to_be_changed_is_decided_and_filed_again_and_its_days_start_anew() -> None:
    story = entry(CONDITIONS, PLAN, DECIDED, COMMENTED)
    assert story.deadlines == []
    start = Announce("ch-1", method="listing", start_price_fen=1)
    story.when(start, by="chaohe").refused(rules.GATES_IN_ORDER)
    again = EntryPlanFiled(
        "ch-1", town="chaohe", revision=2, owner="演示-南庄村", comment_working_days=5,
        lead_working_days=10, filed_on=TODAY, document="方案1号",
    )  # fmt: skip
    story.when(FILE, by="chaohe").then(again)
    story.when(DECIDE, by="chaohe").then(DECIDED)
    revised = entry(CONDITIONS, PLAN, DECIDED, COMMENTED, DECIDED, again)
    assert [d.key for d in revised.deadlines] == ["comments-2", "lead-time-2"]
    assert revised.state.next_gate == "comments"
    assert up_to(SILENT).state.next_gate == "announcement"
