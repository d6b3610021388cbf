"""RZ-3.1.a, RZ-3.1.b, RZ-3.1.c: leaders and groups of the pilots, county plans, town reports."""

from dataclasses import replace
from datetime import date

import pytest

from services.supervision.domain import leadership_rules as rules
from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN
from services.supervision.domain.county_plan import COUNTY_PLAN
from services.supervision.domain.implementation import IMPLEMENTATION
from services.supervision.domain.issue.rules import HANDLER_RECUSES, VISITOR_IS_A_MEMBER
from services.supervision.domain.issue.state import ISSUE
from services.supervision.domain.leader_link import LEADER_LINK
from services.supervision.views.assist_groups import AssistGroups
from services.supervision.views.county_plans import CountyPlans
from services.supervision.views.implementation_reports import ImplementationReports
from services.supervision.views.leader_links import LeaderLinks
from services.supervision.views.leadership_gaps import LeadershipGaps
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.platform import TownTierNoted
from shared.schemas.supervision.assist_group import (
    ChangeMembers,
    FormGroup,
    GroupFormed,
    GroupMember,
    GroupMembersChanged,
)
from shared.schemas.supervision.county_plan import AdoptCountyPlan, CountyPlanAdopted
from shared.schemas.supervision.implementation import ImplementationReported, ReportImplementation
from shared.schemas.supervision.issue import RecordFollowUpVisit
from shared.schemas.supervision.leader_link import (
    LeaderLinked,
    LeaderRelieved,
    LeaderVisited,
    LinkLeader,
    RecordLeaderVisit,
    RelieveLeader,
)
from tests.given import given
from tests.rows import rows
from tests.unit.supervision.matters import FOR_CLOSURE, RAISED, TODAY

LINK = LinkLeader(
    "l1", town="taoluo", leader="演示-副市长", position="副市长", portfolio="城乡建设", level="city"
)
LINKED = LeaderLinked(
    "l1", town="taoluo", county="donggang", level="city", leader="演示-副市长", position="副市长",
    portfolio="城乡建设", linked_on=TODAY,
)  # fmt: skip
OF_COUNTY = replace(LINKED, link="l2", level="county")
RELIEVED = LeaderRelieved("l1", town="taoluo", level="city", reason="分工调整", relieved_on=TODAY)
VISIT = RecordLeaderVisit("l1", visited_on=TODAY, findings="现场研究供电", issues=("i1",))
VISITED = LeaderVisited(
    "l1", town="taoluo", number=1, visited_on=TODAY, findings="现场研究供电", issues=("i1",)
)

HEAD = GroupMember("演示-甲", unit="housing", role="组长")
MEMBER = GroupMember("演示-乙", unit="finance", role="成员")
FORMED = GroupFormed("taoluo", county="donggang", members=(HEAD,), formed_on=TODAY)
CHANGED = GroupMembersChanged(
    "taoluo", joined=(MEMBER,), left=("演示-甲",), members=(MEMBER,), reason="人员调整",
    changed_on=TODAY,
)  # fmt: skip
CHANGE = ChangeMembers("taoluo", reason="人员调整", joined=(MEMBER,), left=("演示-甲",))

PLAN = AdoptCountyPlan(
    "wulian", document="演示-莲政发〔2024〕1号", title="演示-方案", measures=("统筹用地",), until=TODAY,
)  # fmt: skip
ADOPTED = CountyPlanAdopted(
    "wulian", version=1, title="演示-方案", measures=("统筹用地",), adopted_on=TODAY, until=TODAY,
    document="演示-莲政发〔2024〕1号",
)  # fmt: skip
REPORT = ReportImplementation(
    "taoluo", year=2024, month=2, progress="三个项目开工", difficulties="缺少设计人员"
)
REPORTED = ImplementationReported(
    "taoluo", year=2024, month=2, progress="三个项目开工", difficulties="缺少设计人员", next_steps=None,
    reported_on=TODAY,
)  # fmt: skip


def test_housing_links_city_leaders_and_the_county_its_own():
    given(LEADER_LINK, "l1").when(LINK).then(LINKED)
    given(LEADER_LINK, "l1").when(LINK, by="donggang").refused(rules.CITY_LEADERS_BY_HOUSING)
    own = replace(LINK, link="l2", level="county")
    given(LEADER_LINK, "l2").when(own, by="donggang").then(OF_COUNTY)
    given(LEADER_LINK, "l2").when(own, by="juxian").not_permitted()


def test_leaders_are_linked_to_pilot_towns():
    link = replace(LINK, town="nanhu")
    given(LEADER_LINK, "l1").when(link).refused(rules.TOWN_IS_PILOT)
    nowhere = replace(LINK, town="atlantis")
    given(LEADER_LINK, "l1").when(nowhere).refused(rules.TOWN_IS_PILOT)


def test_a_leader_is_relieved_once_by_who_linked_it():
    relieve = RelieveLeader("l1", reason="分工调整")
    given(LEADER_LINK, "l1", LINKED).when(relieve).then(RELIEVED)
    by_county = given(LEADER_LINK, "l1", LINKED).when(relieve, by="donggang")
    by_county.refused(rules.CITY_LEADERS_BY_HOUSING)
    given(LEADER_LINK, "l1", LINKED, RELIEVED).when(relieve).refused(rules.LINK_IS_LIVE)


def test_a_leaders_visits_are_counted_while_the_link_is_live():
    given(LEADER_LINK, "l1", LINKED).when(VISIT).then(VISITED)
    given(LEADER_LINK, "l1", LINKED, VISITED).when(VISIT).then(replace(VISITED, number=2))
    given(LEADER_LINK, "l1", LINKED, RELIEVED).when(VISIT).refused(rules.LINK_IS_LIVE)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 3, 2)])
def test_a_leaders_visit_lies_between_the_link_and_today(day):
    visit = replace(VISIT, visited_on=day)
    given(LEADER_LINK, "l1", LINKED).when(visit).refused(rules.VISIT_IS_WITHIN_THE_LINK)


def test_a_group_is_formed_once_for_a_pilot_town():
    form = FormGroup("taoluo", members=(HEAD,))
    given(ASSIST_GROUP_OF_TOWN, "taoluo").when(form).then(FORMED)
    other = replace(form, town="nanhu")
    given(ASSIST_GROUP_OF_TOWN, "nanhu").when(other).refused(rules.TOWN_IS_PILOT)
    nowhere = replace(form, town="atlantis")
    given(ASSIST_GROUP_OF_TOWN, "atlantis").when(nowhere).refused(rules.TOWN_IS_PILOT)


@pytest.mark.parametrize("members", [(), (HEAD, HEAD)], ids=["nobody", "one twice"])
def test_a_group_has_members_each_named_once(members):
    form = FormGroup("taoluo", members=members)
    given(ASSIST_GROUP_OF_TOWN, "taoluo").when(form).refused(rules.GROUP_HAS_MEMBERS)


def test_members_come_from_registered_units():
    form = FormGroup("taoluo", members=(replace(HEAD, unit="nobody"),))
    given(ASSIST_GROUP_OF_TOWN, "taoluo").when(form).refused(rules.MEMBERS_COME_FROM_UNITS)


def test_members_change_but_the_group_never_is_empty():
    group = given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED)
    group.when(CHANGE).then(CHANGED)
    group.when(replace(CHANGE, joined=())).refused(rules.GROUP_HAS_MEMBERS)
    group.when(replace(CHANGE, left=("演示-丙",))).refused(rules.MEMBER_IS_KNOWN)
    group.when(ChangeMembers("taoluo", reason="无")).refused(NOTHING_CHANGES)
    moved = replace(HEAD, unit="reform")
    outcome = group.when(replace(CHANGE, joined=(moved,)))
    assert outcome.events[0].members == (moved,)


def test_a_visitor_comes_from_a_members_unit_once_the_group_is_on_record():
    visit = RecordFollowUpVisit(
        "i1", visitor_unit="housing", done=True, effective=True, evidence="现场照片"
    )
    story = given(ISSUE, "i1", *FOR_CLOSURE).and_given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED)
    assert len(story.when(visit, by="assist-taoluo").events) == 2
    outsider = replace(visit, visitor_unit="ecology")
    story.when(outsider, by="assist-taoluo").refused(VISITOR_IS_A_MEMBER)
    handler = replace(visit, visitor_unit="reform")
    story.when(handler, by="assist-taoluo").refused(HANDLER_RECUSES)


def test_a_county_with_a_pilot_adopts_its_plan_and_a_newer_one():
    given(COUNTY_PLAN, "wulian").when(PLAN, by="wulian").then(ADOPTED)
    given(COUNTY_PLAN, "wulian", ADOPTED).when(PLAN, by="wulian").then(replace(ADOPTED, version=2))
    given(COUNTY_PLAN, "wulian").when(PLAN, by="housing").not_permitted()
    given(COUNTY_PLAN, "wulian").when(PLAN, by="juxian").not_permitted()


def test_a_county_without_a_pilot_has_no_plan_here():
    elsewhere = replace(PLAN, county="elsewhere")
    given(COUNTY_PLAN, "elsewhere").when(elsewhere, by="elsewhere").refused(
        rules.COUNTY_HAS_A_PILOT
    )


def test_a_plan_has_measures_and_holds_for_some_time():
    fresh = given(COUNTY_PLAN, "wulian")
    fresh.when(replace(PLAN, measures=()), by="wulian").refused(rules.PLAN_HAS_MEASURES)
    over = replace(PLAN, until=date(2024, 2, 29))
    fresh.when(over, by="wulian").refused(rules.PLAN_HAS_MEASURES)


def test_a_town_reports_a_month_and_corrects_it():
    given(IMPLEMENTATION, "taoluo").when(REPORT, by="taoluo").then(REPORTED)
    again = given(IMPLEMENTATION, "taoluo", REPORTED)
    again.when(REPORT, by="taoluo").then(replace(REPORTED, correction=1))
    given(IMPLEMENTATION, "taoluo").when(REPORT, by="zhaoxian").not_permitted()


@pytest.mark.parametrize("month", [4, 13])
def test_a_month_is_reported_once_it_has_begun(month):
    report = replace(REPORT, month=month)
    given(IMPLEMENTATION, "taoluo").when(report, by="taoluo").refused(rules.MONTH_HAS_BEGUN)


def test_only_pilots_report():
    report = replace(REPORT, town="nanhu")
    given(IMPLEMENTATION, "nanhu").when(report, by="nanhu").refused(rules.TOWN_IS_PILOT)
    nowhere = replace(REPORT, town="atlantis")
    given(IMPLEMENTATION, "atlantis").when(nowhere, by="atlantis").refused(rules.TOWN_IS_PILOT)


def test_gaps_show_for_every_pilot_town():
    gaps = rows(LeadershipGaps, RAISED)
    assert {row.gaps for row in gaps.values()} == {("city-leader", "county-leader", "assist-group")}
    assert set(gaps) == {"taoluo", "zhaoxian", "chaohe", "jufeng"}
    gaps = rows(LeadershipGaps, LINKED, FORMED)
    assert (gaps["taoluo"].gaps, gaps["taoluo"].complete) == (("county-leader",), False)
    assert gaps["jufeng"].gaps == ("city-leader", "county-leader", "assist-group")
    assert rows(LeadershipGaps, LINKED, FORMED, OF_COUNTY)["taoluo"].complete
    left = rows(LeadershipGaps, LINKED, FORMED, OF_COUNTY, RELIEVED)["taoluo"]
    assert left.gaps == ("city-leader",)


def test_a_town_that_becomes_a_pilot_shows_its_gaps_and_one_that_left_shows_none():
    noted = TownTierNoted(
        town="nanhu", level="municipal", effective_on=LINKED.linked_on, document="演示-1号"
    )
    gaps = rows(LeadershipGaps, noted, LINKED)
    assert len(gaps["nanhu"].gaps) == 3 and not gaps["nanhu"].complete
    left = replace(noted, town="jufeng", level="none")
    row = rows(LeadershipGaps, LINKED, left, FORMED)["jufeng"]
    assert (row.gaps, row.complete) == ((), True)
    elsewhere = replace(LINKED, town="nanhu")
    assert "nanhu" not in rows(LeadershipGaps, elsewhere)


def test_the_ledgers_show_links_groups_plans_and_reports():
    link = rows(LeaderLinks, LINKED, VISITED, RELIEVED)["l1"]
    assert (link.level, link.visited, link.visited_on, link.relieved_on) == (
        "city", 1, TODAY, TODAY,
    )  # fmt: skip
    group = rows(AssistGroups, FORMED, CHANGED)["taoluo"]
    assert (group.size, group.units, len(group.changes)) == (1, ("finance",), 1)
    plans = rows(CountyPlans, ADOPTED, replace(ADOPTED, version=2))
    assert (plans["wulian"].plan_version, len(plans["wulian"].history)) == (2, 2)
    assert [plans[county].adopted for county in ("donggang", "juxian", "lanshan")] == [False] * 3
    corrected = rows(ImplementationReports, REPORTED, replace(REPORTED, correction=1))
    assert corrected["taoluo-2024-02"].corrections == 1
