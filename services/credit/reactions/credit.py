"""What follows in this service from its own events: figures are counted from the log (RZ-2.4.g).

One reaction a ledger; each counts its measures of the year assessed, and all that the ledger lacks
counts zero.
"""

from collections.abc import Callable, Iterable
from datetime import date

from services.credit.views.guarantee_ledger import GuaranteeLedger
from services.credit.views.institution_answers import InstitutionAnswers
from services.credit.views.loan_reports import LoanReports
from services.credit.views.outlets import Outlets
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentMeasure

FEN_OF_10_000_YUAN = 1_000_000
OF_ANSWERS: tuple[AssessmentMeasure, ...] = (
    "demands-answered", "demands-in-time", "credit-granted", "loans-made", "product-use",
)  # fmt: skip


@reaction(assessments.AssessmentFiguresAsked, needs=InstitutionAnswers)
def figures_are_counted(
    event: assessments.AssessmentFiguresAsked, meta: EventMeta, answers: Rows[InstitutionAnswers]
) -> Iterable[object]:
    """How the institution answered what it was asked, in percent, in 10,000 yuan, in times."""

    def figure(measure: AssessmentMeasure, institution: str) -> int:
        rows = answers.find(institution=institution, year=event.year)
        return sum(_of_answers(measure, row) for row in rows)

    yield from _counted(event, meta, OF_ANSWERS, figure)


@reaction(assessments.AssessmentFiguresAsked, needs=Outlets)
def outlets_are_counted(
    event: assessments.AssessmentFiguresAsked, meta: EventMeta, outlets: Rows[Outlets]
) -> Iterable[object]:
    """Those in pilot towns that were open at the year's end."""
    last = date(event.year, 12, 31)

    def open_then(row: Outlets) -> bool:
        opened = row.opened_on is not None and row.opened_on <= last
        return row.pilot and opened and (row.closed_on is None or row.closed_on > last)

    def figure(_: AssessmentMeasure, institution: str) -> int:
        return sum(open_then(row) for row in outlets.find(institution=institution))

    yield from _counted(event, meta, ("outlets",), figure)


@reaction(assessments.AssessmentFiguresAsked, needs=GuaranteeLedger)
def guarantees_are_counted(
    event: assessments.AssessmentFiguresAsked, meta: EventMeta, ledger: Rows[GuaranteeLedger]
) -> Iterable[object]:
    """What was lent in the year under guarantees, the bank's loans and the company's guarantees."""

    def figure(_: AssessmentMeasure, institution: str) -> int:
        rows = [*ledger.find(institution=institution), *ledger.find(company=institution)]
        lent = sum(r.lent_fen for r in rows if r.lent_on and r.lent_on.year == event.year)
        return lent // FEN_OF_10_000_YUAN

    yield from _counted(event, meta, ("guarantees",), figure)


@reaction(assessments.AssessmentFiguresAsked, needs=LoanReports)
def loan_growth_is_counted(
    event: assessments.AssessmentFiguresAsked, meta: EventMeta, reports: Rows[LoanReports]
) -> Iterable[object]:
    """By how much the loans in the towns grew; a balance that fell has not grown."""

    def figure(_: AssessmentMeasure, institution: str) -> int:
        rows = reports.find(institution=institution)
        grown = sum(_growth(row.by_quarter, event.year) for row in rows)
        return max(grown, 0) // FEN_OF_10_000_YUAN

    yield from _counted(event, meta, ("loan-growth",), figure)


def _counted(
    event: assessments.AssessmentFiguresAsked,
    meta: EventMeta,
    measures: tuple[AssessmentMeasure, ...],
    figure: Callable[[AssessmentMeasure, str], int],
) -> Iterable[assessments.TakeCountedFigures]:
    """The figures of these measures, if the scheme has any, up to the position of the asking."""
    figures = [
        assessments.InstitutionFigure(
            institution, item=item.item, figure=figure(item.measure, institution),
            position=meta.position,
        )
        for institution in event.institutions
        for item in event.items
        if item.measure in measures
    ]  # fmt: skip
    if figures:
        yield assessments.TakeCountedFigures(event.assessment, figures=figures)


def _of_answers(measure: AssessmentMeasure, row: InstitutionAnswers) -> int:
    match measure:
        case "demands-answered":
            return _percent(row.granted + row.declined, row.pushed)
        case "demands-in-time":
            return _percent(max(row.pushed - row.late, 0), row.pushed)
        case "credit-granted":
            return row.credit_fen // FEN_OF_10_000_YUAN
        case "loans-made":
            return row.lent_fen // FEN_OF_10_000_YUAN
        case _:
            return row.product_reports


def _growth(by_quarter: dict[str, int], year: int) -> int:
    """From the last balance before the year, or the year's first, to its last: fen."""
    before = sorted(q for q in by_quarter if q < f"{year}")
    within = sorted(q for q in by_quarter if q.startswith(f"{year}-"))
    if not within:
        return 0
    base = before[-1] if before else within[0]
    return by_quarter[within[-1]] - by_quarter[base]


def _percent(part: int, whole: int) -> int:
    return min(part * 100 // whole, 100) if whole else 0
