"""年度评估得分, as finance has come to know it: what a criterion of awards may rest on (RZ-2.2.f)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Thousandths, TownId, Year

CLAUSE = "RZ-2.2.f"


@command_data
class NoteYearAssessed:
    """`score_thousandths` in thousandths of a point, of 100."""

    town: TownId
    year: Year
    score_thousandths: Thousandths
    decided_on: date
    document: DocumentRef


@event("finance", clause=CLAUSE, title="记载年度评估得分")
class YearAssessmentNoted(NoteYearAssessed):
    """As programme told of it."""


Event = YearAssessmentNoted
