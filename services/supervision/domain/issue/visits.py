"""The assistance group visits each matter, and verifies result and effect: RZ-3.3.c."""

from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN, AssistGroup
from services.supervision.domain.cause import CAUSE, Cause
from services.supervision.domain.issue import rules
from services.supervision.domain.issue.limits import escalate
from services.supervision.domain.issue.requirements import require_step
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import Step
from shared.kernel.aggregate import (
    ASSIST_GROUP,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.supervision import cause as causes
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course

CLAUSE = "RZ-3.3.c"
OWN_CAUSE = guard(CAUSE, lambda issue, _: [issue.cause] if issue.cause else [])

OWN_GROUP = guard(ASSIST_GROUP_OF_TOWN, lambda issue, _: issue.town or ())


@ISSUE.command(
    title="回访",
    clause=CLAUSE,
    by=[ASSIST_GROUP],
    guards=[OWN_CAUSE, OWN_GROUP],
    when=[holds(require_step, Step.CLOSURE_REQUESTED)],
)
def record_follow_up_visit(
    issue: Issue, cmd: issues.RecordFollowUpVisit, context: Context
) -> Events:
    """Answers one request for closure: resolved only if done and effective."""
    _may_visit(issue, cmd.visitor_unit, context)
    yield issues.FollowUpVisited.of(
        cmd, town=issue.town, round=issue.round, visited_on=context.today
    )
    if cmd.done and cmd.effective:
        yield from _resolve(issue, cmd.issue, context)
    else:
        shortfall = "回访发现已办结但未见效" if cmd.done else "回访发现未办结"
        yield from _reopen(issue, cmd.issue, shortfall, context)


@ISSUE.command(
    title="解释说明回访",
    clause=CLAUSE,
    by=[ASSIST_GROUP],
    guards=[OWN_GROUP],
    when=[holds(require_step, Step.EXPLAINED)],
)
def record_explanation_visit(
    issue: Issue, cmd: issue_course.RecordExplanationVisit, context: Context
) -> Events:
    """An explanation that does not hold on the spot reopens the matter."""
    _may_visit(issue, cmd.visitor_unit, context)
    yield issue_course.ExplanationVisited.of(cmd, town=issue.town, visited_on=context.today)
    if not cmd.holds:
        yield from _reopen(issue, cmd.issue, "回访认为解释不成立", context)


def close_cause(issue: Issue, id: str) -> Events:
    """The cause is free to raise another matter; its stream must be guarded."""
    if issue.cause:
        yield from elsewhere(Cause, issue.cause, [causes.CauseClosed(issue.cause, issue=id)])


def _may_visit(issue: Issue, unit: str, context: Context) -> None:
    """A member's unit, where the group is on record, and none that ever handled the matter.

    Reading 7: the group is that of RZ-3.1, or one of its own.
    """
    if unit in issue.handlers:
        refuse(rules.HANDLER_RECUSES, unit=unit)
    group = context.guard(AssistGroup, issue.town)
    units = group.units
    if context.parameter("supervision.visiting_group") == "own":
        units = group.visiting_units
        if not units:
            refuse(rules.VISIT_GROUP_IS_FORMED, town=issue.town)
    if units and unit not in units:
        refuse(rules.VISITOR_IS_A_MEMBER, units="、".join(sorted(units)))


def _resolve(issue: Issue, id: str, context: Context) -> Events:
    raised = issue.raised
    assert raised is not None
    yield issues.IssueResolved(
        id, town=issue.town, resolved_on=context.today, cause=raised.cause,
        cause_service=raised.cause_service, cause_stream=raised.cause_stream,
        cause_key=raised.cause_key, handler=issue.handler,
    )  # fmt: skip
    yield from close_cause(issue, id)


def _reopen(issue: Issue, id: str, reason: str, context: Context) -> Events:
    """Reopened too often, the matter is escalated (RZ-3.3.e)."""
    times = issue.reopened + 1
    yield issues.IssueReopened(
        id, town=issue.town, times=times, reason=reason, handler=issue.handler,
        reopened_on=context.today,
    )  # fmt: skip
    if times >= context.parameter("supervision.reopenings_to_escalate"):
        yield from escalate(issue, id, "reopened", f"重办 {times} 次", context)
