"""RZ-3.3.a, RZ-3.3.b: matters merged, returned, handled together, extended and suspended."""

from dataclasses import replace
from datetime import date

import pytest

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.issue import (
    AssignIssue,
    IssueOverdue,
    ProgressReported,
    ProposePlan,
    RecordFollowUpVisit,
    ReportProgress,
    RequestClosure,
)
from shared.schemas.supervision.issue_course import (
    AssignmentReturned,
    DeadlineExtended,
    ExtendDeadline,
    IssueAbsorbed,
    IssueMerged,
    IssueResumed,
    IssueSuspended,
    MergeIssues,
    ResumeIssue,
    ReturnAssignment,
    SuspendIssue,
    SuspensionReviewDue,
)
from shared.schemas.supervision.issue_supervision import InstructionRecorded
from tests.given import given
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    PLANNED,
    RAISED,
    REOPENED,
    RESOLVED,
    SELF_RAISED,
    TODAY,
    assigned,
    limits,
)

MERGE = MergeIssues("i1", reason="同一断头路", into="i2")
OTHER = replace(RAISED, issue="i2")
DUE, LATER, CAP = date(2024, 3, 31), date(2024, 4, 15), date(2024, 5, 30)
EXTEND = ExtendDeadline("i1", reason="雨季停工", due_on=LATER)
EXTENDED = DeadlineExtended(
    "i1", town="taoluo", round=1, from_due_on=DUE, due_on=LATER, reason="雨季停工", extended_on=TODAY,
    extended_by="reform", beyond_cap=False,
)  # fmt: skip
OVERDUE = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=DUE)
REVIEW = date(2024, 6, 1)
SUSPEND = SuspendIssue(
    "i1", reason="须省里调整规划", superior="演示-省自然资源厅", review_on=REVIEW
)
SUSPENDED = IssueSuspended(
    "i1", town="taoluo", times=1, superior="演示-省自然资源厅", reason="须省里调整规划", suspended_on=TODAY,
    review_on=REVIEW,
)  # fmt: skip


def test_a_matter_merges_into_another_open_one_which_is_told():
    story = given(ISSUE, "i1", RAISED).and_given(ISSUE, "i2", OTHER)
    outcome = story.when(MERGE, by="housing")
    outcome.then(
        IssueMerged("i1", town="taoluo", into="i2", reason="同一断头路", merged_on=TODAY),
        IssueAbsorbed("i2", town="taoluo", merged="i1", absorbed_on=TODAY),
    )
    assert [d.stream for d in outcome.decided] == ["issue-i1", "issue-i2"]
    story.when(MERGE, by="taoluo").not_permitted()


@pytest.mark.parametrize(
    "into",
    [(), (replace(OTHER, town="zhaoxian"),), (OTHER, replace(RESOLVED, issue="i2"))],
    ids=["unknown", "of another town", "ended"],
)
def test_it_merges_into_nothing_else(into):
    story = given(ISSUE, "i1", RAISED).and_given(ISSUE, "i2", *into)
    story.when(MERGE).refused(rules.MERGES_INTO_AN_OPEN_ONE)
    itself = story.and_given(ISSUE, "i1", RAISED).when(replace(MERGE, into="i1"))
    itself.refused(rules.MERGES_INTO_AN_OPEN_ONE)


def test_what_raised_itself_or_was_instructed_or_waits_for_a_visit_does_not_merge():
    def story(*events):
        return given(ISSUE, "i1", *events).and_given(ISSUE, "i2", OTHER).when(MERGE)

    story(SELF_RAISED).refused(rules.SELF_RAISED_STAYS)
    instructed = InstructionRecorded(
        "i1", town="taoluo", number=1, leader="演示-市长", instruction="抓紧办理", instructed_on=TODAY,
    )  # fmt: skip
    story(RAISED, instructed).refused(rules.INSTRUCTED_STAYS)
    story(*FOR_CLOSURE).refused(rules.RIGHT_STEP)


def test_a_handler_returns_what_is_not_its_own_before_it_plans():
    returned = AssignmentReturned(
        "i1", town="taoluo", handler="reform", reason="非本单位职责", returned_on=TODAY
    )
    give_back = ReturnAssignment("i1", reason="非本单位职责")
    given(ISSUE, "i1", RAISED, ASSIGNED).when(give_back, by="reform").then(returned)
    given(ISSUE, "i1", RAISED, ASSIGNED).when(give_back, by="finance").refused(rules.HANDLER_ACTS)
    given(ISSUE, "i1", *IN_PLAN).when(give_back, by="reform").refused(rules.RIGHT_STEP)
    waiting = given(ISSUE, "i1", RAISED, ASSIGNED, returned)
    waiting.when(AssignIssue("i1", handler="finance")).then(assigned("finance"))


def test_co_handlers_report_progress_and_recuse_but_do_not_plan():
    together = assigned("reform", co_handlers=("finance",))
    assign = AssignIssue("i1", handler="reform", co_handlers=("finance", "reform", "finance"))
    given(ISSUE, "i1", RAISED).when(assign).then(together)
    given(ISSUE, "i1", RAISED, together).when(assign).refused(NOTHING_CHANGES)
    story = given(ISSUE, "i1", RAISED, together, PLANNED)
    story.when(ReportProgress("i1", progress="资金已落实"), by="finance").then(
        ProgressReported("i1", town="taoluo", progress="资金已落实", organisation="finance")
    )
    story.when(RequestClosure("i1", result="已办结"), by="finance").refused(rules.HANDLER_ACTS)
    visit = RecordFollowUpVisit(
        "i1", visitor_unit="finance", done=True, effective=True, evidence="照片"
    )
    put_up = given(ISSUE, "i1", RAISED, together, *FOR_CLOSURE[2:])
    put_up.when(visit, by="assist-taoluo").refused(rules.HANDLER_RECUSES)


def test_a_co_handler_is_competent_too():
    assign = AssignIssue("i1", handler="reform", co_handlers=("juxian",))
    given(ISSUE, "i1", RAISED).when(assign).refused(rules.HANDLER_IS_COMPETENT)


def test_the_handler_extends_in_time_and_within_the_cap_of_its_plan():
    story = given(ISSUE, "i1", *IN_PLAN)
    story.when(EXTEND, by="reform").then(EXTENDED)
    story.when(replace(EXTEND, due_on=CAP), by="reform").then(replace(EXTENDED, due_on=CAP))
    story.when(replace(EXTEND, due_on=date(2024, 5, 31)), by="reform").refused(rules.WITHIN_CAP)
    story.when(replace(EXTEND, due_on=DUE), by="reform").refused(rules.PLAN_IS_AHEAD)
    given(ISSUE, "i1", *IN_PLAN, OVERDUE).when(EXTEND, by="reform").refused(rules.EXTENDED_IN_TIME)
    given(ISSUE, "i1", *FOR_CLOSURE).when(EXTEND, by="reform").refused(rules.RIGHT_STEP)


def test_a_supervisor_extends_beyond_the_cap_under_a_document():
    far = replace(EXTEND, due_on=date(2024, 7, 1))
    story = given(ISSUE, "i1", *IN_PLAN, OVERDUE)
    story.when(far, by="housing").refused(rules.OVERRIDE_HAS_DOCUMENT)
    assert not story.when(EXTEND, by="housing").refusal
    outcome = story.when(replace(far, document="演示-日建督〔2024〕3号"), by="donggang")
    (extended,) = outcome.events
    assert (extended.beyond_cap, extended.extended_by) == (True, "donggang")
    assert extended.document == "演示-日建督〔2024〕3号"
    story.when(EXTEND, by="finance").refused(rules.SUPERVISOR_ACTS)


def test_a_handler_does_not_supervise_itself():
    county = (RAISED, replace(ASSIGNED, handler="donggang"), replace(PLANNED, handler="donggang"))
    story = given(ISSUE, "i1", *county)
    story.when(SUSPEND, by="donggang").refused(rules.SUPERVISOR_ACTS)
    story.when(SUSPEND, by="housing").then(SUSPENDED)


def test_a_matter_that_awaits_a_superior_is_suspended_with_a_review_date():
    story = given(ISSUE, "i1", *IN_PLAN)
    story.when(SUSPEND, by="housing").then(SUSPENDED)
    story.when(SUSPEND, by="reform").refused(rules.SUPERVISOR_ACTS)
    given(ISSUE, "i1", *FOR_CLOSURE).when(SUSPEND).refused(rules.RIGHT_STEP)
    suspended = given(ISSUE, "i1", *IN_PLAN, SUSPENDED)
    assert limits(suspended) == [Deadline("review-1", TODAY, 92, "calendar", "RZ-3.3.b")]


@pytest.mark.parametrize("review_on", [TODAY, date(2024, 8, 29)])
def test_the_review_date_is_ahead_and_within_the_cap(review_on):
    story = given(ISSUE, "i1", *IN_PLAN)
    story.when(replace(SUSPEND, review_on=review_on)).refused(rules.REVIEW_IS_NEAR)
    last = replace(SUSPEND, review_on=date(2024, 8, 28))
    assert story.when(last).context.used == {"supervision.suspension_review_cap_calendar_days": 180}
    assert story.when(last).events


def test_a_review_date_that_passes_is_said_once_and_may_be_set_again():
    due = SuspensionReviewDue("i1", town="taoluo", times=1, review_on=REVIEW)
    suspended = given(ISSUE, "i1", *IN_PLAN, SUSPENDED)
    suspended.when_passed("review-1", REVIEW).then(due)
    said = given(ISSUE, "i1", *IN_PLAN, SUSPENDED, due)
    assert limits(said) == []
    again = replace(SUSPENDED, times=2)
    said.when(SUSPEND).then(again)
    renewed = given(ISSUE, "i1", *IN_PLAN, SUSPENDED, due, again)
    assert [d.key for d in limits(renewed)] == ["review-2"]
    renewed.when_passed("review-1", REVIEW).refused(NOTHING_CHANGES)


def test_a_resumed_matter_is_planned_anew_by_its_handler_or_waits_for_one():
    resumed = IssueResumed("i1", town="taoluo", reason="省里已批复", resumed_on=TODAY)
    resume = ResumeIssue("i1", reason="省里已批复")
    given(ISSUE, "i1", *IN_PLAN, SUSPENDED).when(resume).then(resumed)
    again = given(ISSUE, "i1", *IN_PLAN, SUSPENDED, resumed)
    again.when(ProposePlan("i1", measures="限期打通", due_on=DUE), by="reform").then(
        replace(PLANNED, round=2)
    )
    unassigned = given(ISSUE, "i1", RAISED, SUSPENDED, resumed)
    unassigned.when(AssignIssue("i1", handler="reform")).then(ASSIGNED)
    given(ISSUE, "i1", *IN_PLAN).when(resume).refused(rules.RIGHT_STEP)
    given(ISSUE, "i1", *IN_PLAN, SUSPENDED).when(resume, by="reform").refused(rules.SUPERVISOR_ACTS)


def test_a_reopened_matter_may_be_returned():
    story = given(ISSUE, "i1", *FOR_CLOSURE, REOPENED)
    assert story.when(ReturnAssignment("i1", reason="职责已划转"), by="reform").events
