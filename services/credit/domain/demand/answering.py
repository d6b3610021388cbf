"""An institution contacts the borrower, decides, and lends; it decides by itself (RZ-2.4.a)."""

from services.credit.domain.demand import rules
from services.credit.domain.demand.state import (
    CLAUSE,
    DEMAND,
    Answer,
    Demand,
    is_open,
    require_day,
)
from services.credit.domain.organisations import ANSWERERS, require_own_matter
from shared.kernel.aggregate import Context, Events, pick_id, refuse
from shared.schemas.credit import demand_answers as answers


def _require_pushed(demand: Demand, institution: str, context: Context) -> Answer:
    require_own_matter(institution, context)
    answer = demand.answers.get(institution)
    if answer is None:
        refuse(rules.WAS_PUSHED, institution=institution)
    if demand.reader(institution) is None:
        refuse(rules.CONSENT_STANDS, institution=institution)
    return answer


PUSHED = pick_id("institution", _require_pushed)


@DEMAND.command(title="登记对接", clause=CLAUSE, by=ANSWERERS, when=[is_open], picks=[PUSHED])
def record_contact(demand: Demand, cmd: answers.RecordContact, context: Context) -> Events:
    answer = _require_pushed(demand, cmd.institution, context)
    if answer.contacted:
        refuse(rules.CONTACTED_ONCE, institution=cmd.institution)
    require_day(cmd.contacted_on, answer.pushed_on, context.today)
    yield answers.BorrowerContacted.of(cmd, town=demand.town, entered_by=context.actor.organisation)


@DEMAND.command(title="登记授信决定", clause=CLAUSE, by=ANSWERERS, when=[is_open], picks=[PUSHED])
def record_credit_decision(
    demand: Demand, cmd: answers.RecordCreditDecision, context: Context
) -> Events:
    answer = _require_pushed(demand, cmd.institution, context)
    if answer.decided:
        refuse(rules.DECIDED_ONCE, institution=cmd.institution)
    require_day(cmd.decided_on, answer.pushed_on, context.today)
    by = context.actor.organisation
    terms = (cmd.amount_fen, cmd.annual_rate, cmd.until)
    if cmd.refusal is not None and terms == (None, None, None):
        yield answers.CreditDeclined(
            cmd.demand, institution=cmd.institution, town=demand.town, refusal=cmd.refusal,
            remark=cmd.remark, decided_on=cmd.decided_on, entered_by=by,
        )  # fmt: skip
        return
    if (
        cmd.refusal is not None
        or cmd.amount_fen is None
        or cmd.annual_rate is None
        or cmd.until is None
        or cmd.until < cmd.decided_on
    ):
        refuse(rules.DECISION_IS_WHOLE)
    yield answers.CreditApproved(
        cmd.demand, institution=cmd.institution, town=demand.town, amount_fen=cmd.amount_fen,
        annual_rate=cmd.annual_rate, until=cmd.until, decided_on=cmd.decided_on, entered_by=by,
        project=_project(demand),
    )  # fmt: skip


@DEMAND.command(title="登记放款", clause=CLAUSE, by=ANSWERERS, when=[is_open], picks=[PUSHED])
def record_loan(demand: Demand, cmd: answers.RecordLoan, context: Context) -> Events:
    answer = _require_pushed(demand, cmd.institution, context)
    left = answer.credit_fen - answer.lent_fen
    if cmd.amount_fen > left:
        refuse(rules.LOAN_WITHIN_CREDIT, left=left)
    require_day(cmd.lent_on, answer.pushed_on, context.today)
    if cmd.lent_on > answer.until:
        refuse(rules.LOAN_WHILE_CREDIT_HOLDS, until=answer.until)
    if cmd.loan in demand.loans:
        refuse(rules.LOAN_IS_NEW, loan=cmd.loan)
    yield answers.LoanMade.of(
        cmd, town=demand.town, entered_by=context.actor.organisation, project=_project(demand)
    )


def _project(demand: Demand) -> str | None:
    return demand.asked.project if demand.asked else None
