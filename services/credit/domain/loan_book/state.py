"""LoanBook (`loan-book-<institution>`): an institution's reports of loans by place of use, RZ-2.4.h.

A single institution's balances are seen by itself, local-finance and the two regulators; others see
totals of three or more.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, assert_never

from immutables import Map

from services.credit.domain.loan_book import rules
from shared.kernel.aggregate import Aggregate, to_organisation, to_party
from shared.schemas.copying import replace
from shared.schemas.credit import loan_book as loans

CLAUSE = rules.CLAUSE


class Period(NamedTuple):
    """A quarter, 1 to 4, of a year."""

    year: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.year}-q{self.number}"

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next(self) -> "Period":
        return Period(self.year + self.number // 4, self.number % 4 + 1)


def period_of(year: int, quarter: str) -> Period:
    return Period(year, int(quarter.removeprefix("q")))


@dataclass(frozen=True, slots=True)
class LoanBook:
    """`due` is the quarter to be reported next, None before anything was asked for; `owed` are
    those whose limit has passed."""

    institution: str = ""
    name: str | None = None
    since: Period | None = None
    due: Period | None = None
    owed: frozenset[Period] = frozenset()
    days: int = 0
    joined: bool = True
    reports: Map[Period, tuple[loans.TownLoans, ...]] = Map()
    flags: frozenset[str] = frozenset()


LOAN_BOOK = Aggregate(
    "loan-book",
    LoanBook(),
    key="institution",
    title="涉镇贷款",
    sight=[
        to_party("institution"),
        to_organisation("local-finance"),
        to_organisation("pboc"),
        to_organisation("nfra"),
    ],
)


@LOAN_BOOK.evolve
def evolve(book: LoanBook, event: loans.Event) -> LoanBook:
    match event:
        case loans.LoanReportsAsked():
            period = period_of(event.year, event.quarter)
            return replace(
                book, institution=event.institution, joined=event.joined, since=period, due=period,
                days=event.report_calendar_days, name=event.name,
            )  # fmt: skip
        case loans.LoansReported():
            period = period_of(event.year, event.quarter)
            reports = book.reports.set(period, tuple(event.loans))
            return _next_due(replace(book, reports=reports, owed=book.owed - {period}))
        case loans.LoanReportCorrected():
            period = period_of(event.year, event.quarter)
            return replace(book, reports=book.reports.set(period, tuple(event.loans)))
        case loans.LoanReportOverdue(key=key):
            period = period_of(event.year, event.quarter)
            late = replace(book, flags=book.flags | {key}, owed=book.owed | {period})
            return _next_due(replace(late, due=period.next))
        case loans.LoanReportFlagCleared(key=key):
            return replace(book, flags=book.flags - {key})
    assert_never(event)


def _next_due(book: LoanBook) -> LoanBook:
    due = book.due
    while due in book.reports and due is not None:
        due = due.next
    return replace(book, due=due)
