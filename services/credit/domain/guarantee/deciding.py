"""The company accepts, looks, and approves or refuses for a listed risk; it may be reviewed (RZ-2.4.e)."""

from datetime import timedelta

from services.credit.domain.guarantee import rules
from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    GuaranteeBusiness,
    at_stage,
    company_acts,
    require_days,
)
from services.credit.domain.guarantee_capacity import (
    GUARANTEE_CAPACITY,
    GuaranteeCapacity,
    take_capacity,
)
from services.credit.domain.organisations import GUARANTEE, LOCAL_FINANCE
from shared.kernel.aggregate import TOWN, Context, Events, elsewhere, guard, refuse
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_capacity as capacities

COMPANY = (GUARANTEE, LOCAL_FINANCE)
"""The company; or local-finance, which enters what another one says."""


@GUARANTEE_BUSINESS.command(
    title="受理担保申请", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("recommended")]
)
def accept_guarantee(
    business: GuaranteeBusiness, cmd: guarantees.AcceptGuarantee, context: Context
) -> Events:
    yield guarantees.GuaranteeAccepted.of(
        cmd, town=business.town, accepted_on=context.today,
        decide_working_days=context.parameter("credit.guarantee_decide_working_days"),
    )  # fmt: skip


@GUARANTEE_BUSINESS.command(
    title="登记担保尽职调查", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("accepted")]
)
def investigate_guarantee(
    business: GuaranteeBusiness, cmd: guarantees.InvestigateGuarantee, context: Context
) -> Events:
    assert business.deciding is not None
    require_days(cmd.visited_on, business.deciding.since, context.today)
    yield guarantees.GuaranteeInvestigated.of(cmd, town=business.town)


@GUARANTEE_BUSINESS.command(
    title="批准担保",
    clause=CLAUSE,
    by=COMPANY,
    guards=[guard(GUARANTEE_CAPACITY, lambda business, _: business.company)],
    when=[company_acts, at_stage("investigated")],
)
def approve_guarantee(
    business: GuaranteeBusiness, cmd: guarantees.ApproveGuarantee, context: Context
) -> Events:
    """Within what was asked, the fee's limit, and the company's capacity."""
    asked = business.asked
    assert asked is not None
    if cmd.amount_fen > asked.amount_fen:
        refuse(rules.WITHIN_WHAT_WAS_ASKED, asked=asked.amount_fen)
    guaranteed_fen = cmd.amount_fen * cmd.share // 100
    if guaranteed_fen == 0:
        refuse(rules.SHARE_IS_TAKEN)
    of = "credit.guarantee_relief_fee" if cmd.poverty_relief else "credit.guarantee_fee"
    most = context.parameter(of)
    if cmd.fee_rate > most:
        refuse(rules.FEE_WITHIN_POLICY, most=most)
    taking = capacities.GuaranteeCapacityTaken(
        business.company, guarantee=cmd.guarantee, borrower=asked.borrower,
        related_group=asked.related_group, guaranteed_fen=guaranteed_fen,
    )  # fmt: skip
    capacity = context.guard(GuaranteeCapacity, business.company)
    taken = take_capacity(capacity, taking, cmd.company_letter is not None, context)
    yield guarantees.GuaranteeApproved.of(
        cmd, town=business.town, guaranteed_fen=guaranteed_fen,
        decided_by=context.actor.organisation, decided_on=context.today,
    )  # fmt: skip
    yield from elsewhere(GuaranteeCapacity, business.company, taken)


@GUARANTEE_BUSINESS.command(
    title="不予担保",
    clause=CLAUSE,
    by=COMPANY,
    when=[company_acts, at_stage("accepted", "investigated")],
)
def refuse_guarantee(
    business: GuaranteeBusiness, cmd: guarantees.RefuseGuarantee, context: Context
) -> Events:
    assert business.asked is not None
    yield guarantees.GuaranteeRefused.of(
        cmd, town=business.town, amount_fen=business.asked.amount_fen,
        decided_by=context.actor.organisation, decided_on=context.today,
        review_request_calendar_days=context.parameter("credit.guarantee_review_request_calendar_days"),
    )  # fmt: skip


def _review_is_in_time(business: GuaranteeBusiness, context: Context) -> None:
    assert business.refused_on is not None
    until = business.refused_on + timedelta(days=business.review_days)
    if context.today > until or business.reviewed or business.reviewing:
        refuse(rules.REVIEW_IN_TIME, until=until)


@GUARANTEE_BUSINESS.command(
    title="申请担保复审", clause=CLAUSE, by=[TOWN], when=[at_stage("refused"), _review_is_in_time]
)
def request_guarantee_review(
    business: GuaranteeBusiness, cmd: guarantees.RequestGuaranteeReview, context: Context
) -> Events:
    yield guarantees.GuaranteeReviewRequested.of(
        cmd, town=business.town, requested_on=context.today,
        review_working_days=context.parameter("credit.guarantee_review_working_days"),
    )  # fmt: skip


def _review_is_owed(business: GuaranteeBusiness, _: Context) -> None:
    if business.reviewing is None:
        refuse(
            rules.STAGE_OF_THE_GUARANTEE, stage="不予担保", stage_en="refused", needed="已申请复审",
            needed_en="under review",
        )  # fmt: skip


@GUARANTEE_BUSINESS.command(
    title="决定担保复审",
    clause=CLAUSE,
    by=COMPANY,
    when=[company_acts, at_stage("refused"), _review_is_owed],
)
def decide_guarantee_review(
    business: GuaranteeBusiness, cmd: guarantees.DecideGuaranteeReview, context: Context
) -> Events:
    assert business.asked is not None
    yield guarantees.GuaranteeReviewDecided.of(
        cmd, town=business.town, amount_fen=business.asked.amount_fen, decided_on=context.today,
        decide_working_days=context.parameter("credit.guarantee_decide_working_days"),
    )  # fmt: skip


@GUARANTEE_BUSINESS.command(
    title="出具担保函", clause=CLAUSE, by=COMPANY, when=[company_acts, at_stage("approved")]
)
def issue_guarantee_letter(
    business: GuaranteeBusiness, cmd: guarantees.IssueGuaranteeLetter, context: Context
) -> Events:
    if cmd.until < context.today:
        refuse(rules.LETTER_IS_AHEAD, today=context.today)
    yield guarantees.GuaranteeLetterIssued.of(cmd, town=business.town, issued_on=context.today)
