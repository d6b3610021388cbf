"""RZ-3.3.b: what can't be done ends by explanation, on a legal basis, visited, the town heard."""

from dataclasses import replace
from datetime import timedelta

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from services.supervision.domain.issue.step import Step
from shared.schemas.supervision.cause import CauseClosed
from shared.schemas.supervision.issue import IssueReopened, IssueResolved, ProposePlan
from shared.schemas.supervision.issue_course import (
    ConcludeWithExplanation,
    ExplainMatter,
    ExplanationVisited,
    GiveTownView,
    IssueConcluded,
    MatterExplained,
    RecordExplanationVisit,
    SuspendIssue,
    TownViewGiven,
)
from shared.schemas.supervision.issue_supervision import RateHandling, ReplyAsPrincipal
from tests.given import NOON, given
from tests.unit.supervision.matters import (
    ASSIGNED,
    CAUSE_ID,
    IN_PLAN,
    RAISED,
    REPLIED,
    SELF_RAISED,
    TODAY,
)

BASIS = "基本农田保护条例"
EXPLAIN = ExplainMatter("i1", legal_basis=BASIS, explanation="线路穿越基本农田，不能调整")
EXPLAINED = MatterExplained(
    "i1", town="taoluo", handler="reform", legal_basis=BASIS, explanation="线路穿越基本农田，不能调整",
    explained_on=TODAY, document=None, visit_working_days=10,
)  # fmt: skip
VISIT = RecordExplanationVisit("i1", visitor_unit="housing", holds=True, evidence="现场核对规划图")
VISITED = ExplanationVisited(
    "i1", town="taoluo", visitor_unit="housing", holds=True, evidence="现场核对规划图", visited_on=TODAY,
)  # fmt: skip
VIEW = GiveTownView("i1", agrees=False, view="望后续规划中考虑")
VIEWED = TownViewGiven("i1", town="taoluo", agrees=False, view="望后续规划中考虑", given_on=TODAY)
CONCLUDE = ConcludeWithExplanation("i1")
CONCLUDED = IssueConcluded(
    "i1", town="taoluo", handler="reform", legal_basis=BASIS, visited_on=TODAY, town_agrees=False,
    town_view="望后续规划中考虑", concluded_on=TODAY,
)  # fmt: skip
ON_THE_WAY = (*IN_PLAN, REPLIED, EXPLAINED)


def test_the_handler_explains_on_a_legal_basis_after_its_principals_reply():
    given(ISSUE, "i1", *IN_PLAN, REPLIED).when(EXPLAIN, by="reform").then(EXPLAINED)
    given(ISSUE, "i1", *IN_PLAN).when(EXPLAIN, by="reform").refused(rules.PRINCIPAL_REPLIES)
    given(ISSUE, "i1", *IN_PLAN).when(EXPLAIN, by="finance").refused(rules.HANDLER_ACTS)
    given(ISSUE, "i1", RAISED).when(EXPLAIN, by="reform").refused(rules.HANDLER_ACTS)


def test_a_conclusion_needs_a_visit_and_the_towns_view():
    seen, heard = (*ON_THE_WAY, VISITED), (*ON_THE_WAY, VIEWED)
    given(ISSUE, "i1", *heard).when(CONCLUDE, by="reform").refused(rules.EXPLANATION_IS_VISITED)
    given(ISSUE, "i1", *seen).when(CONCLUDE, by="reform").refused(rules.TOWN_IS_HEARD)
    given(ISSUE, "i1", *IN_PLAN).when(CONCLUDE, by="reform").refused(rules.RIGHT_STEP)
    given(ISSUE, "i1", *seen, VIEWED).when(CONCLUDE, by="reform").then(CONCLUDED)
    given(ISSUE, "i1", *seen, VIEWED).when(CONCLUDE, by="housing").refused(rules.HANDLER_ACTS)


def test_the_town_and_its_assistance_group_are_heard_on_an_explanation_only():
    given(ISSUE, "i1", *ON_THE_WAY).when(VIEW, by="taoluo").then(VIEWED)
    given(ISSUE, "i1", *ON_THE_WAY).when(VIEW, by="zhaoxian").not_permitted()
    given(ISSUE, "i1", *IN_PLAN).when(VIEW, by="taoluo").refused(rules.RIGHT_STEP)
    given(ISSUE, "i1", *ON_THE_WAY).when(VISIT, by="assist-taoluo").then(VISITED)
    given(ISSUE, "i1", *ON_THE_WAY).when(VISIT, by="housing").not_permitted()
    given(ISSUE, "i1", *IN_PLAN).when(VISIT, by="assist-taoluo").refused(rules.RIGHT_STEP)


def test_a_member_of_the_handling_unit_does_not_visit_on_its_explanation():
    visit = replace(VISIT, visitor_unit="reform")
    story = given(ISSUE, "i1", *ON_THE_WAY)
    story.when(visit, by="assist-taoluo").refused(rules.HANDLER_RECUSES)


def test_an_explanation_that_does_not_hold_reopens_the_matter():
    outcome = given(ISSUE, "i1", *ON_THE_WAY).when(replace(VISIT, holds=False), by="assist-taoluo")
    reopened = IssueReopened(
        "i1", town="taoluo", times=1, reason="回访认为解释不成立", handler="reform", reopened_on=TODAY,
    )  # fmt: skip
    outcome.then(replace(VISITED, holds=False), reopened)
    again = given(ISSUE, "i1", *ON_THE_WAY, *outcome.events, EXPLAINED, VIEWED)
    again.when(CONCLUDE, by="reform").refused(rules.EXPLANATION_IS_VISITED)


def test_a_matter_that_raised_itself_frees_its_cause_but_resolves_nothing():
    handled = replace(ASSIGNED, handler="donggang-approval")
    explained = replace(EXPLAINED, handler="donggang-approval")
    story = given(ISSUE, "i1", SELF_RAISED, handled, explained, VISITED, VIEWED)
    outcome = story.when(CONCLUDE, by="donggang-approval")
    concluded, closed = outcome.events
    assert concluded.cause == CAUSE_ID
    assert closed == CauseClosed(CAUSE_ID, issue="i1")
    assert not any(isinstance(e, IssueResolved) for e in outcome.events)


def test_an_unsolvable_matter_parked_for_a_superior_is_then_concluded_with_explanation():
    story = given(ISSUE, "i1", RAISED, ASSIGNED)
    review_on = TODAY + timedelta(days=90)
    for command, by in (
        (ReplyAsPrincipal("i1", principal="演示-主任", reply="已向省里请示"), "reform"),
        (
            ProposePlan("i1", measures="请示省里调整规划", due_on=TODAY + timedelta(days=60)),
            "reform",
        ),
        (
            SuspendIssue(
                "i1", reason="须省里决定", superior="演示-省发展改革委", review_on=review_on
            ),
            "housing",
        ),
        (EXPLAIN, "reform"),
        (VIEW, "taoluo"),
        (VISIT, "assist-taoluo"),
        (CONCLUDE, "reform"),
        (RateHandling("i1", score=70, comment="解释清楚"), "taoluo"),
    ):
        outcome = story.when(command, by=by, at=NOON)
        assert outcome.refusal is None, outcome.refusal
        story = given(ISSUE, "i1", *story.events, *outcome.events)
    assert story.state.step is Step.CONCLUDED
    assert story.deadlines == []
    assert CONCLUDED in story.events
