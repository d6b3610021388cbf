"""RZ-2.5.g: what talent's experts said lets a plan or an assessment go on."""

from dataclasses import replace
from datetime import date

from services.programme.reactions.talent import (
    assessment_has_heard_its_experts,
    innovation_that_worked_is_a_practice_in_draft,
    plan_has_heard_its_experts,
)
from services.programme.views.cultivation_plans import CultivationPlans
from services.programme.views.town_assessments import TownAssessments
from shared.schemas.programme.cultivation_plan import NotePlanOpinion
from shared.schemas.programme.practice import DraftPractice
from shared.schemas.programme.town_assessment import AssessmentOpinionNoted, NoteAssessmentOpinion
from shared.schemas.talent.innovation_filing import InnovationConcluded
from tests.rows import about, rows
from tests.unit.programme.test_cultivation_plan import ADOPTED
from tests.unit.programme.test_cultivation_plan import RECORDED as PLAN_RECORDED
from tests.unit.programme.test_town_assessment import (
    OPENED,
    RECORDED,
    REVIEWED,
    SUBMITTED,
    assessed,
)
from tests.unit.talent.engaged import closed

WAITING = (OPENED, SUBMITTED, REVIEWED)


def test_an_assessment_goes_on_with_its_opinions_answered_or_waived() -> None:
    for waived in (False, True):
        end = closed("assessment", "taoluo-2023", waived=waived)
        waiting = rows(TownAssessments, *WAITING)
        [note] = assessment_has_heard_its_experts(end, about(end), waiting)
        assert note == NoteAssessmentOpinion("taoluo-2023", engagement="e-1", waived=waived)
        noted = AssessmentOpinionNoted.of(note, town="taoluo")
        opinion = "waived" if waived else "given"
        assert assessed(*WAITING, noted).state.opinion.stage == opinion
        assert rows(TownAssessments, *WAITING, noted)["taoluo-2023"].opinion == opinion


def test_what_went_on_without_them_has_nothing_to_note() -> None:
    end = closed("assessment", "taoluo-2023")
    settled = rows(TownAssessments, *WAITING, RECORDED)
    assert list(assessment_has_heard_its_experts(end, about(end), settled)) == []
    end = closed("scheme", "jufeng")
    settled = rows(CultivationPlans, ADOPTED, PLAN_RECORDED)
    assert list(plan_has_heard_its_experts(end, about(end), settled)) == []


def test_a_scheme_under_its_towns_id_is_the_towns_plan_and_another_is_not() -> None:
    plan, other = closed("scheme", "jufeng"), closed("scheme", "tourism-2024")
    plans = rows(CultivationPlans, ADOPTED)
    assert list(plan_has_heard_its_experts(plan, about(plan), plans)) == [
        NotePlanOpinion("jufeng", engagement="e-1")
    ]
    assert list(plan_has_heard_its_experts(other, about(other), plans)) == []


def test_an_innovation_that_worked_is_a_practice_in_draft_and_one_that_failed_is_none() -> None:
    worked = InnovationConcluded(
        "f-1", result="partly", findings="演示-做法", town="taoluo", county="donggang",
        title="演示-一窗通办", after_the_act=False, concluded_on=date(2024, 3, 1),
    )  # fmt: skip
    react = innovation_that_worked_is_a_practice_in_draft
    assert list(react(worked, about(worked))) == [
        DraftPractice(
            "f-1", town="taoluo", title="演示-一窗通办", summary="演示-做法", filing="f-1"
        )
    ]
    failed = replace(worked, result="failed")
    assert list(react(failed, about(failed))) == []
