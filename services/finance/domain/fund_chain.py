"""The chain of a fund, command by command: from its registration to payment and recall."""

from services.finance.domain import fund_rules as rules
from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.fund import CAPACITY_FEN, CARRIED_YEARS, FINANCE, FUND, Events, Fund
from services.finance.domain.fund_allocation import (
    live_project,
    money_for_project,
    money_for_town,
    money_for_work,
    still_usable,
    within,
)
from services.finance.domain.fund_approvals import approvers
from services.finance.domain.fund_books import Allotment
from shared.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Context,
    guard,
    refuse,
)
from shared.schemas.finance.fund import (
    AdvancePaid,
    AllocateFunds,
    Appropriate,
    CommitFunds,
    FundRegistered,
    FundsAppropriated,
    FundsCommitted,
    FundsRecalled,
    Pay,
    PayAdvance,
    PaymentMade,
    RecallFunds,
    RegisterFund,
    VerifyWork,
    WorkVerified,
)

CLAUSE = rules.CLAUSE


@FUND.command(title="登记资金", clause=CLAUSE, by=[FINANCE, COUNTY], creates=True)
def register_fund(fund: Fund, cmd: RegisterFund, context: Context) -> Events:
    if cmd.source == "county":
        fits = cmd.county in context.registry.counties
    else:
        fits = cmd.county is None
    if not fits:
        refuse(rules.COUNTY_FUND_NAMES_ITS_COUNTY, county=cmd.county)
    if cmd.matching_percent and cmd.kind == "special" and cmd.state_council_document is None:
        refuse(rules.NO_MATCHING_FUNDS, percent=cmd.matching_percent)
    return [
        FundRegistered(
            cmd.fund, cmd.name, cmd.source, cmd.kind, cmd.year, cmd.county, cmd.agricultural,
            cmd.matching_percent, cmd.state_council_document,
        )
    ]  # fmt: skip


@FUND.command(title="预算安排", clause=CLAUSE, by=[FINANCE, COUNTY])
def appropriate(fund: Fund, cmd: Appropriate, context: Context) -> Events:
    if fund.kept.closed:
        refuse(rules.SURPLUS_IS_NOT_USED, last=fund.year + CARRIED_YEARS)
    within(rules.WITHIN_CAPACITY, CAPACITY_FEN - fund.appropriated_fen, cmd.amount_fen)
    days = None
    if cmd.budget_approved_on is not None and cmd.exemption is None:
        days = context.parameter(f"finance.allocation_days_{_limit_of(fund)}")
    return [
        FundsAppropriated(
            cmd.fund, cmd.amount_fen, cmd.document, cmd.budget_approved_on, days, cmd.exemption
        )
    ]


@FUND.command(
    title="下达资金",
    clause=CLAUSE,
    by=[FINANCE, COUNTY],
    guards=[guard(ELIGIBILITY, lambda _, cmd: [cmd.project] if cmd.project else [])],
)
def allocate_funds(fund: Fund, cmd: AllocateFunds, context: Context) -> Events:
    """Special money goes to a live project or to listed work before; general money to a town."""
    if fund.kind == "general":
        return [money_for_town(fund, cmd, context)]
    if cmd.project is None:
        refuse(rules.SPECIAL_NAMES_A_PROJECT, fund=cmd.fund)
    if cmd.purpose is not None and not context.guard(Eligibility, cmd.project).town:
        return [money_for_work(fund, cmd, cmd.project, context)]
    return [money_for_project(fund, cmd.fund, cmd.project, cmd.amount_fen, cmd.document, context)]


@FUND.command(
    title="支出承诺",
    clause=CLAUSE,
    by=[FINANCE, TOWN, COUNTY_DEPARTMENTS],
    guards=[guard(ELIGIBILITY)],
)
def commit_funds(fund: Fund, cmd: CommitFunds, context: Context) -> Events:
    """A contract binds money that was allocated; none is bound once the project has left."""
    if fund.kind == "general":
        refuse(rules.GENERAL_ENDS_AT_ALLOCATION, fund=cmd.fund)
    _may_be_bound(fund, cmd.project, context)
    had = _allotment(fund, cmd.project, cmd.town)
    within(rules.WITHIN_ALLOCATION, had.uncommitted_fen, cmd.amount_fen)
    still_usable(fund, context)
    return [FundsCommitted(cmd.fund, cmd.project, cmd.town, cmd.amount_fen, cmd.document)]


@FUND.command(title="预付资金", clause=CLAUSE, by=[FINANCE, COUNTY], guards=[guard(ELIGIBILITY)])
def pay_advance(fund: Fund, cmd: PayAdvance, context: Context) -> Events:
    """A share of the commitment may be paid before work is verified, never more than the work
    that is still to come."""
    _may_be_bound(fund, cmd.project, context)
    had = fund.of(cmd.project)
    percent = context.parameter("finance.advance_limit_percent")
    limit = had.committed_fen * percent // 100 - had.advanced_fen
    unworked = had.committed_fen - had.verified_fen - had.outstanding_fen
    available = max(0, min(limit, unworked))
    within(rules.WITHIN_ADVANCE_LIMIT, available, cmd.amount_fen, percent=percent)
    both = approvers(fund, "advance", cmd.project, cmd.amount_fen, context)
    return [
        AdvancePaid(
            cmd.fund, cmd.project, had.town, cmd.amount_fen, cmd.payee, cmd.document, both,
            context.today,
        )
    ]  # fmt: skip


@FUND.command(title="计量验收", clause=CLAUSE, by=[FINANCE, TOWN, COUNTY_DEPARTMENTS])
def verify_work(fund: Fund, cmd: VerifyWork, context: Context) -> Events:
    """Contracts in force go to settlement, also after the project has left."""
    had = _allotment(fund, cmd.project, cmd.town)
    within(rules.WITHIN_COMMITMENT, had.committed_fen - had.verified_fen, cmd.amount_fen)
    delivered_on = cmd.delivered_on or context.today
    if delivered_on > context.today:
        refuse(rules.DELIVERED_BEFORE_VERIFIED, delivered_on=delivered_on)
    days = context.parameter("finance.payment_days")
    if cmd.agreed_payment_days is not None:
        days, longest = cmd.agreed_payment_days, context.parameter("finance.payment_days_at_most")
        if days > longest:
            refuse(rules.PAYMENT_WITHIN_THE_LAWS_LIMIT, longest=longest, days=days)
    offset = min(had.outstanding_fen, cmd.amount_fen)
    return [
        WorkVerified(
            cmd.fund, cmd.project, cmd.town, cmd.amount_fen, cmd.document, offset, delivered_on,
            days,
        )
    ]  # fmt: skip


@FUND.command(title="拨付资金", clause=CLAUSE, by=[FINANCE, COUNTY])
def pay(fund: Fund, cmd: Pay, context: Context) -> Events:
    had = fund.of(cmd.project)
    within(rules.WITHIN_VERIFICATION, had.payable_fen, cmd.amount_fen)
    both = approvers(fund, "payment", cmd.project, cmd.amount_fen, context)
    return [
        PaymentMade(
            cmd.fund, cmd.project, had.town, cmd.amount_fen, cmd.payee, cmd.document, both,
            context.today,
        )
    ]  # fmt: skip


@FUND.command(title="收回资金", clause=CLAUSE, by=[FINANCE, COUNTY, SYSTEM])
def recall_funds(fund: Fund, cmd: RecallFunds, context: Context) -> Events:
    """What is not committed comes back to the fund and can be allocated again."""
    had = fund.of(cmd.project)
    amount = had.uncommitted_fen if cmd.amount_fen is None else cmd.amount_fen
    within(rules.ONLY_UNCOMMITTED_RETURNS, had.uncommitted_fen, amount)
    if amount:
        yield FundsRecalled(
            cmd.fund, cmd.project, had.town, amount, cmd.reason, fund.kind, fund.year
        )


def _limit_of(fund: Fund) -> str:
    """Which of the limits of 预算法§52 holds for the fund's money."""
    return "through_province" if fund.source == "central" else fund.kind


def _allotment(fund: Fund, project: str, town: str) -> Allotment:
    """The project's allotment. The town was named by who gave the command: it must be true."""
    had = fund.of(project)
    if had.town and had.town != town:
        refuse(rules.TOWN_OF_THE_PROJECT, town=had.town)
    return had


def _may_be_bound(fund: Fund, project: str, context: Context) -> None:
    """Work before admission may go on until the project is admitted; then the project counts."""
    never_admitted = not context.guard(Eligibility, project).town
    if not (fund.of(project).preliminary and never_admitted):
        live_project(project, context)
