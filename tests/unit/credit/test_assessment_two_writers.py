"""RZ-2.4.g: under any sequence and two writers a score is that of its weights, which sum to 100, and a
frozen figure changes for a cause alone."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.credit.domain.assessment import ASSESSMENT
from services.credit.domain.assessment.limits import deadlines
from services.credit.domain.institution import INSTITUTION
from shared.kernel.aggregate import DeadlinePassed
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.institution import RegisterInstitution
from tests.effort import tries
from tests.unit.credit.demands import CITY, RURAL
from tests.unit.credit.test_assessment import (
    CONFIRM,
    CORRECT,
    COUNT,
    DISAGREE,
    FREEZE,
    ITEMS,
    OBJECT,
    PUBLICISE,
    SCORE,
    SET,
    UPHOLD,
    VERIFY,
)
from tests.unit.two_writers import NOW, Asked, TwoWriters

BY = "local-finance"
SCHEMES = [
    Asked(
        replace(
            SET, assessment="a-2", items=[replace(ITEMS[0], weight=w), replace(ITEMS[1], weight=p)]
        ),
        BY,
    )
    for w, p in ((60, 40), (96, 5), (60, 39), (100, 0))
]
SHOWN = [
    Asked(SET, BY), Asked(COUNT, "system"), Asked(FREEZE, BY), Asked(VERIFY, "pboc"),
    Asked(SCORE, BY), Asked(PUBLICISE, BY),
]  # fmt: skip


class Assessment(TwoWriters):
    service = "credit"
    aggregates = (INSTITUTION, ASSESSMENT)

    def beginning(self) -> list[Asked]:
        banks = [
            RegisterInstitution(
                id, name=f"演示-{id}", credit_code=f"9137110000000000{n}x", kind="rural-bank",
                group="local",
            )
            for n, id in enumerate((RURAL, CITY), start=1)
        ]  # fmt: skip
        return [*(Asked(bank, BY) for bank in banks), *SHOWN]

    def commands(self) -> st.SearchStrategy[Asked]:
        """The steps in any order, those that fit the stage more often than the others."""
        state = self.state(ASSESSMENT, "a-1")
        steps = {
            "frozen": [Asked(VERIFY, "pboc"), Asked(DISAGREE, "nfra"), *corrections()],
            "verified": [Asked(SCORE, BY), *corrections()],
            "scored": [Asked(PUBLICISE, BY)],
            "publicised": [Asked(OBJECT, CITY), Asked(UPHOLD, BY), *corrections()],
            "confirmed": [],
        }
        passed = [
            Asked(
                DeadlinePassed("a-1", key=d.key, due_on=NOW.date()), "system",
                category="credit-assessment",
            )
            for d in deadlines(state)
        ]  # fmt: skip
        anything = [*SCHEMES, *(one for of in steps.values() for one in of)]
        fit = [*steps[state.stage], *passed, Asked(CONFIRM, BY)]
        objection = state.objections.get("ob-1")
        caused = corrections() if state.upheld or state.disagreed else []
        if objection is not None and objection.open:
            caused = [Asked(UPHOLD, BY)] * 4
        return st.sampled_from([*anything, *fit * 3, *caused * 10])

    @invariant()
    def weights_sum_to_a_hundred_and_a_score_is_that_of_its_weights(self) -> None:
        for scheme in self.of(assessments.AssessmentSchemeSet):
            weights = {item.item: item.weight for item in scheme.items}
            assert sum(weights.values()) == 100
            of = {"assessment": scheme.assessment}
            for scored in self.of(assessments.InstitutionsScored, **of):
                for one in scored.ranking:
                    points = [s for s in scored.scores if s.institution == one.institution]
                    mean = sum(s.points * weights[s.item] for s in points) * 10
                    assert one.score_thousandths == mean <= 100_000

    @invariant()
    def a_frozen_figure_changes_once_a_cause(self) -> None:
        """Each correction follows a disagreement, or an upheld objection, of its own."""
        causes = 0
        for event in self.log:
            match event:
                case assessments.AssessmentFiguresVerified(agreed=False):
                    causes += 1
                case assessments.ScoreObjectionResolved(upheld=True):
                    causes += 1
                case assessments.AssessmentFigureCorrected():
                    causes -= 1
                    assert causes >= 0

    @invariant()
    def what_is_confirmed_is_the_last_edition_and_nobody_objects(self) -> None:
        for confirmed in self.of(assessments.InstitutionsAssessed):
            state = self.state(ASSESSMENT, "a-1")
            assert (confirmed.edition, state.open_objections) == (state.edition, [])
            assert tuple(confirmed.ranking) == state.ranking


def corrections() -> list[Asked]:
    return [
        Asked(replace(CORRECT, figure=figure, objection=objection), BY)
        for figure in (1, 2)
        for objection in (None, "ob-1")
    ]


TestAssessment = Assessment.TestCase
TestAssessment.settings = tries(15, steps=15)
