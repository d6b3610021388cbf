"""The chain of a fund, from registration to allocation and recall; what contracts bind stands in `work`."""

from datetime import date

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.fund import holder_rules, keeping_rules, rules
from services.finance.domain.fund.allocation import (
    allocate_to_project,
    allocate_to_town,
    allocate_to_work,
    require_live_project,
    require_past_day,
    require_served,
    require_within,
)
from services.finance.domain.fund.authority import AUTHORITY, may_dispose, require_authority
from services.finance.domain.fund.experts import require_heard
from services.finance.domain.fund.state import CAPACITY_FEN, FUND, Fund
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import SYSTEM, TOWN, Context, Events, guard, pick, refuse
from shared.kernel.aggregate.reforms import OF_REFORMS
from shared.schemas.finance import fund as funds
from shared.schemas.words import say

CLAUSE = rules.CLAUSE


def _surplus_is_not_used(fund: Fund, _: Context) -> None:
    if fund.kept.closed:
        refuse(keeping_rules.SURPLUS_IS_NOT_USED, last=fund.last_year)


def _experts_are_heard(fund: Fund, _: Context) -> None:
    require_heard(fund)


def _money_comes_from_above(fund: Fund, _: Context) -> None:
    if fund.upper:
        refuse(holder_rules.MONEY_COMES_FROM_ABOVE, upper_fund=fund.upper)


@FUND.command(title="登记资金", clause=CLAUSE, by=HOLDERS, creates=True, numbered="fund-{year}")
def register_fund(fund: Fund, cmd: funds.RegisterFund, context: Context) -> Events:
    if cmd.source == "county":
        fits = cmd.county in context.registry.counties
    else:
        fits = cmd.county is None
    if not fits:
        refuse(rules.COUNTY_FUND_NAMES_ITS_COUNTY, county=cmd.county)
    if cmd.matching_percent and cmd.kind == "special" and cmd.state_council_document is None:
        refuse(rules.NO_MATCHING_FUNDS, percent=cmd.matching_percent)
    years = context.parameter("finance.carried_years")
    return [funds.FundRegistered.of(cmd, upper_fund=None, carried_years=years)]


@FUND.command(
    title="预算安排",
    clause=CLAUSE,
    by=HOLDERS,
    when=[_surplus_is_not_used, _money_comes_from_above],
)
def appropriate(fund: Fund, cmd: funds.Appropriate, context: Context) -> Events:
    require_within(rules.WITHIN_CAPACITY, CAPACITY_FEN - fund.appropriated_fen, cmd.amount_fen)
    received_on = _receipt_day(fund, cmd)
    days = None
    if starts_on := received_on or cmd.budget_approved_on:
        require_past_day(starts_on, context)
        if cmd.exemption is None:
            days = context.parameter(f"finance.{_limit_of(fund)}")
    return [funds.FundsAppropriated.of(cmd, allocation_days=days, received_on=received_on)]


def _require_project(fund: Fund, cmd: funds.AllocateFunds, context: Context) -> None:
    """The project that special money goes to, but for listed work before its admission."""
    never_admitted = cmd.project and not context.guard(Eligibility, cmd.project).town
    if fund.kind == "general" or (cmd.purpose is not None and never_admitted):
        return
    if cmd.project is None:
        refuse(rules.SPECIAL_NAMES_A_PROJECT, fund=cmd.fund)
    require_served(fund, require_live_project(cmd.project, context).town, context)


@FUND.command(
    title="下达资金",
    clause=CLAUSE,
    by=[*HOLDERS, TOWN],
    guards=[
        guard(ELIGIBILITY, lambda _, cmd: [cmd.project] if cmd.project else []),
        AUTHORITY,
        OF_REFORMS,
    ],
    when=[may_dispose, _experts_are_heard],
    picks=[pick("project", _require_project, {"purpose": None})],
)
def allocate_funds(fund: Fund, cmd: funds.AllocateFunds, context: Context) -> Events:
    """Special money goes to a live project or to listed work before; general money to a town."""
    eligible = context.guard(Eligibility, cmd.project).town if cmd.project else ""
    require_authority(fund, cmd, "allocation", cmd.project or "", eligible, cmd.amount_fen, context)
    if fund.kind == "general":
        return [allocate_to_town(fund, cmd, context)]
    _require_project(fund, cmd, context)
    assert cmd.project is not None
    if cmd.purpose is not None and not eligible:
        return [allocate_to_work(fund, cmd, cmd.project, context)]
    of = cmd.fund, cmd.project, cmd.amount_fen, cmd.document
    return [allocate_to_project(fund, *of, context, matter=cmd.matter)]


def _require_uncommitted(fund: Fund, cmd: funds.RecallFunds, _: Context) -> None:
    free = fund.of(cmd.project).uncommitted_fen
    amount = free if cmd.amount_fen is None else cmd.amount_fen
    require_within(rules.ONLY_UNCOMMITTED_RETURNS, free, amount)


@FUND.command(
    title="收回资金",
    clause=CLAUSE,
    by=[*HOLDERS, TOWN, SYSTEM],
    guards=[AUTHORITY],
    when=[may_dispose],
    picks=[pick("project", _require_uncommitted, {"amount_fen": 1})],
)
def recall_funds(fund: Fund, cmd: funds.RecallFunds, context: Context) -> Events:
    """What is not committed comes back to the fund and can be allocated again."""
    had = fund.of(cmd.project)
    amount = had.uncommitted_fen if cmd.amount_fen is None else cmd.amount_fen
    require_authority(fund, cmd, "recall", cmd.project, had.town, amount, context)
    _require_uncommitted(fund, cmd, context)
    if amount:
        yield funds.FundsRecalled.of(
            cmd, town=had.town, amount_fen=amount, kind=fund.kind, year=fund.year
        )


def _limit_of(fund: Fund) -> str:
    """Which limit of 预算法§52 holds for the fund's money; of provincial money, in its place, ours."""
    if fund.source == "central":
        return "allocation_days_through_province"
    return "pass_on_days" if fund.source == "province" else f"allocation_days_{fund.kind}"


def _receipt_day(fund: Fund, cmd: funds.Appropriate) -> date | None:
    """When money from above was received; None of a level's own. Central money named its receipt
    in place of the approval before both could be told."""
    passed_on = fund.source in ("central", "province")
    if passed_on and fund.source == "central":
        return cmd.received_on or cmd.budget_approved_on
    wrong = cmd.budget_approved_on if passed_on else cmd.received_on
    if wrong and not (passed_on and cmd.received_on):
        refuse(
            rules.CLOCK_OF_ITS_LEVEL, fund=cmd.fund, source=fund.source,
            source_zh=say(funds.FundSource, fund.source),
        )  # fmt: skip
    return cmd.received_on
