"""AssessedTown (`assessed-town-<town>`): a town's yearly assessments, as finance knows them (RZ-2.2.f)."""

from dataclasses import dataclass

from immutables import Map

from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Events,
    to_everyone,
)
from shared.schemas.finance import assessed_town


@dataclass(frozen=True, slots=True)
class AssessedTown:
    """By year the score, in thousandths of a point."""

    scores: Map[int, int] = Map()

    def points(self, year: int) -> int | None:
        """Whole points of a year, rounded down; None while it is not assessed."""
        score = self.scores.get(year)
        return None if score is None else score // 1000


ASSESSED_TOWN = Aggregate(
    "assessed-town", AssessedTown(), key="town", title="镇年度评估得分", sight=[to_everyone()]
)


@ASSESSED_TOWN.evolve
def evolve(known: AssessedTown, event: assessed_town.Event) -> AssessedTown:
    return AssessedTown(known.scores.set(event.year, event.score_thousandths))


ASSESSED_TOWN.asks_nobody("由系统按年度评估结果记载")


@ASSESSED_TOWN.command(
    title="记载年度评估得分", clause=assessed_town.CLAUSE, by=[SYSTEM], creates=None
)
def note_year_assessed(
    known: AssessedTown, cmd: assessed_town.NoteYearAssessed, context: Context
) -> Events:
    yield assessed_town.YearAssessmentNoted.of(cmd)
