"""An issue 事项: raised, assigned, planned, handled, put up for closure, visited, and closed.

RZ-3.3. A matter is resolved only when the assistance group finds it both done and effective;
otherwise it is reopened and needs a new plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from services.supervision.domain import rules
from services.supervision.domain.cause import CAUSE, Cause
from services.supervision.domain.handling import (
    HANDLERS,
    HOUSING,
    leads_of,
    may_handle,
    pilot_town_of,
)
from services.supervision.domain.step import Step
from shared.aggregate import (
    ASSIST_GROUP,
    COUNTY,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    elsewhere,
    guard,
    refuse,
)
from shared.schemas.supervision import issue as facts
from shared.schemas.supervision.cause import CauseClosed, CauseOpened

Events = Iterable[object]


@dataclass(frozen=True)
class Issue:
    """A matter. `round` counts its plans; `handlers` are all who ever handled it."""

    town: str = ""
    county: str = ""
    step: Step = Step.NEW
    raised: facts.IssueRaised | None = None
    handler: str = ""
    handlers: frozenset[str] = frozenset()
    round: int = 0
    plan: facts.PlanProposed | None = None
    overdue: bool = False
    reopened: int = 0

    @property
    def cause(self) -> str:
        return (self.raised and self.raised.cause) or ""


ISSUE = Aggregate("issue", Issue(), key="issue", title="事项")


@ISSUE.evolve
def evolve(issue: Issue, event: object) -> Issue:
    match event:
        case facts.IssueRaised(town=town, county=county):
            return replace(issue, town=town, county=county, step=Step.RAISED, raised=event)
        case facts.IssueAssigned(handler=handler):
            handlers = issue.handlers | {handler}
            return replace(issue, step=Step.ASSIGNED, handler=handler, handlers=handlers)
        case facts.PlanProposed(round=round):
            return replace(issue, step=Step.PLANNED, plan=event, round=round, overdue=False)
        case facts.ProgressReported():
            return replace(issue, step=Step.HANDLING)
        case facts.ClosureRequested():
            return replace(issue, step=Step.CLOSURE_REQUESTED)
        case facts.IssueOverdue():
            return replace(issue, overdue=True)
        case facts.IssueReopened(times=times):
            return replace(issue, step=Step.REOPENED, reopened=times)
        case facts.IssueResolved():
            return replace(issue, step=Step.RESOLVED)
        case facts.IssueWithdrawn():
            return replace(issue, step=Step.WITHDRAWN)
    return issue


@ISSUE.command(title="提出事项", clause="RZ-3.3.a", by=[TOWN], creates=True)
def raise_issue(issue: Issue, cmd: facts.RaiseIssue, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not (town.pilot and town.active):
        refuse(rules.TOWN_IS_KNOWN, town=cmd.town)
    if cmd.clause is not None and cmd.clause not in context.registry.clauses:
        refuse(rules.CLAUSE_IS_KNOWN, clause=cmd.clause)
    yield facts.IssueRaised(
        cmd.issue,
        town.id,
        town.county,
        cmd.kind,
        cmd.title,
        cmd.description,
        clause=cmd.clause or "RZ-3.3.a",
        raised_on=context.today,
    )


@ISSUE.command(
    title="事项自动生成", clause="RZ-3.3.a", by=[SYSTEM], guards=[guard(CAUSE)], creates=True
)
def raise_issue_from_cause(
    issue: Issue, cmd: facts.RaiseIssueFromCause, context: Context
) -> Events:
    """The late organisation handles it; the leads of the clause are told."""
    registry = context.registry
    town = cmd.town or pilot_town_of(cmd.county or "", registry)
    county = registry.county_of(town)
    if not county:
        refuse(rules.TOWN_IS_KNOWN, town=town or cmd.county)
    open_issue = context.guard(Cause, cmd.cause).open_issue
    if open_issue:
        refuse(rules.ONE_OPEN_ISSUE, issue=open_issue)
    if not may_handle(cmd.handler, town, county):
        refuse(rules.HANDLER_IS_COMPETENT, handler=cmd.handler)
    yield facts.IssueRaised(
        cmd.issue,
        town,
        county,
        "problem",
        cmd.title,
        cmd.description,
        clause=cmd.clause,
        raised_on=context.today,
        cause=cmd.cause,
        cause_service=cmd.cause_service,
        cause_stream=cmd.cause_stream,
        cause_key=cmd.cause_key,
    )
    copied = leads_of(cmd.clause, county, registry)
    others = tuple(lead for lead in copied if lead != cmd.handler)
    yield facts.IssueAssigned(cmd.issue, town, cmd.handler, others)
    yield from elsewhere(Cause, cmd.cause, [CauseOpened(cmd.cause, cmd.issue)])


@ISSUE.command(title="交办", clause="RZ-3.3.b", by=[HOUSING, COUNTY])
def assign_issue(issue: Issue, cmd: facts.AssignIssue, context: Context) -> Events:
    """May name another handler as long as no plan is running."""
    _at(issue, Step.RAISED, Step.ASSIGNED, Step.REOPENED)
    if not may_handle(cmd.handler, issue.town, issue.county):
        refuse(rules.HANDLER_IS_COMPETENT, handler=cmd.handler)
    if cmd.handler != issue.handler:
        yield facts.IssueAssigned(cmd.issue, issue.town, cmd.handler)


@ISSUE.command(title="提出办理方案", clause="RZ-3.3.b", by=HANDLERS)
def propose_plan(issue: Issue, cmd: facts.ProposePlan, context: Context) -> Events:
    _by_handler(issue, context)
    _at(issue, Step.ASSIGNED, Step.REOPENED)
    today = context.today
    if cmd.due_on <= today:
        refuse(rules.PLAN_IS_AHEAD, earliest=today + timedelta(days=1))
    cap = context.parameter("supervision.handling_cap_calendar_days")
    latest = today + timedelta(days=cap)
    if cmd.due_on > latest:
        refuse(rules.WITHIN_CAP, latest=latest, cap=cap)
    yield facts.PlanProposed(
        cmd.issue, issue.town, issue.round + 1, issue.handler, cmd.measures, today, cmd.due_on
    )


@ISSUE.command(title="报告进展", clause="RZ-3.3.b", by=HANDLERS)
def report_progress(issue: Issue, cmd: facts.ReportProgress, context: Context) -> Events:
    _by_handler(issue, context)
    _at(issue, Step.PLANNED, Step.HANDLING)
    yield facts.ProgressReported(cmd.issue, issue.town, cmd.progress)


@ISSUE.command(title="申请销号", clause="RZ-3.3.b", by=HANDLERS)
def request_closure(issue: Issue, cmd: facts.RequestClosure, context: Context) -> Events:
    _by_handler(issue, context)
    _at(issue, Step.PLANNED, Step.HANDLING)
    yield facts.ClosureRequested(cmd.issue, issue.town, issue.round, cmd.result)


@ISSUE.command(
    title="回访",
    clause="RZ-3.3.c",
    by=[ASSIST_GROUP],
    guards=[guard(CAUSE, lambda issue, _: [issue.cause] if issue.cause else [])],
)
def record_follow_up_visit(
    issue: Issue, cmd: facts.RecordFollowUpVisit, context: Context
) -> Events:
    """Answers one request for closure: resolved only if done and effective."""
    _at(issue, Step.CLOSURE_REQUESTED)
    if cmd.visitor_unit in issue.handlers:
        refuse(rules.HANDLER_RECUSES, unit=cmd.visitor_unit)
    yield facts.FollowUpVisited(
        cmd.issue,
        issue.town,
        issue.round,
        cmd.visitor_unit,
        cmd.done,
        cmd.effective,
        cmd.evidence,
        context.today,
        cmd.attachments,
    )
    if not (cmd.done and cmd.effective):
        yield facts.IssueReopened(cmd.issue, issue.town, issue.reopened + 1, _shortfall(cmd))
        return
    raised = issue.raised
    assert raised is not None
    yield facts.IssueResolved(
        cmd.issue,
        issue.town,
        context.today,
        cause=raised.cause,
        cause_service=raised.cause_service,
        cause_stream=raised.cause_stream,
        cause_key=raised.cause_key,
    )
    if issue.cause:
        yield from elsewhere(Cause, issue.cause, [CauseClosed(issue.cause, cmd.issue)])


@ISSUE.command(title="撤回事项", clause="RZ-3.3.a", by=[TOWN])
def withdraw_issue(issue: Issue, cmd: facts.WithdrawIssue, context: Context) -> Events:
    _at(issue, *(step for step in Step if step.open))
    if issue.cause:
        refuse(rules.SELF_RAISED_STAYS, cause=issue.cause)
    yield facts.IssueWithdrawn(cmd.issue, issue.town, cmd.reason)


@ISSUE.deadlines
def deadlines(issue: Issue) -> Iterable[Deadline]:
    """The plan's own due date runs until closure is requested."""
    plan = issue.plan
    if plan is not None and issue.step in (Step.PLANNED, Step.HANDLING) and not issue.overdue:
        days = (plan.due_on - plan.planned_on).days
        yield Deadline(f"plan-{plan.round}", plan.planned_on, days, "calendar", "RZ-3.3.b")


@ISSUE.when_passed(clause="RZ-3.3.b")
def plan_ran_out(issue: Issue, cmd: DeadlinePassed, context: Context) -> Events:
    if any(deadline.key == cmd.key for deadline in deadlines(issue)):
        yield facts.IssueOverdue(cmd.stream_id, issue.town, issue.handler, issue.round, cmd.due_on)


def _at(issue: Issue, *steps: Step) -> None:
    if issue.step not in steps:
        refuse(
            rules.RIGHT_STEP,
            now=issue.step.name.lower(),
            now_zh=issue.step.value,
            needs=", ".join(s.name.lower() for s in steps),
            needs_zh="、".join(s.value for s in steps),
        )


def _by_handler(issue: Issue, context: Context) -> None:
    if context.actor.organisation != issue.handler:
        refuse(rules.HANDLER_ACTS, handler=issue.handler or "—")


def _shortfall(visit: facts.RecordFollowUpVisit) -> str:
    if not visit.done:
        return "回访发现未办结"
    return "回访发现已办结但未见效"
