"""TownAssessment (`town-assessment-<town>-<year>`): a town's year assessed, RZ-1.a.

opened → submitted by the town → reviewed by the county → (the experts) → scored → publicised →
publicity ended → confirmed. A review that does not pass goes back to the town; an upheld objection
back to the scores.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.programme.domain import directions
from services.programme.domain.opinions import Opinion
from services.programme.domain.town_assessment import rules
from shared.kernel.aggregate import Aggregate, refuse, to_everyone, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.programme import town_assessment, town_assessment_result
from shared.schemas.programme.stages import DIRECTIONS, AssessmentStage, Grade, OpinionStage

STAGES: dict[AssessmentStage, str] = {
    "opened": "待自评", "submitted": "待区县初审", "reviewed": "待评分", "scored": "已评分",
    "publicised": "公示", "publicity-ended": "公示期满", "confirmed": "已确认",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TownAssessment:
    """The present stage waits `since` a day, for `days` of its limit; `publicity` counts
    from 1; `objections` says of each whether it is open; `late` and `flags` are keys of limits."""

    town: str = ""
    year: int = 0
    stage: AssessmentStage = "opened"
    weights: Map[str, int] = Map()
    self_days: int = 0
    opinion_days: int = 0
    opinion: Opinion = Opinion()
    since: date = date.min
    days: int = 0
    confirm_days: int = 0
    submission: int = 0
    scores: tuple[town_assessment.DirectionScore, ...] = ()
    score_thousandths: int = 0
    grade: Grade = "qualified"
    publicity: int = 0
    objections: Map[str, bool] = Map()
    late: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    @property
    def published(self) -> bool:
        """From its first publicity on it is no secret."""
        return self.publicity > 0

    @property
    def open_objections(self) -> list[str]:
        return sorted(id for id, open in self.objections.items() if open)


TOWN_ASSESSMENT = Aggregate(
    "town-assessment",
    TownAssessment(),
    key="assessment",
    title="年度评估",
    sight=[to_town(), to_named(), to_everyone(once="published")],
)


@TOWN_ASSESSMENT.evolve
def evolve(
    known: TownAssessment, event: town_assessment.Event | town_assessment_result.Event
) -> TownAssessment:
    match event:
        case town_assessment.AssessmentOpened():
            return TownAssessment(
                event.town, event.year, "opened", Map({w.direction: w.weight for w in event.weights}),
                event.self_assessment_days, event.opinion_working_days,
            )  # fmt: skip
        case town_assessment.SelfAssessmentSubmitted():
            return replace(
                known, stage="submitted", submission=known.submission + 1,
                since=event.submitted_on, days=event.review_working_days,
            )  # fmt: skip
        case town_assessment.AssessmentReviewed(passed=passed, reviewed_on=day):
            if not passed:
                return replace(known, stage="opened")
            waiting = replace(known.opinion, since=day, days=known.opinion_days)
            return replace(known, stage="reviewed", opinion=waiting)
        case town_assessment.AssessmentOpinionRecorded():
            return replace(known, opinion=replace(known.opinion, stage="given"))
        case town_assessment.AssessmentOpinionNoted(waived=waived):
            stage: OpinionStage = "waived" if waived else "given"
            return replace(known, opinion=replace(known.opinion, stage=stage))
        case town_assessment.AssessmentOpinionWaived():
            return replace(known, opinion=replace(known.opinion, stage="waived"))
        case town_assessment.AssessmentOpinionLapsed():
            return replace(known, opinion=replace(known.opinion, stage="lapsed"))
        case town_assessment.AssessmentScored(scores=scores, score_thousandths=score):
            return replace(known, stage="scored", scores=scores, score_thousandths=score)
        case town_assessment_result.AssessmentPublicised():
            return replace(
                known, stage="publicised", publicity=event.publicity, since=event.publicised_on,
                days=event.working_days, confirm_days=event.confirm_working_days,
                grade=event.grade,
            )  # fmt: skip
        case town_assessment_result.AssessmentPublicityEnded(last_day=day):
            return replace(known, stage="publicity-ended", since=day)
        case town_assessment_result.AssessmentObjectionLodged(objection=id):
            return replace(known, objections=known.objections.set(id, True))
        case town_assessment_result.AssessmentObjectionResolved(objection=id):
            known = replace(known, objections=known.objections.set(id, False))
            if event.upheld:
                return replace(known, stage="reviewed")
            later = max(known.since, event.decided_on)
            return replace(known, since=later) if known.stage == "publicity-ended" else known
        case town_assessment_result.YearAssessed():
            return replace(known, stage="confirmed")
        case (
            town_assessment.SelfAssessmentOverdue(key=key)
            | town_assessment.AssessmentReviewOverdue(key=key)
            | town_assessment_result.AssessmentConfirmationOverdue(key=key)
        ):
            return replace(known, late=known.late | {key}, flags=known.flags | {key})
        case town_assessment_result.AssessmentFlagCleared(key=key):
            return replace(known, flags=known.flags - {key})
    assert_never(event)


def require_stage(known: TownAssessment, *needed: AssessmentStage) -> None:
    """Refuse unless the assessment is at one of these points."""
    if known.stage not in needed:
        refuse(
            rules.ASSESSMENT_STAGE_ALLOWS, stage=STAGES[known.stage], stage_en=known.stage,
            needed="、".join(STAGES[s] for s in needed), needed_en=", ".join(needed),
        )  # fmt: skip


def require_all_directions(scores: tuple[town_assessment.DirectionScore, ...]) -> None:
    told = [score.direction for score in scores]
    if wrong := [d for d in DIRECTIONS if told.count(d) != 1]:
        refuse(
            rules.SCORES_COVER_ALL_DIRECTIONS,
            wrong=directions.named(wrong),
            wrong_en=", ".join(wrong),
        )
