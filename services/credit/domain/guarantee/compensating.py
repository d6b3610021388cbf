"""The company pays for the borrower, then recovers from it or writes off (RZ-2.4.e).

recovered ≤ compensated ≤ guaranteed, in principal; interest is told apart.
"""

from services.credit.domain.guarantee import rules
from services.credit.domain.guarantee.deciding import COMPANY
from services.credit.domain.guarantee.parties import free_capacity
from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    GuaranteeBusiness,
    at_stage,
    company_acts,
    require_days,
)
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from shared.kernel.aggregate import Context, Events, guard, refuse
from shared.schemas.credit import guarantee_course as course


@GUARANTEE_BUSINESS.command(
    title="登记代偿",
    clause=CLAUSE,
    by=COMPANY,
    guards=[guard(GUARANTEE_CAPACITY, lambda business, _: business.company)],
    when=[company_acts, at_stage("disbursed", "compensated", "settled")],
)
def pay_compensation(
    business: GuaranteeBusiness, cmd: course.PayCompensation, context: Context
) -> Events:
    assert business.lent_on is not None
    left = business.guaranteed_fen - business.compensated_fen
    if cmd.amount_fen > left:
        refuse(rules.COMPENSATED_WITHIN_GUARANTEED, left=left)
    require_days(cmd.paid_on, business.lent_on, context.today)
    yield course.CompensationPaid.of(
        cmd, town=business.town, compensated_fen=business.compensated_fen + cmd.amount_fen
    )
    if cmd.amount_fen == left:
        yield from free_capacity(business, cmd.guarantee)


@GUARANTEE_BUSINESS.command(
    title="登记追偿", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("compensated")]
)
def record_recovery(
    business: GuaranteeBusiness, cmd: course.RecordRecovery, context: Context
) -> Events:
    assert business.lent_on is not None
    if not cmd.principal_fen and not cmd.interest_fen:
        refuse(rules.SOMETHING_IS_RECOVERED)
    if cmd.principal_fen > business.owed_fen:
        refuse(rules.RECOVERED_WITHIN_COMPENSATED, left=business.owed_fen)
    require_days(cmd.recovered_on, business.lent_on, context.today)
    yield course.RecoveryRecorded.of(
        cmd, town=business.town, recovered_fen=business.recovered_fen + cmd.principal_fen
    )


@GUARANTEE_BUSINESS.command(
    title="核销代偿损失", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("compensated")]
)
def write_off_guarantee(
    business: GuaranteeBusiness, cmd: course.WriteOffGuarantee, context: Context
) -> Events:
    if cmd.amount_fen > business.owed_fen:
        refuse(rules.RECOVERED_WITHIN_COMPENSATED, left=business.owed_fen)
    yield course.GuaranteeWrittenOff.of(cmd, town=business.town, written_off_on=context.today)
