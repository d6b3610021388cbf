"""RZ-2.4.h: loans by place of use, by quarter; a single institution's balances stay its own."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.credit.domain.institution import INSTITUTION
from services.credit.domain.library_project import LIBRARY_PROJECT
from services.credit.domain.loan_book import LOAN_BOOK, rules
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from services.credit.views.loan_reports import LoanReports
from services.credit.views.town_loans import TownLoans
from shared.kernel.aggregate import FLAG_STANDS, viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.policy.loader import registry
from shared.schemas.credit import loan_book as loans
from shared.schemas.credit.library_project import LibraryProjectNoted
from tests.given import Given, given
from tests.rows import rows
from tests.unit.credit.demands import CITY, IS_RURAL, RURAL

AT = datetime(2024, 4, 8, 4, tzinfo=UTC)
DAY = date(2024, 4, 8)
PROJECT = LibraryProjectNoted("p-1", name="演示-冷链", town="taoluo", county="donggang")
ASK = loans.AskForLoanReports(RURAL, year=2024, quarter="q1")
ASKED = loans.LoanReportsAsked.of(
    ASK, joined=True, name="演示-农村商业银行", asked_on=DAY, report_calendar_days=15
)
LINE = loans.TownLoans(
    "taoluo", balance_fen=1000, long_term_fen=600, key_projects_fen=300, small_firms_fen=800,
    farming_fen=900, borrowers=7, projects=[loans.ProjectLoan("p-1", balance_fen=300)],
)  # fmt: skip
REPORT = loans.ReportLoans(RURAL, year=2024, quarter="q1", loans=[LINE])
REPORTED = loans.LoansReported.of(REPORT, reported_on=DAY, entered_by=RURAL)
CORRECT = loans.CorrectLoanReport(
    RURAL, year=2024, quarter="q1", loans=[replace(LINE, balance_fen=1100)], reason="漏报一户",
    document="演示-更正-1",
)  # fmt: skip
CORRECTED = loans.LoanReportCorrected.of(
    CORRECT, previous=[LINE], corrected_on=DAY, entered_by=RURAL
)


def book(*events: Any) -> Given:
    known = given(LOAN_BOOK, RURAL, *events).and_given(INSTITUTION, RURAL, IS_RURAL)
    return known.and_given(LIBRARY_PROJECT, "p-1", PROJECT)


def test_reports_are_asked_of_an_institution_once() -> None:
    book().when(ASK, by="local-finance", at=AT).then(ASKED)
    book(ASKED).when(ASK, by="local-finance", at=AT).refused(rules.REPORTS_ASKED_ONCE)


def test_a_quarter_is_reported_when_it_is_over_and_once() -> None:
    book(ASKED).when(REPORT, by=RURAL, at=AT).then(REPORTED)
    book(ASKED).when(REPORT, by=CITY, at=AT).refused(INSTITUTION_ACTS_FOR_ITSELF)
    for year, quarter in ((2024, "q2"), (2023, "q4")):
        other = replace(REPORT, year=year, quarter=quarter)
        book(ASKED).when(other, by=RURAL, at=AT).refused(rules.QUARTER_IS_OVER)
    book(ASKED, REPORTED).when(REPORT, by=RURAL, at=AT).refused(rules.REPORTED_ONCE)


def test_items_overlap_and_each_stays_within_the_balance() -> None:
    over = replace(REPORT, loans=[replace(LINE, farming_fen=1001)])
    book(ASKED).when(over, by=RURAL, at=AT).refused(rules.ITEMS_WITHIN_TOTAL)
    for lines in ([], [LINE, LINE], [replace(LINE, town="atlantis")]):
        odd = replace(REPORT, loans=lines)
        book(ASKED).when(odd, by=RURAL, at=AT).refused(rules.TOWNS_OF_THE_REPORT)


def test_a_key_projects_loan_names_a_project_of_the_library() -> None:
    for projects in (
        [loans.ProjectLoan("p-9", balance_fen=1)],
        [loans.ProjectLoan("p-1", balance_fen=301)],
    ):
        odd = replace(REPORT, loans=[replace(LINE, projects=projects)])
        book(ASKED).when(odd, by=RURAL, at=AT).refused(rules.KEY_PROJECT_IS_IN_THE_LIBRARY)


def test_a_report_is_corrected_and_says_what_it_said_before() -> None:
    book(ASKED, REPORTED).when(CORRECT, by=RURAL, at=AT).then(CORRECTED)
    book(ASKED).when(CORRECT, by=RURAL, at=AT).refused(rules.CORRECTS_A_REPORT)


def test_a_report_is_due_by_the_fifteenth_and_stays_owed_when_late() -> None:
    waiting = book(ASKED)
    [limit] = waiting.deadlines
    assert (limit.starts_on, limit.days, limit.unit) == (date(2024, 3, 31), 15, "calendar")
    assert waiting.turns == {(RURAL, "report-2024-q1")}
    late = loans.LoanReportOverdue(
        RURAL, year=2024, quarter="q1", organisation="local-finance", key="report-2024-q1",
        due_on=date(2024, 4, 15), name="演示-农村商业银行",
    )  # fmt: skip
    waiting.when_passed("report-2024-q1", date(2024, 4, 15)).then(late)
    assert [d.key for d in book(ASKED, late).deadlines] == ["report-2024-q2"]
    assert {key for _, key in book(ASKED, late).turns} == {"report-2024-q1", "report-2024-q2"}
    assert {key for _, key in book(ASKED, late, REPORTED).turns} == {"report-2024-q2"}
    clear = loans.ClearLoanReportFlag(RURAL, key="report-2024-q1", issue="late-1")
    cleared = loans.LoanReportFlagCleared.of(clear)
    book(ASKED, late).when(clear, by="system").then(cleared)
    book(ASKED, late, cleared).when(clear, by="system").refused(FLAG_STANDS)


def test_one_institutions_balances_are_seen_by_itself_local_finance_and_the_regulators() -> None:
    state = book(ASKED, REPORTED).state

    def reads(who: str) -> bool:
        sight = StreamSight(LOAN_BOOK, RURAL, state, viewer(who, registry()), registry(), "")
        return sight.whole

    seen = [w for w in (RURAL, CITY, "local-finance", "pboc", "nfra", "finance", "taoluo")
            if reads(w)]  # fmt: skip
    assert seen == [RURAL, "local-finance", "pboc", "nfra"]


def test_growth_is_shown_against_the_quarter_before() -> None:
    second = replace(REPORTED, quarter="q2", loans=[replace(LINE, balance_fen=1300)])
    [row] = rows(LoanReports, REPORTED, second).values()
    assert (row.balance_fen, row.before_fen, row.more) == (1300, 1000, True)


def test_others_see_totals_of_three_institutions_or_more() -> None:
    others = [replace(REPORTED, institution=f"institution-{n}") for n in (2, 3)]
    [row] = rows(TownLoans, REPORTED, others[0]).values()
    assert not row.shown
    [row] = rows(TownLoans, REPORTED, *others, CORRECTED).values()
    assert (row.shown, row.institutions, row.balance_fen) == (True, 3, 3100)
    hidden = [o for o in TownLoans.definition.openings or () if o.to in ("town", "named")]
    assert hidden and all(o.once == ("shown",) for o in hidden)
