"""What follows in this service from its own events: figures are counted from the log (RZ-2.4.g)."""

from collections.abc import Iterable

from services.credit.domain.assessment.figures import COUNTED
from services.credit.views.institution_answers import InstitutionAnswers
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentMeasure

FEN_OF_10_000_YUAN = 1_000_000


@reaction(assessments.AssessmentFiguresAsked, needs=InstitutionAnswers)
def figures_are_counted(
    event: assessments.AssessmentFiguresAsked, meta: EventMeta, answers: Rows[InstitutionAnswers]
) -> Iterable[object]:
    """Of the year assessed, up to the position of the asking; who was asked nothing counts zero."""
    figures = [
        assessments.InstitutionFigure(
            institution,
            item=item.item,
            figure=sum(_figure(item.measure, row) for row in rows),
            position=meta.position,
        )
        for institution in event.institutions
        for rows in [answers.find(institution=institution, year=event.year)]
        for item in event.items
        if item.measure in COUNTED
    ]
    if figures:
        yield assessments.TakeCountedFigures(event.assessment, figures=figures)


def _figure(measure: AssessmentMeasure, row: InstitutionAnswers) -> int:
    """In percent, in 10,000 yuan, in times."""
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


def _percent(part: int, whole: int) -> int:
    return min(part * 100 // whole, 100) if whole else 0
