"""A power goes back: by decision, at the town's request, in a batch, or at its term's end."""

from datetime import date

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.requirements import require_stage
from services.empowerment.domain.delegation.standing import permit_of, require_decider
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, LIVE, Delegation
from shared.kernel.aggregate import COUNTY, COUNTY_DEPARTMENTS, TOWN, Context, Events, holds, refuse
from shared.schemas.empowerment import delegation as delegations


@DELEGATION.command(
    title="收回事权",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, COUNTY],
    when=[holds(require_stage, *LIVE), require_decider],
)
def withdraw_power(d: Delegation, cmd: delegations.WithdrawPower, context: Context) -> Events:
    effective_on = cmd.effective_on or context.today
    require_ahead(effective_on, context)
    yield withdrawal(
        d, cmd.delegation, "decision", cmd.reason, cmd.document, effective_on, context.today
    )


@DELEGATION.command(
    title="镇申请收回事权", clause=CLAUSE, by=[TOWN], when=[holds(require_stage, *LIVE)]
)
def request_withdrawal(
    d: Delegation, cmd: delegations.RequestWithdrawal, context: Context
) -> Events:
    """A town that can't carry a power says so."""
    if d.request is not None:
        refuse(
            rules.REQUEST_IS_OPEN,
            state="已申请，待答复",
            state_en="One waits for its answer",
        )
    yield delegations.WithdrawalRequested.of(
        cmd,
        town=d.town,
        requested_on=context.today,
        answer_working_days=context.parameter("empowerment.withdrawal_answer_working_days"),
    )


@DELEGATION.command(
    title="答复收回申请",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, COUNTY],
    when=[holds(require_stage, *LIVE), require_decider],
)
def answer_withdrawal_request(
    d: Delegation, cmd: delegations.AnswerWithdrawalRequest, context: Context
) -> Events:
    """What is agreed to is withdrawn at once."""
    if d.request is None:
        refuse(rules.REQUEST_IS_OPEN, state="镇没有提出申请", state_en="The town has made none")
    today = context.today
    yield delegations.WithdrawalRequestAnswered.of(cmd, town=d.town, answered_on=today)
    if cmd.agreed:
        yield withdrawal(d, cmd.delegation, "request", cmd.reason, cmd.document, today, today)


def require_ahead(effective_on: date, context: Context) -> None:
    """What a town decided under the power stays valid: so no withdrawal reaches back."""
    if effective_on < context.today:
        refuse(rules.EFFECTIVE_FROM_TODAY, today=context.today)


def withdrawal(
    d: Delegation, id: str, cause: delegations.EndCause, reason: str, document: str | None,
    effective_on: date, today: date,
) -> delegations.PowerWithdrawn:  # fmt: skip
    return delegations.PowerWithdrawn(
        id, town=d.town, item=d.item, permit=permit_of(d), cause=cause, reason=reason,
        document=document, effective_on=effective_on, withdrawn_on=today,
        taken_up=d.taken_up is not None,
    )  # fmt: skip
