"""The time limits of a fund's money: allocation, payment, the year into which it is carried (RZ-2.2.c)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.finance.domain.fund import rules
from services.finance.domain.fund.books import Placement
from services.finance.domain.fund.state import FUND, Fund
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    require_flag,
)
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_keeping

CLAUSE = rules.CLAUSE
SURPLUS = "surplus"


@FUND.deadlines
def deadlines(fund: Fund) -> Iterable[Deadline]:
    """Appropriations to allocate, verified work to pay, and the end of the year after the money's own."""
    for p in fund.kept.placements:
        if not p.late:
            yield allocation_limit(p)
    for due in find_owed(fund):
        if not due.late:
            yield due.limit
    if fund.loose_fen and not fund.kept.closed:
        yield use_limit(fund)


def allocation_limit(placement: Placement) -> Deadline:
    p = placement
    return Deadline(p.key, p.starts_on, p.days, "calendar", CLAUSE)


def use_limit(fund: Fund) -> Deadline:
    """Until when what is bound by no commitment may be used."""
    return _use_limit(fund.year, fund.last_year)


@lru_cache(maxsize=256)
def _use_limit(year: int, last: int) -> Deadline:
    """The same for thousands of funds, and asked for with every event of each."""
    starts_on, ends_on = date(year, 12, 31), date(last, 12, 31)
    return Deadline(SURPLUS, starts_on, (ends_on - starts_on).days, "calendar", CLAUSE)


@FUND.when_passed(clause=CLAUSE)
def money_is_late(fund: Fund, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key == SURPLUS:
        return _end_as_surplus(fund, passed)
    if passed.key.startswith("allocation-"):
        return _tell_allocation_overdue(fund, passed)
    return _tell_payment_overdue(fund, passed, context)


@FUND.command(title="解除资金超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_fund_flag(fund: Fund, cmd: fund_keeping.ClearFundFlag, _: Context) -> Events:
    require_flag(fund.kept.flags, cmd.key)
    return [fund_keeping.FundFlagCleared.of(cmd)]


def _tell_allocation_overdue(fund: Fund, passed: DeadlinePassed) -> Events:
    for p in fund.kept.placements:
        if p.key == passed.key and not p.late:
            late = p.through_fen - fund.placed_fen
            yield fund_keeping.AllocationOverdue(
                passed.stream_id, key=passed.key, organisation=fund.holder, town=None,
                county=fund.county or None, amount_fen=late, due_on=passed.due_on,
            )  # fmt: skip


def _tell_payment_overdue(fund: Fund, passed: DeadlinePassed, context: Context) -> Events:
    for due in find_owed(fund):
        if due.key == passed.key and not due.late:
            town = fund.of(due.project).town
            yield fund_keeping.PaymentOverdue(
                passed.stream_id, project=due.project, key=passed.key, verification=due.number,
                organisation=fund.holder, town=town, county=context.registry.county_of(town),
                amount_fen=due.unpaid_fen, due_on=passed.due_on, contract=due.contract,
                retention=due.retention,
            )  # fmt: skip


def _end_as_surplus(fund: Fund, passed: DeadlinePassed) -> Events:
    """What is committed stays with its contracts; all else leaves its projects and the fund."""
    for project, had in sorted(fund.allotments.items()):
        if had.uncommitted_fen:
            yield funds.FundsRecalled(
                passed.stream_id, project=project, town=had.town, amount_fen=had.uncommitted_fen,
                reason="下一年度终了仍未用完，转为结余资金", kind=fund.kind, year=fund.year,
            )  # fmt: skip
    if fund.loose_fen:
        yield fund_keeping.FundsBecameSurplus(
            passed.stream_id, amount_fen=fund.loose_fen, became_on=passed.due_on
        )


@dataclass(frozen=True, slots=True)
class Due:
    """Verified work, or its 质保金, that is not wholly paid; `late` once that was told."""

    project: str
    contract: str
    number: int
    unpaid_fen: int
    starts_on: date
    days: int
    late: bool
    retention: bool = False
    payee: str = ""

    @property
    def key(self) -> str:
        kind = "retention" if self.retention else "payment"
        return f"{kind}-{self.project}-{self.number}"

    @property
    def limit(self) -> Deadline:
        return Deadline(self.key, self.starts_on, self.days, "calendar", CLAUSE)


def find_owed(fund: Fund) -> Iterable[Due]:
    for project in fund.owed:
        for id, contract in sorted(fund.of(project).contracts.items()):
            to = contract.payee
            for number, v, paid in contract.spread_payments():
                if v.starts_on and v.days and v.due_fen > paid:
                    unpaid = v.due_fen - paid
                    yield Due(project, id, number, unpaid, v.starts_on, v.days, v.late, payee=to)
            for number, v, unpaid in contract.spread_releases():
                if v.release_on:
                    late, days = v.retention_late, v.release_days
                    yield Due(project, id, number, unpaid, v.release_on, days, late, True, to)
