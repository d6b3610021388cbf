"""RZ-2.4.g: every figure that the log tells is counted from its ledger, of the year assessed."""

from dataclasses import replace
from datetime import date

from services.credit.domain.assessment.figures import COUNTED
from services.credit.reactions.credit import (
    figures_are_counted,
    guarantees_are_counted,
    loan_growth_is_counted,
    outlets_are_counted,
)
from services.credit.views.guarantee_ledger import GuaranteeLedger
from services.credit.views.institution_answers import InstitutionAnswers
from services.credit.views.loan_reports import LoanReports
from services.credit.views.outlets import Outlets
from shared.schemas.credit import assessment as assessments
from tests.rows import Rows, about, rows
from tests.unit.credit.demands import CITY, RURAL
from tests.unit.credit.guarantees import RECOMMENDED
from tests.unit.credit.test_assessment import ASKED, COUNT, SCHEME, TODAY, assessed, figure
from tests.unit.credit.test_loan_book import REPORTED as LOANS_REPORTED
from tests.unit.credit.test_outlet import PLANNED

OF_ALL = replace(
    ASKED,
    items=[
        assessments.AssessmentItem(measure, measure=measure, weight=1, pilot=False)
        for measure in (*COUNTED, "other")
    ],
)
ANSWERED = InstitutionAnswers(
    institution_year=f"{RURAL}.2023", institution=RURAL, year=2023, pushed=10, contacted=9,
    granted=6, declined=3, late=2, credit_fen=123_456_789, lent_fen=99_999_999, product_reports=4,
)  # fmt: skip
IN_YEAR = date(2023, 6, 1)
OPEN = replace(
    rows(Outlets, PLANNED)["o-1"], institution=RURAL, pilot=True, stage="open", opened_on=IN_YEAR
)
LENT = replace(
    rows(GuaranteeLedger, RECOMMENDED)["g-1"], institution=RURAL, company="guarantee",
    lent_fen=2_000_000, lent_on=IN_YEAR,
)  # fmt: skip
REPORTED = replace(
    rows(LoanReports, LOANS_REPORTED)[f"{RURAL}.taoluo"],
    by_quarter={"2022-q3": 900_000_000, "2022-q4": 1_000_000_000, "2023-q2": 1_200_000_000,
                "2023-q4": 1_030_000_000, "2024-q1": 9_000_000_000},
)  # fmt: skip


def told(*commands: object) -> dict[tuple[str, str], int]:
    """What the commands of a reaction count."""
    [command] = commands
    assert isinstance(command, assessments.TakeCountedFigures)
    assert {f.position for f in command.figures} == {about(OF_ALL).position}
    return {(f.institution, f.item): f.figure for f in command.figures}


def grown(row: LoanReports) -> int:
    return told(*loan_growth_is_counted(OF_ALL, about(OF_ALL), Rows({"r": row})))[
        RURAL, "loan-growth"
    ]


def test_answers_are_counted_in_percent_in_10_000_yuan_and_in_times() -> None:
    ledger = Rows({"r": ANSWERED, "old": replace(ANSWERED, year=2022, pushed=1)})
    counted = told(*figures_are_counted(OF_ALL, about(OF_ALL), ledger))
    measures = [item for of, item in counted if of == RURAL]
    assert [counted[RURAL, measure] for measure in measures] == [90, 80, 123, 99, 4]
    assert {counted[CITY, measure] for measure in measures} == {0}


def test_outlets_are_those_of_pilot_towns_open_at_the_years_end() -> None:
    ledger = Rows(
        open=OPEN,
        closed_later=replace(OPEN, closed_on=date(2024, 1, 1)),
        closed=replace(OPEN, closed_on=date(2023, 12, 31)),
        planned=replace(OPEN, opened_on=None),
        opened_later=replace(OPEN, opened_on=date(2024, 1, 1)),
        elsewhere=replace(OPEN, pilot=False),
    )
    counted = told(*outlets_are_counted(OF_ALL, about(OF_ALL), ledger))
    assert counted == {(RURAL, "outlets"): 2, (CITY, "outlets"): 0}


def test_guarantees_count_for_the_bank_that_lent_and_the_company_that_stands_for_it() -> None:
    ledger = Rows(
        lent=LENT,
        more=replace(LENT, lent_fen=1_500_000),
        before=replace(LENT, lent_on=date(2022, 12, 31)),
        never=replace(LENT, lent_on=None),
    )
    asked = replace(OF_ALL, institutions=[CITY, RURAL, "guarantee"])
    counted = told(*guarantees_are_counted(asked, about(OF_ALL), ledger))
    assert [counted[one, "guarantees"] for one in asked.institutions] == [0, 3, 3]


def test_loans_grow_from_the_last_balance_before_the_year_to_its_last() -> None:
    assert grown(REPORTED) == 30
    first = {q: fen for q, fen in REPORTED.by_quarter.items() if q >= "2023-q2"}
    assert grown(replace(REPORTED, by_quarter={**first, "2023-q4": 1_250_000_000})) == 50
    assert grown(replace(REPORTED, by_quarter=first)) == 0, "what fell has not grown"
    assert grown(replace(REPORTED, by_quarter={"2024-q1": 9_000_000_000})) == 0


def test_a_scheme_without_a_ledgers_measures_has_nothing_counted_from_it() -> None:
    none = replace(OF_ALL, items=[OF_ALL.items[-1]])
    meta = about(none)
    assert not list(outlets_are_counted(none, meta, Rows())), "nothing is asked of the outlets"
    assert not list(figures_are_counted(none, meta, Rows()))


def test_what_ledgers_tell_one_after_the_other_stands_together() -> None:
    outlets = assessments.TakeCountedFigures("a-1", figures=[figure(RURAL, "pilots", 2)])
    first = assessments.AssessmentFiguresCounted.of(COUNT, counted_on=TODAY)
    second = assessments.AssessmentFiguresCounted.of(outlets, counted_on=TODAY)
    again = replace(second, figures=[figure(RURAL, "pilots", 3)])
    state = assessed(SCHEME, first, second, again).state
    assert {cell: f.figure for cell, f in state.counted.items()} == {
        (RURAL, "answers"): 90, (CITY, "answers"): 60, (RURAL, "pilots"): 3,
    }  # fmt: skip
