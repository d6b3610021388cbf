"""The time limits of a matter, RZ-3.3.b to e: of each step, yellow, red, and what is suspended."""

from collections.abc import Iterable

from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import RUNNING, Step
from services.supervision.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.copying import replace
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision

HANDLING = "RZ-3.3.b"
LIGHTS = "RZ-3.3.e"


@ISSUE.deadlines
def deadlines(issue: Issue) -> Iterable[Deadline]:
    """A plan's due date, with its warning, until closure is requested; the review of 挂账; and
    of each step before and after a plan how long it may take."""
    yield from _steps(issue)
    plan, limit = issue.plan, plan_limit(issue)
    if plan is not None and limit is not None and not issue.overdue:
        yield limit
        if plan.yellow_working_days and not issue.warned:
            yield replace(
                limit, key=f"yellow-{plan.round}", clause=LIGHTS, ahead=plan.yellow_working_days
            )
    review = review_limit(issue)
    if review is not None and not issue.review_due:
        yield review


def plan_limit(issue: Issue) -> Deadline | None:
    """The due date of the plan that runs."""
    if issue.plan is None or issue.step not in RUNNING:
        return None
    days = (issue.due_on - issue.runs_from).days
    return Deadline(f"plan-{issue.plan.round}", issue.runs_from, days, "calendar", HANDLING)


def review_limit(issue: Issue) -> Deadline | None:
    """The day on which what is suspended is looked at again."""
    suspended = issue.suspended
    if suspended is None or issue.step is not Step.SUSPENDED:
        return None
    days = (suspended.review_on - suspended.suspended_on).days
    key = f"review-{suspended.times}"
    return Deadline(key, suspended.suspended_on, days, "calendar", HANDLING)


STEPS: dict[Step, issues.IssueStepKind] = {
    Step.RAISED: "assignment",
    Step.ASSIGNED: "plan",
    Step.REOPENED: "plan",
    Step.CLOSURE_REQUESTED: "visit",
    Step.EXPLAINED: "visit",
}


def _steps(issue: Issue) -> Iterable[Deadline]:
    step, limit = STEPS.get(issue.step), step_limit(issue)
    if limit is not None and step not in issue.limits.passed:
        yield limit
    for department, reply in reply_limits(issue):
        if department not in issue.watch.replied and reply.key not in issue.limits.passed:
            yield reply


def step_limit(issue: Issue) -> Deadline | None:
    """Within which the present step is to be taken; none where its duty is done already."""
    limits, step = issue.limits, STEPS.get(issue.step)
    if step is None or limits.since is None:
        return None
    if issue.step is Step.EXPLAINED and issue.explanation and issue.explanation.visited_on:
        return None
    days = {"assignment": limits.assign, "plan": limits.plan, "visit": limits.visit}[step]
    # `plan-N` is the due date that a plan set.
    key = f"{'planning' if step == 'plan' else step}-{limits.steps}"
    return Deadline(key, limits.since, days, "working", STEP_CLAUSES[step]) if days else None


def reply_limits(issue: Issue) -> Iterable[tuple[str, Deadline]]:
    """The city departments whose principals answer the town, each with its limit."""
    limits = issue.limits
    if not (issue.step.open and issue.handler and limits.reply and limits.assigned_on):
        return
    for department in (issue.handler, *issue.co_handlers):
        if department in CITY_DEPARTMENTS:
            key, clause = f"reply-{department}", STEP_CLAUSES["reply"]
            yield department, Deadline(key, limits.assigned_on, limits.reply, "working", clause)


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
        yield from escalate(issue, id, "red", "办理逾期，亮红灯", context)
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


def escalate(
    issue: Issue, id: str, trigger: issue_supervision.Trigger, reason: str, context: Context
) -> Events:
    """The matter goes to the inspection office of the city government, once."""
    if not issue.watch.escalated:
        yield issue_supervision.IssueEscalated(
            id, town=issue.town, handler=issue.handler, to=GOV_OFFICE.id, trigger=trigger,
            reason=reason, escalated_on=context.today,
        )  # fmt: skip
