"""A guaranteed loan while it runs: made, looked at, warned of, extended, released (RZ-2.4.e)."""

from services.credit.domain.guarantee import rules
from services.credit.domain.guarantee.deciding import COMPANY
from services.credit.domain.guarantee.parties import free_capacity, require_lender
from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    GuaranteeBusiness,
    at_stage,
    company_acts,
    require_days,
)
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from shared.kernel.aggregate import INSTITUTIONS, Context, Events, guard, refuse
from shared.schemas.credit import guarantee_course as course


@GUARANTEE_BUSINESS.command(
    title="登记担保贷款放款", clause=CLAUSE, by=[INSTITUTIONS, *COMPANY], when=[at_stage("letter")]
)
def record_disbursement(
    business: GuaranteeBusiness, cmd: course.RecordDisbursement, context: Context
) -> Events:
    require_lender(business.institution, context)
    approved, until, asked = business.approved, business.letter_until, business.asked
    assert approved is not None and until is not None and asked is not None
    if cmd.amount_fen > approved.amount_fen or cmd.lent_on > until:
        refuse(rules.LENT_WITHIN_THE_LETTER, most=approved.amount_fen, until=until)
    require_days(cmd.lent_on, approved.decided_on, context.today)
    if cmd.ends_on <= cmd.lent_on:
        refuse(rules.DAYS_IN_ORDER, earliest=cmd.lent_on, latest="—")
    guaranteed_fen = cmd.amount_fen * approved.share // 100
    if guaranteed_fen == 0:
        refuse(rules.SHARE_IS_TAKEN)
    yield course.GuaranteeDisbursed.of(
        cmd, town=business.town, project=asked.project, guaranteed_fen=guaranteed_fen,
        entered_by=context.actor.organisation,
    )  # fmt: skip


@GUARANTEE_BUSINESS.command(
    title="登记保后检查", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("disbursed")]
)
def check_guarantee(
    business: GuaranteeBusiness, cmd: course.CheckGuarantee, context: Context
) -> Events:
    assert business.checked_on is not None
    require_days(cmd.checked_on, business.checked_on, context.today)
    yield course.GuaranteeChecked.of(cmd, town=business.town)


@GUARANTEE_BUSINESS.command(
    title="预警担保风险",
    clause=CLAUSE,
    by=[INSTITUTIONS, *COMPANY],
    when=[at_stage("disbursed")],
)
def warn_guarantee(
    business: GuaranteeBusiness, cmd: course.WarnGuarantee, context: Context
) -> Events:
    require_lender(business.institution, context)
    yield course.GuaranteeWarned.of(
        cmd, town=business.town, warned_by=context.actor.organisation, warned_on=context.today
    )


@GUARANTEE_BUSINESS.command(
    title="担保展期", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("disbursed")]
)
def extend_guarantee(
    business: GuaranteeBusiness, cmd: course.ExtendGuarantee, context: Context
) -> Events:
    assert business.ends_on is not None
    if cmd.ends_on <= business.ends_on:
        refuse(rules.EXTENDED_LATER, ends_on=business.ends_on)
    yield course.GuaranteeExtended.of(cmd, town=business.town, extended_on=context.today)


@GUARANTEE_BUSINESS.command(
    title="解除担保",
    clause=CLAUSE,
    by=COMPANY,
    guards=[guard(GUARANTEE_CAPACITY, lambda business, _: business.company)],
    when=[company_acts, at_stage("disbursed")],
)
def release_guarantee(
    business: GuaranteeBusiness, cmd: course.ReleaseGuarantee, context: Context
) -> Events:
    """The borrower has repaid: the company's capacity is free again."""
    assert business.lent_on is not None
    require_days(cmd.repaid_on, business.lent_on, context.today)
    yield course.GuaranteeReleased.of(
        cmd, town=business.town, guaranteed_fen=business.guaranteed_fen
    )
    yield from free_capacity(business, cmd.guarantee)
