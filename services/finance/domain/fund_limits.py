"""The time limits of a fund's money: allocation, payment, two years carried over (RZ-2.2.c)."""

from collections.abc import Iterable
from datetime import date

from services.finance.domain import fund_rules as rules
from services.finance.domain.fund import CARRIED_YEARS, FUND, Events, Fund
from shared.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, refuse
from shared.schemas.finance.fund import FundsRecalled
from shared.schemas.finance.fund_keeping import (
    AllocationOverdue,
    ClearFundFlag,
    FundFlagCleared,
    FundsBecameSurplus,
    PaymentOverdue,
)

CLAUSE = rules.CLAUSE
SURPLUS = "surplus"


@FUND.deadlines
def deadlines(fund: Fund) -> Iterable[Deadline]:
    """Appropriations to allocate, verified work to pay, and the end of the second year after."""
    for p in fund.kept.placements:
        yield Deadline(p.key, p.approved_on, p.days, "calendar", CLAUSE)
    for project in fund.owed:
        for due in fund.of(project).payables:
            if not due.late:
                key = _payment(project, due.number)
                yield Deadline(key, due.delivered_on, due.days, "calendar", CLAUSE)
    if fund.loose_fen and not fund.kept.closed:
        starts_on, ends_on = date(fund.year, 12, 31), date(fund.year + CARRIED_YEARS, 12, 31)
        yield Deadline(SURPLUS, starts_on, (ends_on - starts_on).days, "calendar", CLAUSE)


@FUND.when_passed(clause=CLAUSE)
def money_is_late(fund: Fund, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key == SURPLUS:
        return _surplus(fund, passed)
    if passed.key.startswith("allocation-"):
        return _allocation_overdue(fund, passed)
    return _payment_overdue(fund, passed, context)


@FUND.command(title="解除资金超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_fund_flag(fund: Fund, cmd: ClearFundFlag, _: Context) -> Events:
    if cmd.key not in fund.kept.flags:
        refuse(rules.FLAG_STANDS, key=cmd.key)
    return [FundFlagCleared(cmd.fund, cmd.key, cmd.issue)]


def _allocation_overdue(fund: Fund, passed: DeadlinePassed) -> Events:
    for p in fund.kept.placements:
        if p.key == passed.key:
            late = p.through_fen - fund.placed_fen
            yield AllocationOverdue(
                passed.stream_id, passed.key, fund.payer, None, fund.county or None, late,
                passed.due_on,
            )  # fmt: skip


def _payment_overdue(fund: Fund, passed: DeadlinePassed, context: Context) -> Events:
    for project in fund.owed:
        had = fund.of(project)
        for due in had.payables:
            if _payment(project, due.number) == passed.key and not due.late:
                yield PaymentOverdue(
                    passed.stream_id, project, passed.key, due.number, fund.payer, had.town,
                    context.registry.county_of(had.town), due.unpaid_fen, passed.due_on,
                )  # fmt: skip


def _surplus(fund: Fund, passed: DeadlinePassed) -> Events:
    """What is committed stays with its contracts; all else leaves its projects and the fund."""
    for project, had in sorted(fund.allotments.items()):
        if had.uncommitted_fen:
            yield FundsRecalled(
                passed.stream_id, project, had.town, had.uncommitted_fen,
                "结转两年未用完，转为结余资金", fund.kind, fund.year,
            )  # fmt: skip
    if fund.loose_fen:
        yield FundsBecameSurplus(passed.stream_id, fund.loose_fen, passed.due_on)


def _payment(project: str, number: int) -> str:
    return f"payment-{project}-{number}"
