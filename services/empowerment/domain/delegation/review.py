"""A delegated power is evaluated every year; whoever disputes an act is told whom to face."""

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.requirements import require_stage
from services.empowerment.domain.delegation.state import (
    CLAUSE,
    DELEGATION,
    TAKEN_UP,
    Delegation,
)
from services.empowerment.domain.organisations import COUNTY_STAFFING
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, TOWN, Context, Events, holds, refuse
from shared.schemas.empowerment import delegation_running as running


def _may_evaluate(d: Delegation, context: Context) -> None:
    by = context.actor.organisation
    if by != d.organ and not COUNTY_STAFFING.includes(by, d.town, d.county):
        refuse(rules.EVALUATOR_IS_COMPETENT, organ=d.organ, staffing=f"{d.county}-staffing")


@DELEGATION.command(
    title="运行评估",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(require_stage, *TAKEN_UP), _may_evaluate],
)
def evaluate_delegation(d: Delegation, cmd: running.EvaluateDelegation, context: Context) -> Events:
    """保留, 加强, 调整 or 收回; without one case it runs empty 空转."""
    run = d.run
    assert run is not None
    if cmd.late > cmd.handled:
        refuse(rules.LATE_WITHIN_HANDLED, handled=cmd.handled)
    yield running.DelegationEvaluated.of(
        cmd,
        town=d.town,
        reviews=run.reviews,
        suits=run.suits,
        idle=cmd.handled == 0,
        evaluated_by=context.actor.organisation,
        evaluated_on=context.today,
        evaluation_calendar_days=context.parameter("empowerment.evaluation_calendar_days"),
    )


@DELEGATION.command(
    title="登记复议诉讼",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, TOWN],
    when=[holds(require_stage, *TAKEN_UP, "withdrawn")],
)
def record_dispute(d: Delegation, cmd: running.RecordDispute, context: Context) -> Events:
    """Also about an act from before the power went back: it was the town's act."""
    given = d.delegated
    assert given is not None
    if cmd.dispute in d.disputes or cmd.lodged_on > context.today:
        refuse(rules.DISPUTE_IS_NEW, dispute=cmd.dispute, today=context.today)
    yield running.DisputeRecorded.of(cmd, town=d.town, respondent=given.respondent)
