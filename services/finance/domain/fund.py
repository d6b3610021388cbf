"""Fund (`fund-<fund>`): 预算安排→下达→支出承诺→计量验收→拨付→收回, RZ-2.2.c.

Always, for the fund and for each of its projects: paid ≤ verified ≤ committed ≤ allocated, and
for the fund: allocated ≤ appropriated. Money in fen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from immutables import Map

from services.finance.domain import fund_rules as rules
from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from shared.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Rule,
    guard,
    organisation,
    refuse,
)
from shared.schemas.finance.fund import (
    AllocateFunds,
    Appropriate,
    CommitFunds,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsCommitted,
    FundsRecalled,
    Pay,
    PaymentMade,
    RecallFunds,
    RegisterFund,
    VerifyWork,
    WorkVerified,
)

CLAUSE = rules.CLAUSE
FINANCE = organisation("finance")
CAPACITY_FEN = 10**15
"""Ten trillion yuan: sums of several funds still fit a 64-bit column."""

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class Allotment:
    """What one project has of one fund. `allocated_fen` is net of what was recalled."""

    town: str = ""
    allocated_fen: int = 0
    committed_fen: int = 0
    verified_fen: int = 0
    paid_fen: int = 0


@dataclass(frozen=True, slots=True)
class Fund:
    """`county` is set where the money is a county's own."""

    kind: str = ""
    county: str = ""
    appropriated_fen: int = 0
    allocated_fen: int = 0
    allotments: Map[str, Allotment] = Map()

    def of(self, project: str) -> Allotment:
        return self.allotments.get(project, Allotment())


FUND = Aggregate("fund", Fund(), key="fund", title="资金")


@FUND.evolve
def evolve(fund: Fund, event: object) -> Fund:
    match event:
        case FundRegistered():
            return replace(fund, kind=event.kind, county=event.county or "")
        case FundsAppropriated(amount_fen=fen):
            return replace(fund, appropriated_fen=fund.appropriated_fen + fen)
        case FundsAllocated(project=project, town=town, amount_fen=fen):
            return _allocated(fund, project, town, fen)
        case FundsRecalled(project=project, town=town, amount_fen=fen):
            return _allocated(fund, project, town, -fen)
        case FundsCommitted(project=project, amount_fen=fen):
            return _with(fund, project, committed_fen=fund.of(project).committed_fen + fen)
        case WorkVerified(project=project, amount_fen=fen):
            return _with(fund, project, verified_fen=fund.of(project).verified_fen + fen)
        case PaymentMade(project=project, amount_fen=fen):
            return _with(fund, project, paid_fen=fund.of(project).paid_fen + fen)
    return fund


@FUND.command(title="登记资金", clause=CLAUSE, by=[FINANCE, COUNTY], creates=True)
def register_fund(fund: Fund, cmd: RegisterFund, context: Context) -> Events:
    if cmd.source == "county":
        fits = cmd.county in context.registry.counties
    else:
        fits = cmd.county is None
    if not fits:
        refuse(rules.COUNTY_FUND_NAMES_ITS_COUNTY, county=cmd.county)
    return [FundRegistered(cmd.fund, cmd.name, cmd.source, cmd.kind, cmd.year, cmd.county)]


@FUND.command(title="预算安排", clause=CLAUSE, by=[FINANCE, COUNTY])
def appropriate(fund: Fund, cmd: Appropriate, context: Context) -> Events:
    _within(rules.WITHIN_CAPACITY, CAPACITY_FEN - fund.appropriated_fen, cmd.amount_fen)
    return [FundsAppropriated(cmd.fund, cmd.amount_fen, cmd.document)]


@FUND.command(title="下达资金", clause=CLAUSE, by=[FINANCE, COUNTY], guards=[guard(ELIGIBILITY)])
def allocate_funds(fund: Fund, cmd: AllocateFunds, context: Context) -> Events:
    """Money goes to a live project, within what the fund still has."""
    project = _live_project(cmd.project, context)
    if fund.county and fund.county != project.county:
        refuse(rules.COUNTY_SERVES_ITS_OWN, fund_county=fund.county, project_county=project.county)
    _within(rules.WITHIN_APPROPRIATION, fund.appropriated_fen - fund.allocated_fen, cmd.amount_fen)
    return [FundsAllocated(cmd.fund, cmd.project, project.town, cmd.amount_fen, cmd.document)]


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
    _live_project(cmd.project, context)
    had = _allotment(fund, cmd.project, cmd.town)
    _within(rules.WITHIN_ALLOCATION, had.allocated_fen - had.committed_fen, cmd.amount_fen)
    return [FundsCommitted(cmd.fund, cmd.project, cmd.town, cmd.amount_fen, cmd.document)]


@FUND.command(title="计量验收", clause=CLAUSE, by=[FINANCE, TOWN, COUNTY_DEPARTMENTS])
def verify_work(fund: Fund, cmd: VerifyWork, context: Context) -> Events:
    """Contracts in force go to settlement, also after the project has left."""
    had = _allotment(fund, cmd.project, cmd.town)
    _within(rules.WITHIN_COMMITMENT, had.committed_fen - had.verified_fen, cmd.amount_fen)
    return [WorkVerified(cmd.fund, cmd.project, cmd.town, cmd.amount_fen, cmd.document)]


@FUND.command(title="拨付资金", clause=CLAUSE, by=[FINANCE, COUNTY])
def pay(fund: Fund, cmd: Pay, context: Context) -> Events:
    had = fund.of(cmd.project)
    _within(rules.WITHIN_VERIFICATION, had.verified_fen - had.paid_fen, cmd.amount_fen)
    return [PaymentMade(cmd.fund, cmd.project, had.town, cmd.amount_fen, cmd.payee, cmd.document)]


@FUND.command(title="收回资金", clause=CLAUSE, by=[FINANCE, COUNTY, SYSTEM])
def recall_funds(fund: Fund, cmd: RecallFunds, context: Context) -> Events:
    """What is not committed comes back to the fund and can be allocated again."""
    had = fund.of(cmd.project)
    uncommitted = had.allocated_fen - had.committed_fen
    amount = uncommitted if cmd.amount_fen is None else cmd.amount_fen
    _within(rules.ONLY_UNCOMMITTED_RETURNS, uncommitted, amount)
    if amount:
        yield FundsRecalled(cmd.fund, cmd.project, had.town, amount, cmd.reason)


def _within(rule: Rule, available: int, wanted: int) -> None:
    if wanted > available:
        refuse(rule, available=available, needs=wanted - available)


def _live_project(project: str, context: Context) -> Eligibility:
    eligibility = context.guard(Eligibility, project)
    if not eligibility.live:
        refuse(rules.PROJECT_IS_LIVE, project=project)
    return eligibility


def _allotment(fund: Fund, project: str, town: str) -> Allotment:
    """The project's allotment. The town was named by who gave the command: it must be true."""
    had = fund.of(project)
    if had.town and had.town != town:
        refuse(rules.TOWN_OF_THE_PROJECT, town=had.town)
    return had


def _allocated(fund: Fund, project: str, town: str, fen: int) -> Fund:
    fund = replace(fund, allocated_fen=fund.allocated_fen + fen)
    return _with(fund, project, town=town, allocated_fen=fund.of(project).allocated_fen + fen)


def _with(fund: Fund, project: str, **changes: Any) -> Fund:
    allotment = replace(fund.of(project), **changes)
    return replace(fund, allotments=fund.allotments.set(project, allotment))
