"""UpwardLoan (`upward-loan-<loan>`): somebody of a town works for a department above it, RZ-2.5.a.

Six months at a time; who is not back in time is missed by the town, and supervision is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.months import months_after
from services.talent.domain.organisations import (
    COUNTY_ORGANIZATION,
    ORGANIZATION,
    is_department,
    late_one,
)
from shared.kernel.aggregate import (
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    require_flag,
    to_organisation,
    to_party,
)
from shared.schemas.copying import replace
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans
from shared.schemas.words import words_of

CLAUSE = "RZ-2.5.a"

rule = RulesOf(CLAUSE)
LENT_UPWARD = rule(
    "lent-upward",
    zh="借调由登记册中的镇借出，借入单位为市、县（区）直部门",
    en="A town of the registry lends to a department of the city or a county.",
    pass_zh="{town} 借给 {borrower} 不属于借调",
    pass_en="{town} to {borrower} is no such loan.",
)
WITHIN_LOAN_TERM = rule(
    "loan-within-term",
    zh="借调期限不超过规定月数，截止晚于开始",
    en="A loan lasts so many months at most, and ends after it started.",
    pass_zh="截止日期须晚于 {earliest}，不晚于 {latest}",
    pass_en="It ends after {earliest}, on {latest} at the latest.",
)
STILL_LENT = rule(
    "still-lent",
    zh="仅对未返回的借调办理",
    en="Only who is away is kept on, or comes back.",
    pass_zh="该借调人员已返回",
    pass_en="The person is back.",
)
RETURNED_WITHIN = rule(
    "returned-from-loan-within",
    zh="返回日期在借调开始之后，不晚于当日",
    en="Who was lent is back on a day after he left that has come.",
    pass_zh="返回日期须在 {started_on} 至 {today} 之间",
    pass_en="Back between {started_on} and {today}.",
)


@dataclass(frozen=True, slots=True)
class UpwardLoan:
    town: str = ""
    county: str = ""
    posts: strengths.PostKind = "administrative"
    borrower: str = ""
    decided_by: str = ""
    started_on: date | None = None
    until: date | None = None
    overdue: bool = False
    returned: bool = False
    flags: frozenset[str] = frozenset()


UPWARD_LOAN = Aggregate(
    "upward-loan",
    UpwardLoan(),
    key="loan",
    title="借调",
    sight=[
        to_organisation("organization"),
        to_party("town"),
        to_party("borrower"),
        to_party("decided_by"),
    ],
)


@UPWARD_LOAN.evolve
def evolve(loan: UpwardLoan, event: loans.Event) -> UpwardLoan:
    match event:
        case loans.UpwardLoanApproved():
            return UpwardLoan(
                town=event.town,
                county=event.county,
                posts=event.posts,
                borrower=event.borrower,
                decided_by=event.decided_by,
                started_on=event.started_on,
                until=event.until,
            )
        case loans.UpwardLoanExtended(until=until, decided_by=decided_by):
            return replace(loan, until=until, decided_by=decided_by, overdue=False)
        case loans.ReturnedFromLoan():
            return replace(loan, returned=True)
        case loans.LoanOverdue():
            return replace(loan, overdue=True, flags=loan.flags | {"return"})
        case loans.UpwardLoanFlagCleared(key=key):
            return replace(loan, flags=loan.flags - {key})
    assert_never(event)


def _still_lent(loan: UpwardLoan) -> None:
    if loan.returned:
        refuse(STILL_LENT)


@UPWARD_LOAN.command(
    title="批准借调", clause=CLAUSE, by=[ORGANIZATION, COUNTY_ORGANIZATION], creates=True,
    numbered="{town}-loan-{year}",
)  # fmt: skip
def approve_upward_loan(loan: UpwardLoan, cmd: loans.ApproveUpwardLoan, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not is_department(cmd.borrower, context.registry):
        refuse(LENT_UPWARD, town=cmd.town, borrower=cmd.borrower)
    _check_term(cmd.started_on, cmd.started_on, cmd.until, context)
    yield loans.UpwardLoanApproved.of(cmd, county=town.county)


@UPWARD_LOAN.command(
    title="借调延期",
    clause=CLAUSE,
    by=[ORGANIZATION, COUNTY_ORGANIZATION],
    when=[holds(_still_lent)],
)
def extend_upward_loan(loan: UpwardLoan, cmd: loans.ExtendUpwardLoan, context: Context) -> Events:
    assert loan.until is not None
    _check_term(loan.until, loan.until, cmd.until, context)
    yield loans.UpwardLoanExtended.of(cmd, town=loan.town, previous_until=loan.until)


@UPWARD_LOAN.command(
    title="借调返回",
    clause=CLAUSE,
    by=[TOWN, ORGANIZATION, COUNTY_ORGANIZATION],
    when=[holds(_still_lent)],
)
def return_from_loan(loan: UpwardLoan, cmd: loans.ReturnFromLoan, context: Context) -> Events:
    assert loan.started_on is not None
    if not loan.started_on <= cmd.returned_on <= context.today:
        refuse(RETURNED_WITHIN, started_on=loan.started_on, today=context.today)
    yield loans.ReturnedFromLoan.of(cmd, town=loan.town, posts=loan.posts)


@UPWARD_LOAN.deadlines
def deadlines(loan: UpwardLoan) -> Iterable[Deadline]:
    if not loan.returned and not loan.overdue:
        yield loan_limit(loan)


@UPWARD_LOAN.when_passed(clause=CLAUSE)
def time_is_over(loan: UpwardLoan, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key == loan_limit(loan).key:
        late = late_one(loan.borrower, loan.county, f"{loan.county}-organization", context.registry)
        borrower = context.registry.name_of(loan.borrower, context.today)
        yield loans.LoanOverdue(
            passed.stream_id, town=loan.town, organisation=late, due_on=passed.due_on,
            name=f"{borrower}借用{words_of(strengths.PostKind)[loan.posts]}人员",
        )  # fmt: skip


@UPWARD_LOAN.tasks
def tasks(loan: UpwardLoan) -> Tasks:
    if loan.returned:
        yield Over("已返回")
        return
    who = [COUNTY_ORGANIZATION, ORGANIZATION]
    about, limit = "督促借调人员按期返回", loan_limit(loan)
    yield Task("return", who, about, [return_from_loan, extend_upward_loan], limit, soon=20)


def loan_limit(loan: UpwardLoan) -> Deadline:
    """The last day of the loan."""
    assert loan.started_on is not None and loan.until is not None
    days = (loan.until - loan.started_on).days
    return Deadline(f"loan-{loan.until}", loan.started_on, days, "calendar", CLAUSE)


def _check_term(start: date, earliest: date, until: date, context: Context) -> None:
    latest = months_after(start, context.parameter("talent.loan_months"))
    if not earliest < until <= latest:
        refuse(WITHIN_LOAN_TERM, earliest=earliest, latest=latest)


@UPWARD_LOAN.command(title="解除借调预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_upward_loan_flag(
    loan: UpwardLoan, cmd: loans.ClearUpwardLoanFlag, context: Context
) -> Events:
    require_flag(loan.flags, cmd.key)
    yield loans.UpwardLoanFlagCleared.of(cmd, town=loan.town)
