"""A town registers what a borrower asks for, takes it back, or says that nobody lent (RZ-2.4.a)."""

from services.credit.domain.borrower import require_number_of_the_town
from services.credit.domain.demand import rules
from services.credit.domain.demand.state import CLAUSE, DEMAND, Demand, is_open
from services.credit.domain.guarantee.recommending import recommend, require_guarantor
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS, GuaranteeBusiness
from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.library_project import NAMED_PROJECT, require_in_library
from services.credit.domain.organisations import GUIDES
from shared.kernel.aggregate import TOWN, Context, Events, elsewhere, guard, pick_id, refuse
from shared.schemas.credit import demand as demands
from shared.schemas.credit import guarantee as guarantees


def _nothing_is_lent(demand: Demand, _: Context) -> None:
    if demand.lent_fen:
        refuse(rules.NOTHING_IS_LENT, lent=demand.lent_fen)


@DEMAND.command(
    title="登记融资需求",
    clause=CLAUSE,
    by=[TOWN],
    guards=[NAMED_PROJECT],
    creates=True,
    numbered="{town}-financing-{year}",
)
def register_demand(_: Demand, cmd: demands.RegisterDemand, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None:
        refuse(rules.TOWN_OF_THE_DEMAND, town=cmd.town)
    require_number_of_the_town(cmd.borrower)
    require_in_library(cmd.project, cmd.town, context)
    yield demands.DemandRegistered.of(cmd, county=town.county, registered_on=context.today)


@DEMAND.command(
    title="撤回融资需求", clause=CLAUSE, by=[TOWN], when=[is_open, _nothing_is_lent]
)  # fmt: skip
def withdraw_demand(demand: Demand, cmd: demands.WithdrawDemand, context: Context) -> Events:
    yield demands.DemandWithdrawn.of(cmd, town=demand.town, withdrawn_on=context.today)


@DEMAND.command(
    title="登记融资需求未达成", clause=CLAUSE, by=[TOWN, *GUIDES], when=[is_open, _nothing_is_lent]
)
def close_demand(demand: Demand, cmd: demands.CloseDemand, context: Context) -> Events:
    yield demands.DemandClosedUnmet.of(cmd, town=demand.town, closed_on=context.today)


@DEMAND.command(
    title="转介担保",
    clause=CLAUSE,
    by=[TOWN, *GUIDES],
    guards=[
        guard(GUARANTEE_BUSINESS),
        guard(INSTITUTION, lambda _, cmd: [cmd.institution, cmd.company]),
    ],
    when=[is_open],
    picks=[pick_id("institution", require_open), pick_id("company", require_guarantor)],
)
def refer_to_guarantee(demand: Demand, cmd: demands.ReferToGuarantee, context: Context) -> Events:
    """The application stands recommended in the same append."""
    if demand.referred:
        refuse(rules.REFERRED_ONCE, guarantee=demand.guarantee)
    if context.guard(GuaranteeBusiness, cmd.guarantee).stage is not None:
        refuse(rules.GUARANTEE_NUMBER_IS_FREE, guarantee=cmd.guarantee)
    require_open(cmd.institution, context)
    require_guarantor(cmd.company, context)
    asked = demand.asked
    assert asked is not None
    application = guarantees.RecommendForGuarantee(
        cmd.guarantee, town=demand.town, borrower=asked.borrower,
        borrower_kind=asked.borrower_kind, industry=asked.industry, institution=cmd.institution,
        company=cmd.company, amount_fen=asked.amount_fen, months=asked.months, demand=cmd.demand,
        project=asked.project,
    )  # fmt: skip
    yield demands.DemandReferred.of(
        cmd, town=demand.town, referred_by=context.actor.organisation, referred_on=context.today
    )
    yield from elsewhere(GuaranteeBusiness, cmd.guarantee, [recommend(application, context)])
