"""A town, a bank or local-finance recommends a borrower for a guarantee, or takes it back (RZ-2.4.e)."""

from services.credit.domain.borrower import require_number_of_the_town
from services.credit.domain.guarantee import rules
from services.credit.domain.guarantee.parties import free_capacity, require_lender
from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    GuaranteeBusiness,
    at_stage,
)
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.library_project import NAMED_PROJECT, require_in_library
from services.credit.domain.organisations import GUARANTEE, GUIDES
from shared.kernel.aggregate import (
    INSTITUTIONS,
    TOWN,
    Context,
    Events,
    guard,
    pick,
    pick_id,
    refuse,
)
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit.stages import BorrowerKind, Industry
from shared.schemas.words import say

READING = "credit.guarantor_reading"
OPERATORS = (
    "family-farm",
    "large-grower",
    "cooperative",
    "agri-service",
    "agri-firm",
    "small-firm",
)
FARMING = (
    "grain", "tea", "vegetables", "fruit", "aquaculture", "pigs", "livestock", "processing",
    "services",
)  # fmt: skip


def recommend(
    cmd: guarantees.RecommendForGuarantee, context: Context
) -> guarantees.GuaranteeRecommended:
    """The application as recommended, if it is one that the company must look at 应担尽担."""
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.PILOT_TOWNS_BORROWER, town=cmd.town)
    if cmd.borrower_kind not in OPERATORS or cmd.industry not in FARMING:
        refuse(
            rules.MODERATE_SCALE_FARMING,
            kind=cmd.borrower_kind, kind_zh=say(BorrowerKind, cmd.borrower_kind),
            industry=cmd.industry, industry_zh=say(Industry, cmd.industry),
        )  # fmt: skip
    require_number_of_the_town(cmd.borrower)
    least = context.parameter("credit.guarantee_least_fen")
    of = "credit.guarantee_most_pigs_fen" if cmd.industry == "pigs" else "credit.guarantee_most_fen"
    most = context.parameter(of)
    if not least <= cmd.amount_fen <= most:
        refuse(rules.AMOUNT_WITHIN_POLICY, least=least, most=most)
    return guarantees.GuaranteeRecommended.of(
        cmd, county=town.county, recommended_by=context.actor.organisation,
        recommended_on=context.today,
        accept_working_days=context.parameter("credit.guarantee_accept_working_days"),
    )  # fmt: skip


def require_guarantor(company: str, context: Context) -> None:
    """Refuse a company that the reading in force does not mean by 市县农担机构."""
    known = require_open(company, context)
    reading = context.parameter(READING)
    if known.kind != "guarantee" or (reading == "agricultural" and company != GUARANTEE.id):
        known_as = context.registry.parameters[READING].called
        refuse(
            rules.GUARANTOR_IS_MEANT,
            company=company,
            reading=reading,
            reading_zh=known_as.get(reading, reading),
        )


def _require_own_project(
    _: GuaranteeBusiness, cmd: guarantees.RecommendForGuarantee, context: Context
) -> None:
    require_in_library(cmd.project, cmd.town, context)


@GUARANTEE_BUSINESS.command(
    title="推荐担保",
    clause=CLAUSE,
    by=[TOWN, INSTITUTIONS, *GUIDES],
    guards=[guard(INSTITUTION, lambda _, cmd: [cmd.institution, cmd.company]), NAMED_PROJECT],
    creates=True,
    numbered="{town}-guarantee-{year}",
    picks=[
        pick_id("institution", require_open),
        pick_id("company", require_guarantor),
        pick("project", _require_own_project),
    ],
)
def recommend_for_guarantee(
    _: GuaranteeBusiness, cmd: guarantees.RecommendForGuarantee, context: Context
) -> Events:
    require_open(cmd.institution, context)
    require_guarantor(cmd.company, context)
    if INSTITUTIONS.includes(context.actor.organisation, "", ""):
        require_lender(cmd.institution, context)
    _require_own_project(_, cmd, context)
    yield recommend(cmd, context)


@GUARANTEE_BUSINESS.command(
    title="撤回担保申请",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(GUARANTEE_CAPACITY, lambda business, _: business.company)],
    when=[at_stage("recommended", "accepted", "investigated", "approved", "refused", "letter")],
)
def withdraw_guarantee_application(
    business: GuaranteeBusiness, cmd: guarantees.WithdrawGuaranteeApplication, context: Context
) -> Events:
    """Before money flows; what the company had set aside is free."""
    yield guarantees.GuaranteeApplicationWithdrawn.of(
        cmd, town=business.town, withdrawn_on=context.today
    )
    yield from free_capacity(business, cmd.guarantee)
