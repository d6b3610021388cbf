"""How a matter comes onto the ledger, and leaves it again by its town: RZ-3.3.a."""

from services.supervision.domain.cause import CAUSE, Cause
from services.supervision.domain.issue import rules
from services.supervision.domain.issue.handlers import find_town, leads_of, may_handle
from services.supervision.domain.issue.requirements import require_step
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import OPEN, RUNNING, UNPLANNED, Step
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    pick,
    refuse,
)
from shared.policy.model import Town
from shared.schemas.supervision import cause as causes
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course

CLAUSE = "RZ-3.3.a"


def stays(issue: Issue) -> None:
    """Refuse to let go of what raised itself, and of what a leader gave instructions on."""
    if issue.cause:
        refuse(rules.SELF_RAISED_STAYS, cause=issue.cause)
    if issue.watch.instructions:
        refuse(rules.INSTRUCTED_STAYS, number=issue.watch.instructions)


@ISSUE.command(
    title="提出事项", clause=CLAUSE, by=[TOWN], creates=True, numbered="{town}-issue-{year}"
)
def raise_issue(issue: Issue, cmd: issues.RaiseIssue, context: Context) -> Events:
    town = require_pilot(cmd.town, context)
    require_clause(cmd.clause, context)
    yield issues.IssueRaised(
        cmd.issue,
        town=town.id,
        county=town.county,
        kind=cmd.kind,
        title=cmd.title,
        description=cmd.description,
        clause=cmd.clause or CLAUSE,
        raised_on=context.today,
        assign_working_days=context.parameter("supervision.assign_working_days"),
        attachments=cmd.attachments,
    )


@ISSUE.command(
    title="事项自动生成", clause=CLAUSE, by=[SYSTEM], guards=[guard(CAUSE)], creates=True
)
def raise_issue_from_cause(
    issue: Issue, cmd: issues.RaiseIssueFromCause, context: Context
) -> Events:
    """The late organisation handles it, with co-handlers if any; the clause's leads are told."""
    registry = context.registry
    town = find_town(cmd.town or "", cmd.county or "", registry)
    county = registry.county_of(town)
    if not county:
        refuse(rules.TOWN_IS_KNOWN, town=town or cmd.county)
    open_issue = context.guard(Cause, cmd.cause).open_issue
    if open_issue:
        refuse(rules.ONE_OPEN_ISSUE, issue=open_issue)
    for handler in (cmd.handler, *cmd.co_handlers):
        if not may_handle(handler, town, county):
            refuse(rules.HANDLER_IS_COMPETENT, handler=handler)
    yield issues.IssueRaised(
        cmd.issue, town=town, county=county, kind="problem", title=cmd.title,
        description=cmd.description, clause=cmd.clause, raised_on=context.today, cause=cmd.cause,
        cause_service=cmd.cause_service, cause_stream=cmd.cause_stream, cause_key=cmd.cause_key,
    )  # fmt: skip
    copied = leads_of(cmd.clause, county, context)
    others = tuple(lead for lead in copied if lead not in (cmd.handler, *cmd.co_handlers))
    yield assign(cmd.issue, town, cmd.handler, cmd.co_handlers, context, copied=others)
    yield from elsewhere(Cause, cmd.cause, [causes.CauseOpened(cmd.cause, issue=cmd.issue)])


def _require_open_beside(issue: Issue, cmd: issue_course.MergeIssues, context: Context) -> None:
    into = context.guard(Issue, cmd.into)
    if cmd.into == cmd.issue or into.town != issue.town or not into.step.open:
        refuse(rules.MERGES_INTO_AN_OPEN_ONE, into=cmd.into)


@ISSUE.command(
    title="合并事项",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    guards=[guard(ISSUE, "into")],
    when=[holds(require_step, *UNPLANNED, *RUNNING, Step.SUSPENDED), holds(stays)],
    picks=[pick("into", _require_open_beside)],
)
def merge_issues(issue: Issue, cmd: issue_course.MergeIssues, context: Context) -> Events:
    """The matter goes on as part of another open one of the town; `into` is told as well."""
    _require_open_beside(issue, cmd, context)
    yield issue_course.IssueMerged.of(cmd, town=issue.town, merged_on=context.today)
    absorbed = issue_course.IssueAbsorbed(
        cmd.into, town=issue.town, merged=cmd.issue, absorbed_on=context.today
    )
    yield from elsewhere(Issue, cmd.into, [absorbed])


@ISSUE.command(
    title="撤回事项", clause=CLAUSE, by=[TOWN], when=[holds(require_step, *OPEN), holds(stays)]
)
def withdraw_issue(issue: Issue, cmd: issues.WithdrawIssue, context: Context) -> Events:
    yield issues.IssueWithdrawn.of(cmd, town=issue.town)


def assign(
    id: str,
    town: str,
    handler: str,
    co_handlers: tuple[str, ...],
    context: Context,
    copied: tuple[str, ...] = (),
) -> issues.IssueAssigned:
    """The assignment with the limits in force from today on: to plan, and to reply."""
    return issues.IssueAssigned(
        id,
        town=town,
        handler=handler,
        copied=copied,
        co_handlers=co_handlers,
        assigned_on=context.today,
        plan_working_days=context.parameter("supervision.plan_working_days"),
        reply_working_days=context.parameter("supervision.principal_reply_working_days"),
    )


def require_pilot(id: str, context: Context) -> Town:
    """The pilot town of that id, which a matter belongs to."""
    town = context.town(id)
    if town is None or not (town.pilot and town.active):
        refuse(rules.TOWN_IS_KNOWN, town=id)
    return town


def require_clause(clause: str | None, context: Context) -> None:
    if clause is not None and clause not in context.registry.clauses:
        refuse(rules.CLAUSE_IS_KNOWN, clause=clause)
