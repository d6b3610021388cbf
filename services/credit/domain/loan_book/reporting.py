"""An institution reports, and corrects, what it has lent in each town (RZ-2.4.h)."""

from collections.abc import Iterable

from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.library_project import LIBRARY_PROJECT, LibraryProject
from services.credit.domain.loan_book import rules
from services.credit.domain.loan_book.state import CLAUSE, LOAN_BOOK, LoanBook, Period, period_of
from services.credit.domain.organisations import ANSWERERS, LOCAL_FINANCE, require_own_matter
from shared.kernel.aggregate import Context, Events, guard, refuse
from shared.schemas.credit import loan_book as loans

NAMED = guard(
    LIBRARY_PROJECT,
    lambda _, cmd: dict.fromkeys(p.project for line in cmd.loans for p in line.projects),
)
"""The projects of the library that a report names."""


@LOAN_BOOK.command(
    title="要求报送涉镇贷款",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    guards=[guard(INSTITUTION)],
    creates=None,
)
def ask_for_loan_reports(book: LoanBook, cmd: loans.AskForLoanReports, context: Context) -> Events:
    known = require_open(cmd.institution, context)
    if book.since is not None:
        refuse(rules.REPORTS_ASKED_ONCE, since=book.since.name)
    yield loans.LoanReportsAsked.of(
        cmd, joined=known.joined, name=known.name, asked_on=context.today,
        report_calendar_days=context.parameter("credit.loan_report_calendar_days"),
    )  # fmt: skip


@LOAN_BOOK.command(title="报送涉镇贷款", clause=CLAUSE, by=ANSWERERS, guards=[NAMED])
def report_loans(book: LoanBook, cmd: loans.ReportLoans, context: Context) -> Events:
    require_own_matter(cmd.institution, context)
    period = _require_period(book, period_of(cmd.year, cmd.quarter), context)
    if period in book.reports:
        refuse(rules.REPORTED_ONCE, period=period.name)
    _require_sound(cmd.loans, context)
    yield loans.LoansReported.of(
        cmd, reported_on=context.today, entered_by=context.actor.organisation
    )


@LOAN_BOOK.command(title="更正涉镇贷款", clause=CLAUSE, by=ANSWERERS, guards=[NAMED])
def correct_loan_report(book: LoanBook, cmd: loans.CorrectLoanReport, context: Context) -> Events:
    require_own_matter(cmd.institution, context)
    period = period_of(cmd.year, cmd.quarter)
    previous = book.reports.get(period)
    if previous is None:
        refuse(rules.CORRECTS_A_REPORT, period=period.name)
    _require_sound(cmd.loans, context)
    if tuple(cmd.loans) != previous:
        yield loans.LoanReportCorrected.of(
            cmd, previous=list(previous), corrected_on=context.today,
            entered_by=context.actor.organisation,
        )  # fmt: skip


def _require_period(book: LoanBook, period: Period, context: Context) -> Period:
    since = book.since
    assert since is not None
    last = since
    while last.next.last_day < context.today:
        last = last.next
    if period < since or period.last_day >= context.today:
        refuse(rules.QUARTER_IS_OVER, first=since.name, last=last.name)
    return period


def _require_sound(lines: Iterable[loans.TownLoans], context: Context) -> None:
    towns = [line.town for line in lines]
    strange = [town for town in towns if context.town(town) is None or towns.count(town) > 1]
    if strange or not towns:
        refuse(rules.TOWNS_OF_THE_REPORT, towns="、".join(dict.fromkeys(strange)) or "—")
    for line in lines:
        items = (
            line.long_term_fen, line.key_projects_fen, line.small_firms_fen, line.farming_fen,
        )  # fmt: skip
        if max(items) > line.balance_fen:
            refuse(
                rules.ITEMS_WITHIN_TOTAL, town=line.town, total=line.balance_fen, item=max(items)
            )
        named = [p.project for p in line.projects]
        known = all(context.guard(LibraryProject, p).town == line.town for p in named)
        total = sum(p.balance_fen for p in line.projects)
        if not known or total > line.key_projects_fen or len(named) != len(set(named)):
            refuse(
                rules.KEY_PROJECT_IS_IN_THE_LIBRARY, town=line.town,
                projects="、".join(named) or "—",
            )  # fmt: skip
