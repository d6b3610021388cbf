"""The time limits of a matter, RZ-3.3.b to e: of each step, yellow, red, and what is suspended."""

from collections.abc import Iterable

from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import RUNNING, Step
from services.supervision.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision

HANDLING = "RZ-3.3.b"
LIGHTS = "RZ-3.3.e"


@ISSUE.deadlines
def deadlines(issue: Issue) -> Iterable[Deadline]:
    """A plan's due date, with its warning, until closure is requested; the review of 挂账; and
    of each step before and after a plan how long it may take."""
    yield from _steps(issue)
    plan, suspended = issue.plan, issue.suspended
    if plan is not None and issue.step in RUNNING and not issue.overdue:
        days = (issue.due_on - issue.runs_from).days
        yield Deadline(f"plan-{plan.round}", issue.runs_from, days, "calendar", HANDLING)
        if plan.yellow_working_days and not issue.warned:
            yield Deadline(
                f"yellow-{plan.round}", issue.runs_from, days, "calendar", LIGHTS,
                ahead=plan.yellow_working_days,
            )  # fmt: skip
    if suspended is not None and issue.step is Step.SUSPENDED and not issue.review_due:
        days = (suspended.review_on - suspended.suspended_on).days
        key = f"review-{suspended.times}"
        yield Deadline(key, suspended.suspended_on, days, "calendar", HANDLING)


STEPS: dict[Step, issues.IssueStepKind] = {
    Step.RAISED: "assignment",
    Step.ASSIGNED: "plan",
    Step.REOPENED: "plan",
    Step.CLOSURE_REQUESTED: "visit",
    Step.EXPLAINED: "visit",
}


def _steps(issue: Issue) -> Iterable[Deadline]:
    limits, step = issue.limits, STEPS.get(issue.step)
    days = {"assignment": limits.assign, "plan": limits.plan, "visit": limits.visit}
    waits = not (
        issue.step is Step.EXPLAINED and issue.explanation and issue.explanation.visited_on
    )
    if step and days[step] and limits.since and step not in limits.passed and waits:
        # `plan-N` is the due date that a plan set.
        key = f"{'planning' if step == 'plan' else step}-{limits.steps}"
        yield Deadline(key, limits.since, days[step], "working", STEP_CLAUSES[step])
    if not (issue.step.open and issue.handler and limits.reply and limits.assigned_on):
        return
    for department in (issue.handler, *issue.co_handlers):
        key = f"reply-{department}"
        owes = department in CITY_DEPARTMENTS and department not in issue.watch.replied
        if owes and key not in limits.passed:
            clause = STEP_CLAUSES["reply"]
            yield Deadline(key, limits.assigned_on, limits.reply, "working", clause)


STEP_CLAUSES: dict[issues.IssueStepKind, str] = {
    "assignment": HANDLING,
    "plan": HANDLING,
    "visit": "RZ-3.3.c",
    "reply": "RZ-3.3.d",
}


@ISSUE.when_passed(clause=HANDLING)
def limit_passed(issue: Issue, cmd: DeadlinePassed, context: Context) -> Events:
    """What passed before the limit was set anew is no longer said."""
    if all(deadline.key != cmd.key for deadline in deadlines(issue)):
        return
    id, kind = cmd.stream_id, cmd.key.partition("-")[0]
    suspended = issue.suspended
    if kind == "yellow" and cmd.due_on >= issue.runs_from:
        yield issue_supervision.IssueDueSoon(
            id, town=issue.town, handler=issue.handler, round=issue.round, due_on=issue.due_on
        )
    elif kind == "plan" and cmd.due_on == issue.due_on:
        yield issues.IssueOverdue(
            id, town=issue.town, handler=issue.handler, round=issue.round, due_on=cmd.due_on
        )
        yield from escalated(issue, id, "red", "办理逾期，亮红灯", context)
    elif kind == "review" and suspended and cmd.due_on == suspended.review_on:
        yield issue_course.SuspensionReviewDue(
            id, town=issue.town, times=suspended.times, review_on=cmd.due_on
        )
    elif kind == "reply":
        department = cmd.key.removeprefix("reply-")
        yield issues.IssueStepOverdue(
            id, town=issue.town, step="reply", organisation=department, due_on=cmd.due_on
        )
    elif kind == "assignment":
        yield issues.IssueStepOverdue(
            id, town=issue.town, step="assignment", organisation="housing", due_on=cmd.due_on
        )
    elif kind == "planning":
        yield issues.IssueStepOverdue(
            id, town=issue.town, step="plan", organisation=issue.handler, due_on=cmd.due_on
        )
    elif kind == "visit":
        yield issues.IssueStepOverdue(
            id, town=issue.town, step="visit", organisation=f"assist-{issue.town}",
            due_on=cmd.due_on,
        )  # fmt: skip


def escalated(
    issue: Issue, id: str, trigger: issue_supervision.Trigger, reason: str, context: Context
) -> Events:
    """The matter goes to the inspection office of the city government, once."""
    if not issue.watch.escalated:
        yield issue_supervision.IssueEscalated(
            id, town=issue.town, handler=issue.handler, to=GOV_OFFICE.id, trigger=trigger,
            reason=reason, escalated_on=context.today,
        )  # fmt: skip
