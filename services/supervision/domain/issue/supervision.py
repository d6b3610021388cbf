"""Principals answer (RZ-3.3.d); what is late is reminded, escalate, instructed, rated (e)."""

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.handlers import (
    CITY_DEPARTMENTS,
    HANDLERS,
    HEADS,
    is_county_department,
)
from services.supervision.domain.issue.handling import require_competent
from services.supervision.domain.issue.limits import escalate
from services.supervision.domain.issue.raising import assign, require_clause, require_pilot
from services.supervision.domain.issue.requirements import require_step, require_supervisor
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import OPEN, RUNNING, Step
from services.supervision.domain.organisations import GOV_OFFICE, HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_supervision

CLAUSE = "RZ-3.3.e"


def _rated_once(issue: Issue, _: Context) -> None:
    if issue.watch.rated:
        refuse(rules.RATED_ONCE)


@ISSUE.command(
    title="主要负责人答复", clause="RZ-3.3.d", by=HEADS, when=[holds(require_step, *OPEN)]
)
def reply_as_principal(
    issue: Issue, cmd: issue_supervision.ReplyAsPrincipal, context: Context
) -> Events:
    """The head of a city department that handles the matter, or helps, answers the town."""
    department = context.actor.organisation
    if department not in (issue.handler, *issue.co_handlers):
        refuse(rules.HANDLER_ACTS, handler=issue.handler or "—")
    yield issue_supervision.PrincipalReplied.of(
        cmd, town=issue.town, department=department, replied_on=context.today
    )


@ISSUE.command(
    title="催办",
    clause=CLAUSE,
    by=HANDLERS,
    when=[require_supervisor, holds(require_step, Step.ASSIGNED, Step.REOPENED, *RUNNING)],
)
def remind_handler(issue: Issue, cmd: issue_supervision.RemindHandler, context: Context) -> Events:
    times = issue.watch.reminders + 1
    yield issue_supervision.HandlerReminded.of(
        cmd, town=issue.town, handler=issue.handler, times=times, reminded_on=context.today
    )


@ISSUE.command(
    title="升级督办",
    clause=CLAUSE,
    by=HANDLERS,
    when=[
        require_supervisor,
        holds(require_step, Step.ASSIGNED, Step.REOPENED, Step.SUSPENDED, *RUNNING),
    ],
)
def escalate_issue(issue: Issue, cmd: issue_supervision.EscalateIssue, context: Context) -> Events:
    """To the inspection office of the city government; red and reopened matters go by themselves."""
    return escalate(issue, cmd.issue, "decision", cmd.reason, context)


@ISSUE.command(
    title="指定督查单位", clause=CLAUSE, by=[HOUSING, GOV_OFFICE], when=[holds(require_step, *OPEN)]
)
def designate_supervisor(
    issue: Issue, cmd: issue_supervision.DesignateSupervisor, context: Context
) -> Events:
    """For this matter, a scope and a period; it watches as housing and the county do."""
    known = cmd.supervisor in (*CITY_DEPARTMENTS, issue.county)
    if not known or cmd.supervisor in (issue.handler, *issue.co_handlers):
        refuse(rules.SUPERVISOR_STANDS_APART, supervisor=cmd.supervisor)
    if cmd.until < max(cmd.since, context.today):
        refuse(rules.PERIOD_IS_AHEAD, earliest=max(cmd.since, context.today))
    yield issue_supervision.SupervisorDesignated.of(cmd, town=issue.town)


@ISSUE.command(title="领导批示", clause=CLAUSE, by=[HOUSING, COUNTY, GOV_OFFICE], creates=None)
def record_instruction(
    issue: Issue, cmd: issue_supervision.RecordInstruction, context: Context
) -> Events:
    """On an open matter; on anything else it raises one, and assigns it if a handler is named."""
    if cmd.instructed_on > context.today:
        refuse(rules.INSTRUCTED_BY_TODAY, today=context.today)
    town = issue.town
    if issue.step is Step.NEW:
        town = cmd.town or ""
        yield from _raise(cmd, context)
    else:
        require_step(issue, *OPEN)
    number = issue.watch.instructions + 1
    yield issue_supervision.InstructionRecorded(
        cmd.issue, town=town, number=number, leader=cmd.leader, instruction=cmd.instruction,
        instructed_on=cmd.instructed_on, document=cmd.document,
    )  # fmt: skip
    if issue.step is Step.NEW and cmd.handler:
        require_competent(town, context.registry.county_of(town), cmd.handler)
        yield assign(cmd.issue, town, cmd.handler, (), context)


@ISSUE.command(
    title="办理评价",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_step, Step.RESOLVED, Step.CONCLUDED), _rated_once],
)
def rate_handling(issue: Issue, cmd: issue_supervision.RateHandling, context: Context) -> Events:
    """Once, when the matter has ended; never under the least weight for a county department."""
    weight = context.parameter("supervision.town_rating_percent")
    if is_county_department(issue.handler, issue.county):
        weight = max(weight, context.parameter("supervision.town_rating_minimum_percent"))
    yield issue_supervision.HandlingRated.of(
        cmd, town=issue.town, handler=issue.handler, weight=weight, rated_on=context.today
    )


def _raise(cmd: issue_supervision.RecordInstruction, context: Context) -> Events:
    if cmd.town is None or cmd.title is None:
        refuse(rules.INSTRUCTION_NAMES_ITS_MATTER)
    town = require_pilot(cmd.town, context)
    require_clause(cmd.clause, context)
    yield issues.IssueRaised(
        cmd.issue,
        town=town.id,
        county=town.county,
        kind="problem",
        title=cmd.title,
        description=cmd.instruction,
        clause=cmd.clause or CLAUSE,
        raised_on=context.today,
        assign_working_days=context.parameter("supervision.assign_working_days"),
    )
