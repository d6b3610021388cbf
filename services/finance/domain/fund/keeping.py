"""The year's end, pooling and key support of a fund (RZ-2.2.c)."""

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import keeping_rules, rules
from services.finance.domain.fund.allocation import (
    allocate_to_project,
    require_live_project,
    require_usable,
    require_within,
)
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import Context, Events, elsewhere, guard, pick, pick_id, refuse
from shared.policy.model import Town
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_keeping
from shared.schemas.words import say

CLAUSE = rules.CLAUSE


@FUND.command(title="资金结转", clause=CLAUSE, by=HOLDERS)
def carry_over_funds(fund: Fund, cmd: fund_keeping.CarryOverFunds, context: Context) -> Events:
    """Unspent money moves into the next year; what that has not used is surplus (预算法§42, 实施条例§50)."""
    if max(cmd.into_year, context.today.year) > fund.last_year:
        refuse(keeping_rules.CARRIED_IN_TIME, last=fund.last_year)
    if cmd.into_year != fund.kept.carried_into + 1:
        refuse(keeping_rules.YEAR_BY_YEAR, next=fund.kept.carried_into + 1)
    if context.today.year < cmd.into_year:
        refuse(keeping_rules.YEAR_HAS_ENDED, year=fund.kept.carried_into)
    if fund.unspent_fen:
        yield fund_keeping.FundsCarriedOver.of(
            cmd, from_year=fund.kept.carried_into, amount_fen=fund.unspent_fen
        )


def _require_poolable(
    fund: Fund, cmd: fund_keeping.PoolAgriculturalFunds, context: Context
) -> None:
    giving = context.guard(Fund, cmd.from_fund)
    if cmd.from_fund == cmd.fund or not (fund.kept.agricultural and giving.kept.agricultural):
        refuse(keeping_rules.ONLY_AGRICULTURAL_FUNDS_POOL, fund=cmd.fund, from_fund=cmd.from_fund)
    if giving.kind != fund.kind or giving.year < fund.year:
        refuse(
            keeping_rules.POOLED_KEEPS_KIND_AND_YEAR, kind=giving.kind,
            kind_zh=say(funds.FundKind, giving.kind), year=giving.year,
        )  # fmt: skip
    require_usable(giving, context)
    if giving.county != fund.county:
        refuse(keeping_rules.POOLED_BY_ITS_KEEPER, keeper=giving.holder)
    require_within(rules.WITHIN_APPROPRIATION, giving.free_fen, cmd.amount_fen)


@FUND.command(
    title="涉农资金统筹",
    clause=CLAUSE,
    by=HOLDERS,
    guards=[guard(FUND, "from_fund")],
    when=[require_usable],
    picks=[pick("from_fund", _require_poolable, {"amount_fen": 1})],
)
def pool_agricultural_funds(
    fund: Fund, cmd: fund_keeping.PoolAgriculturalFunds, context: Context
) -> Events:
    """Unallocated money of one agricultural fund joins another of the same keeper."""
    _require_poolable(fund, cmd, context)
    out = fund_keeping.FundsPooledOut(
        cmd.from_fund, into_fund=cmd.fund, amount_fen=cmd.amount_fen, document=cmd.document
    )
    return [
        fund_keeping.FundsPooled.of(cmd),
        *elsewhere(Fund, cmd.from_fund, [out]),
    ]


def _require_pilots(project: str, context: Context) -> Town:
    """The pilot town of a live project."""
    town = context.town(require_live_project(project, context).town)
    if town is None or not town.pilot:
        refuse(keeping_rules.KEY_SUPPORT_IS_FOR_PILOTS, project=project)
    return town


@FUND.command(
    title="重点扶持",
    clause=CLAUSE,
    by=HOLDERS,
    guards=[guard(ELIGIBILITY)],
    picks=[pick_id("project", _require_pilots)],
)
def grant_key_support(fund: Fund, cmd: fund_keeping.GrantKeySupport, context: Context) -> Events:
    """Support of a pilot town's project, for a stated reason; allocated in the same append."""
    if fund.kind == "general":
        refuse(rules.GENERAL_GOES_TO_A_TOWN, fund=cmd.fund)
    town = _require_pilots(cmd.project, context)
    allocated = allocate_to_project(
        fund, cmd.fund, cmd.project, cmd.amount_fen, cmd.document, context
    )
    granted = fund_keeping.KeySupportGranted.of(cmd, town=town.id)
    return [granted, allocated]
