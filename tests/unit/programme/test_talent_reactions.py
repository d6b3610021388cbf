"""RZ-2.5.g: what talent's experts said lets a plan or an assessment go on."""

from services.programme.reactions.talent import (
    assessment_has_heard_its_experts,
    plan_has_heard_its_experts,
)
from services.programme.views.town_assessments import TownAssessments
from shared.schemas.programme.cultivation_plan import NotePlanOpinion
from shared.schemas.programme.town_assessment import AssessmentOpinionNoted, NoteAssessmentOpinion
from tests.rows import about, rows
from tests.unit.programme.test_town_assessment import OPENED, REVIEWED, SUBMITTED, assessed
from tests.unit.talent.engaged import closed


def test_an_assessment_goes_on_with_its_opinions_answered_or_waived() -> None:
    for waived in (False, True):
        end = closed("assessment", "taoluo-2023", waived=waived)
        [note] = assessment_has_heard_its_experts(end, about(end))
        assert note == NoteAssessmentOpinion("taoluo-2023", engagement="e-1", waived=waived)
        noted = AssessmentOpinionNoted.of(note, town="taoluo")
        opinion = "waived" if waived else "given"
        assert assessed(OPENED, SUBMITTED, REVIEWED, noted).state.opinion.stage == opinion
        row = rows(TownAssessments, OPENED, SUBMITTED, REVIEWED, noted)["taoluo-2023"]
        assert row.opinion == opinion


def test_a_scheme_under_its_towns_id_is_the_towns_plan_and_another_is_not() -> None:
    plan, other = closed("scheme", "jufeng"), closed("scheme", "tourism-2024")
    assert list(plan_has_heard_its_experts(plan, about(plan))) == [
        NotePlanOpinion("jufeng", engagement="e-1")
    ]
    assert list(plan_has_heard_its_experts(other, about(other))) == []
    assert list(assessment_has_heard_its_experts(plan, about(plan))) == []
