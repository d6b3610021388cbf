"""RZ-1.a: whatever two writers do to an assessment at once, its score is that of its weights."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.programme.domain.town_assessment.limits import deadlines
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT
from shared.kernel.aggregate import DeadlinePassed
from shared.schemas.programme import town_assessment as facts
from shared.schemas.programme import town_assessment_result as results
from shared.schemas.programme.stages import DIRECTIONS
from tests.unit.programme.test_town_assessment import (
    CONFIRM,
    ID,
    OPEN,
    PUBLICISE,
    RECORD,
    REVIEW,
    SUBMIT,
    WAIVE,
)
from tests.unit.two_writers import NOW, Asked, TwoWriters, quick

WEIGHTS = {w.direction: w.weight for w in OPEN.weights}
HOUSING = "housing"


class Assessment(TwoWriters):
    service = "programme"
    aggregates = (TOWN_ASSESSMENT,)

    def beginning(self) -> list[Asked]:
        return [Asked(OPEN, HOUSING), Asked(SUBMIT, "taoluo"), Asked(REVIEW, "donggang")]

    def commands(self) -> st.SearchStrategy[Asked]:
        """The steps, in any order, and what may come between."""
        state = self.state(TOWN_ASSESSMENT, ID)
        steps = [Asked(data, HOUSING) for data in (RECORD, WAIVE, PUBLICISE, CONFIRM, CONFIRM)]
        steps += [Asked(scored(points), HOUSING) for points in (0, 61, 100)]
        steps += [Asked(lodged(o), "taoluo") for o in ("o-1", "o-2")]
        steps += [
            Asked(decided(o, upheld), HOUSING) for o in ("o-1", "o-2") for upheld in (True, False)
        ]
        passed = [
            Asked(
                DeadlinePassed(ID, key=d.key, due_on=NOW.date()), "system",
                category="town-assessment",
            )
            for d in deadlines(state)
        ]  # fmt: skip
        return st.sampled_from(steps + passed * 4)

    @invariant()
    def a_score_is_the_weighted_mean(self) -> None:
        for event in self.of(facts.AssessmentScored):
            mean = sum(s.points * WEIGHTS[s.direction] for s in event.scores) * 10
            assert event.score_thousandths == mean <= 100_000

    @invariant()
    def what_is_confirmed_was_publicised_and_nobody_objects_any_more(self) -> None:
        confirmed = self.of(results.YearAssessed)
        assert len(confirmed) <= 1
        for event in confirmed:
            [*_, shown] = self.of(results.AssessmentPublicised)
            assert (event.scores, event.grade) == (shown.scores, shown.grade)
            assert not self.state(TOWN_ASSESSMENT, ID).open_objections

    @invariant()
    def an_opinion_is_settled_once(self) -> None:
        settled = self.of(
            facts.AssessmentOpinionRecorded, facts.AssessmentOpinionWaived,
            facts.AssessmentOpinionLapsed,
        )  # fmt: skip
        assert len(settled) <= 1


def scored(points: int) -> facts.ScoreAssessment:
    given = (facts.DirectionScore(d, points=points, remark="演示") for d in DIRECTIONS)
    return facts.ScoreAssessment(ID, scores=tuple(given))


def lodged(id: str) -> results.LodgeAssessmentObjection:
    return results.LodgeAssessmentObjection(ID, objection=id, text="演示-异议")


def decided(id: str, upheld: bool) -> results.ResolveAssessmentObjection:
    return results.ResolveAssessmentObjection(ID, objection=id, upheld=upheld, reason="核实")


TestAssessment = Assessment.TestCase
TestAssessment.settings = quick
