"""A quarter is reported by the fifteenth after it; 待办 and what is late (RZ-2.4.h)."""

from collections.abc import Iterable

from services.credit.domain.loan_book.reporting import report_loans
from services.credit.domain.loan_book.state import CLAUSE, LOAN_BOOK, LoanBook, Period
from services.credit.domain.organisations import LOCAL_FINANCE, who_answers
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    Task,
    Tasks,
    require_flag,
)
from shared.schemas.credit import loan_book as loans
from shared.schemas.credit.stages import Quarter

QUARTERS: dict[int, Quarter] = {1: "q1", 2: "q2", 3: "q3", 4: "q4"}


@LOAN_BOOK.deadlines
def deadlines(book: LoanBook) -> Iterable[Deadline]:
    if book.due is not None:
        yield report_limit(book, book.due)


def report_limit(book: LoanBook, period: Period) -> Deadline:
    return Deadline(f"report-{period.name}", period.last_day, book.days, "calendar", CLAUSE)


@LOAN_BOOK.when_passed(clause=CLAUSE)
def report_is_late(book: LoanBook, passed: DeadlinePassed, context: Context) -> Events:
    if book.due is not None and passed.key == f"report-{book.due.name}":
        yield loans.LoanReportOverdue(
            passed.stream_id, year=book.due.year, quarter=QUARTERS[book.due.number],
            organisation=LOCAL_FINANCE.id, key=passed.key, due_on=passed.due_on,
            name=book.name,
        )  # fmt: skip


@LOAN_BOOK.command(title="解除涉镇贷款报送预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_loan_report_flag(
    book: LoanBook, cmd: loans.ClearLoanReportFlag, context: Context
) -> Events:
    require_flag(book.flags, cmd.key)
    yield loans.LoanReportFlagCleared.of(cmd)


@LOAN_BOOK.tasks
def tasks(book: LoanBook) -> Tasks:
    """Every quarter that is owed, and the next one, from its end on."""
    if book.due is None:
        yield Over("尚未要求报送")
        return
    for period in sorted({*book.owed, book.due}):
        limit = report_limit(book, period)
        yield Task(
            limit.key, who_answers(book.institution, book.joined),
            f"报送{period.year}年第{period.number}季度涉镇贷款", [report_loans], limit,
            since=period.last_day,
        )  # fmt: skip
