"""Readings 6, 7 and 8 of the text, each in both positions: bulletins, visits, the joint lead."""

from dataclasses import replace

from services.supervision.domain import leadership_rules
from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN
from services.supervision.domain.bulletin import rules as bulletin_rules
from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from services.supervision.views.assist_groups import AssistGroups
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.assist_group import FormVisitGroup, GroupMember, VisitGroupFormed
from shared.schemas.supervision.bulletin import PublishBulletin
from shared.schemas.supervision.issue import RecordFollowUpVisit
from tests.given import given
from tests.rows import rows
from tests.unit.readings.positions import Positions, both_positions
from tests.unit.supervision.matters import FOR_CLOSURE, RAISE_FROM_CAUSE, TODAY
from tests.unit.supervision.test_bulletin import DRAFTED, FILLED, bulletin
from tests.unit.supervision.test_leadership import FORMED

VISITOR = GroupMember("演示-丁", unit="finance", role="回访人")
FORM = FormVisitGroup("taoluo", members=(VISITOR,))
VISIT_GROUP = VisitGroupFormed("taoluo", county="donggang", members=(VISITOR,), formed_on=TODAY)
VISIT = RecordFollowUpVisit(
    "i1", visitor_unit="housing", done=True, effective=True, evidence="现场照片"
)


@both_positions("supervision.bulletin_widest_scope")
def test_6_a_bulletin_goes_to_the_public_or_stays_within_departments(read: Positions) -> None:
    story = bulletin(DRAFTED, FILLED)
    for scope in ("group", "departments", "counties", "public"):
        assert story.when(PublishBulletin("b1", scope=scope), parameters=read.ours).events
    for scope in ("group", "departments"):
        assert story.when(PublishBulletin("b1", scope=scope), parameters=read.other).events
    for scope in ("counties", "public"):
        refused = story.when(PublishBulletin("b1", scope=scope), parameters=read.other)
        refused.refused(bulletin_rules.SCOPE_WITHIN_READING)


@both_positions("supervision.visiting_group")
def test_7_the_group_of_leadership_visits_or_one_of_its_own(read: Positions) -> None:
    matter = given(ISSUE, "i1", *FOR_CLOSURE)
    without = matter.and_given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED)
    by, own = "assist-taoluo", replace(VISIT, visitor_unit="finance")
    assert without.when(VISIT, by=by, parameters=read.ours).events
    without.when(own, by=by, parameters=read.ours).refused(rules.VISITOR_IS_A_MEMBER)
    without.when(own, by=by, parameters=read.other).refused(rules.VISIT_GROUP_IS_FORMED)
    formed = matter.and_given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED, VISIT_GROUP)
    assert formed.when(own, by=by, parameters=read.other).events
    formed.when(VISIT, by=by, parameters=read.other).refused(rules.VISITOR_IS_A_MEMBER)
    assert formed.when(VISIT, by=by, parameters=read.ours).events


def test_a_group_of_its_own_is_formed_beside_the_assistance_group() -> None:
    story = given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED)
    story.when(FORM).then(VISIT_GROUP)
    story.when(FORM, by="juxian").not_permitted()
    story.when(replace(FORM, members=())).refused(leadership_rules.GROUP_HAS_MEMBERS)
    formed = given(ASSIST_GROUP_OF_TOWN, "taoluo", FORMED, VISIT_GROUP)
    formed.when(FORM).refused(NOTHING_CHANGES)
    assert (formed.state.members, formed.state.visitors) == (FORMED.members, (VISITOR,))
    (row,) = rows(AssistGroups, FORMED, VISIT_GROUP).values()
    assert [each["person"] for each in row.visitors] == ["演示-丁"]


@both_positions("supervision.county_lead")
def test_8_the_county_concerned_is_told_or_every_county(read: Positions) -> None:
    story = given(ISSUE, "i1")
    ours = story.when(RAISE_FROM_CAUSE, by="system", parameters=read.ours)
    assert ours.events[1].copied == ("housing", "donggang")
    other = story.when(RAISE_FROM_CAUSE, by="system", parameters=read.other)
    assert other.events[1].copied == ("housing", "donggang", "juxian", "wulian", "lanshan")
