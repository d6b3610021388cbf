"""The time limits of a matter, RZ-3.3.b and e: yellow, red, and the review of what is suspended."""

from collections.abc import Iterable

from services.supervision.domain.handling import GOV_OFFICE
from services.supervision.domain.issue import ISSUE, Events, Issue
from services.supervision.domain.step import RUNNING, Step
from shared.aggregate import Context, Deadline, DeadlinePassed
from shared.schemas.supervision.issue import IssueOverdue
from shared.schemas.supervision.issue_course import SuspensionReviewDue
from shared.schemas.supervision.issue_supervision import IssueDueSoon, IssueEscalated, Trigger

HANDLING = "RZ-3.3.b"
LIGHTS = "RZ-3.3.e"


@ISSUE.deadlines
def deadlines(issue: Issue) -> Iterable[Deadline]:
    """A plan's due date, with its warning, until closure is requested; the review of 挂账."""
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


@ISSUE.when_passed(clause=HANDLING)
def limit_passed(issue: Issue, cmd: DeadlinePassed, context: Context) -> Events:
    """What passed before the limit was set anew is no longer said."""
    if all(deadline.key != cmd.key for deadline in deadlines(issue)):
        return
    id, kind = cmd.stream_id, cmd.key.partition("-")[0]
    suspended = issue.suspended
    if kind == "yellow" and cmd.due_on >= issue.runs_from:
        yield IssueDueSoon(id, issue.town, issue.handler, issue.round, issue.due_on)
    elif kind == "plan" and cmd.due_on == issue.due_on:
        yield IssueOverdue(id, issue.town, issue.handler, issue.round, cmd.due_on)
        yield from escalated(issue, id, "red", "办理逾期，亮红灯", context)
    elif kind == "review" and suspended and cmd.due_on == suspended.review_on:
        yield SuspensionReviewDue(id, issue.town, suspended.times, cmd.due_on)


def escalated(issue: Issue, id: str, trigger: Trigger, reason: str, context: Context) -> Events:
    """The matter goes to the inspection office of the city government, once."""
    if not issue.watch.escalated:
        yield IssueEscalated(
            id, issue.town, issue.handler, GOV_OFFICE.id, trigger, reason, context.today
        )
