"""A fund's money goes down to a county, whose finance department then holds it; and back up."""

from services.finance.domain.fund import holder_rules, rules
from services.finance.domain.fund.allocation import require_past_day, require_usable, require_within
from services.finance.domain.fund.approvals import require_approvers
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.organisations import COUNTY_FINANCE, FINANCE
from shared.kernel.aggregate import COUNTY, Context, Events, elsewhere, guard, pick, refuse
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_passing

CLAUSE = rules.CLAUSE


def _require_own(fund: Fund, cmd: fund_passing.PassDownFunds, context: Context) -> Fund:
    """The county's fund for this money, or one that is not there yet."""
    into = context.guard(Fund, cmd.into_fund)
    if cmd.into_fund == cmd.fund or (
        into.year and (into.county, into.upper) != (cmd.county, cmd.fund)
    ):
        refuse(holder_rules.PASSED_INTO_ITS_OWN, into_fund=cmd.into_fund)
    return into


@FUND.command(
    title="下达区县",
    clause=CLAUSE,
    by=[FINANCE],
    guards=[guard(FUND, "into_fund")],
    when=[require_usable],
    picks=[pick("into_fund", _require_own)],
)
def pass_down_funds(fund: Fund, cmd: fund_passing.PassDownFunds, context: Context) -> Events:
    """The county must allocate it in time from the day on which it received it."""
    if fund.county or cmd.county not in context.registry.counties:
        refuse(holder_rules.CITY_PASSES_DOWN, county=cmd.county)
    into = _require_own(fund, cmd, context)
    received_on = require_past_day(cmd.received_on or context.today, context)
    require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, cmd.amount_fen)
    both = require_approvers(fund, "allocation", cmd.county, cmd.amount_fen, context)
    days = None if cmd.exemption else context.parameter("finance.pass_on_days")
    yield fund_passing.FundsPassedDown(
        cmd.fund, into_fund=cmd.into_fund, county=cmd.county, amount_fen=cmd.amount_fen,
        kind=fund.kind, year=fund.year, document=cmd.document, approvers=both,
        acted_on=context.today,
    )  # fmt: skip
    if not into.year:
        yield from elsewhere(Fund, cmd.into_fund, [_register_in_county(fund, cmd, context)])
    received = fund_passing.FundsReceived(
        cmd.into_fund, from_fund=cmd.fund, amount_fen=cmd.amount_fen, received_on=received_on,
        carried_into=fund.kept.carried_into, allocation_days=days, exemption=cmd.exemption,
        document=cmd.document,
    )  # fmt: skip
    yield from elsewhere(Fund, cmd.into_fund, [received])


@FUND.command(
    title="上缴上级资金",
    clause=CLAUSE,
    by=[COUNTY, COUNTY_FINANCE],
    guards=[guard(FUND, lambda fund, _: [fund.upper] if fund.upper else [])],
)
def hand_back_funds(fund: Fund, cmd: fund_passing.HandBackFunds, context: Context) -> Events:
    """What is not allocated goes back to the fund that it came from."""
    if not fund.upper:
        refuse(holder_rules.ONLY_RECEIVED_MONEY_GOES_BACK, fund=cmd.fund)
    require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, cmd.amount_fen)
    taken = fund_passing.FundsTakenBack(
        fund.upper, from_fund=cmd.fund, county=fund.county, amount_fen=cmd.amount_fen,
        reason=cmd.reason, document=cmd.document,
    )  # fmt: skip
    return [
        fund_passing.FundsHandedBack(
            cmd.fund, into_fund=fund.upper, amount_fen=cmd.amount_fen, reason=cmd.reason,
            document=cmd.document,
        ),
        *elsewhere(Fund, fund.upper, [taken]),
    ]  # fmt: skip


def _register_in_county(
    fund: Fund, cmd: fund_passing.PassDownFunds, context: Context
) -> funds.FundRegistered:
    """The county's fund: the same money, with another holder."""
    name = cmd.name or f"{fund.year}年{context.registry.counties[cmd.county].name}上级下达资金"
    return funds.FundRegistered(
        cmd.into_fund, name=name, source=fund.source, kind=fund.kind, year=fund.year,
        county=cmd.county, agricultural=fund.kept.agricultural, upper_fund=cmd.fund,
        carried_years=fund.kept.carried_years,
    )  # fmt: skip
