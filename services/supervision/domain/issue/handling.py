"""How a matter is handled: assigned, planned, extended, suspended, put up for closure: RZ-3.3.b."""

from datetime import date, timedelta

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS, HANDLERS, may_handle
from services.supervision.domain.issue.raising import assign
from services.supervision.domain.issue.requirements import (
    require_handler,
    require_step,
    require_supervisor,
    supervises,
)
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import RUNNING, UNPLANNED, Step
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course

CLAUSE = "RZ-3.3.b"


def require_principals_reply(issue: Issue) -> None:
    """RZ-3.3.d: what a city department handles does not end without its principal's reply."""
    if issue.handler in CITY_DEPARTMENTS and issue.handler not in issue.watch.replied:
        refuse(rules.PRINCIPAL_REPLIES, department=issue.handler)


@ISSUE.command(
    title="交办", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(require_step, *UNPLANNED)]
)
def assign_issue(issue: Issue, cmd: issues.AssignIssue, context: Context) -> Events:
    """May name another handler, and co-handlers 会办, as long as no plan is running."""
    for handler in (cmd.handler, *cmd.co_handlers):
        require_competent(issue.town, issue.county, handler)
    helpers = tuple(dict.fromkeys(h for h in cmd.co_handlers if h != cmd.handler))
    if (cmd.handler, helpers) != (issue.handler, issue.co_handlers):
        yield assign(cmd.issue, issue.town, cmd.handler, helpers, context)


@ISSUE.command(
    title="退办",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_handler, holds(require_step, Step.ASSIGNED, Step.REOPENED)],
)
def return_assignment(issue: Issue, cmd: issue_course.ReturnAssignment, context: Context) -> Events:
    """Before it has planned; the matter waits to be assigned anew."""
    yield issue_course.AssignmentReturned.of(
        cmd, town=issue.town, handler=issue.handler, returned_on=context.today
    )


@ISSUE.command(
    title="提出办理方案",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_handler, holds(require_step, Step.ASSIGNED, Step.REOPENED)],
)
def propose_plan(issue: Issue, cmd: issues.ProposePlan, context: Context) -> Events:
    today = context.today
    _require_later(today, cmd.due_on)
    latest = _last_day_within_cap(today, context)
    if cmd.due_on > latest:
        refuse(rules.WITHIN_CAP, latest=latest, cap=(latest - today).days)
    yield issues.PlanProposed.of(
        cmd,
        town=issue.town,
        round=issue.round + 1,
        handler=issue.handler,
        planned_on=today,
        yellow_working_days=context.parameter("supervision.yellow_light_working_days"),
    )


@ISSUE.command(
    title="延长办理时限", clause=CLAUSE, by=HANDLERS, when=[holds(require_step, *RUNNING)]
)
def extend_deadline(issue: Issue, cmd: issue_course.ExtendDeadline, context: Context) -> Events:
    """The handler extends in time and within the cap of its plan; a supervisor beyond both."""
    plan, by, today = issue.plan, context.actor.organisation, context.today
    assert plan is not None
    _require_later(max(today, issue.due_on), cmd.due_on)
    latest = _last_day_within_cap(plan.planned_on, context)
    beyond_cap = cmd.due_on > latest
    if by == issue.handler:
        if issue.overdue or today > issue.due_on:
            refuse(rules.EXTENDED_IN_TIME, due_on=issue.due_on)
        if beyond_cap:
            refuse(rules.WITHIN_CAP, latest=latest, cap=(latest - plan.planned_on).days)
    elif not supervises(issue, by, today):
        refuse(rules.SUPERVISOR_ACTS, handler=issue.handler)
    elif beyond_cap and cmd.document is None:
        refuse(rules.OVERRIDE_HAS_DOCUMENT, latest=latest)
    yield issue_course.DeadlineExtended.of(
        cmd, town=issue.town, round=issue.round, from_due_on=issue.due_on, extended_on=today,
        extended_by=by, beyond_cap=beyond_cap,
    )  # fmt: skip


@ISSUE.command(title="报告进展", clause=CLAUSE, by=HANDLERS, when=[holds(require_step, *RUNNING)])
def report_progress(issue: Issue, cmd: issues.ReportProgress, context: Context) -> Events:
    """By the handler or one of its co-handlers."""
    by = context.actor.organisation
    if by not in issue.co_handlers:
        require_handler(issue, context)
    yield issues.ProgressReported.of(cmd, town=issue.town, organisation=by)


@ISSUE.command(
    title="申请销号",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_handler, holds(require_step, *RUNNING), holds(require_principals_reply)],
)
def request_closure(issue: Issue, cmd: issues.RequestClosure, context: Context) -> Events:
    days = context.parameter("supervision.visit_working_days")
    yield issues.ClosureRequested.of(
        cmd, town=issue.town, round=issue.round, requested_on=context.today, visit_working_days=days
    )


@ISSUE.command(
    title="挂账",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_supervisor, holds(require_step, *UNPLANNED, *RUNNING, Step.SUSPENDED)],
)
def suspend_issue(issue: Issue, cmd: issue_course.SuspendIssue, context: Context) -> Events:
    """A supervisor parks what awaits a superior, or sets another day to look at it again."""
    today = context.today
    cap = context.parameter("supervision.suspension_review_cap_calendar_days")
    latest = today + timedelta(days=cap)
    if not today < cmd.review_on <= latest:
        refuse(rules.REVIEW_IS_NEAR, earliest=today + timedelta(days=1), latest=latest)
    yield issue_course.IssueSuspended.of(
        cmd, town=issue.town, times=issue.suspensions + 1, suspended_on=today
    )


@ISSUE.command(
    title="恢复办理",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_supervisor, holds(require_step, Step.SUSPENDED)],
)
def resume_issue(issue: Issue, cmd: issue_course.ResumeIssue, context: Context) -> Events:
    """Its handler, if it has one, plans anew."""
    yield issue_course.IssueResumed.of(cmd, town=issue.town, resumed_on=context.today)


def require_competent(town: str, county: str, handler: str) -> None:
    """Refuse a handler that can't be made to handle a matter of that town."""
    if not may_handle(handler, town, county):
        refuse(rules.HANDLER_IS_COMPETENT, handler=handler)


def _require_later(day: date, due_on: date) -> None:
    if due_on <= day:
        refuse(rules.PLAN_IS_AHEAD, earliest=day + timedelta(days=1))


def _last_day_within_cap(planned_on: date, context: Context) -> date:
    cap = context.parameter("supervision.handling_cap_calendar_days")
    return planned_on + timedelta(days=cap)
