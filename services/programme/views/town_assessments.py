"""年度评估台账: every town's year, how far its assessment has come, its scores and its grade."""

from datetime import date

from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.programme import town_assessment, town_assessment_result
from shared.schemas.programme.stages import AssessmentStage, Grade, OpinionStage


@view(
    "town-assessments",
    title="年度评估台账",
    key="assessment",
    version=1,
    of=TOWN_ASSESSMENT,
)
class TownAssessments(Row):
    """Scores stand here once they are publicised."""

    assessment: str = column("评估编号")
    town: TownId = column("镇")
    year: int = column("年度")
    stage: AssessmentStage = column("阶段", "opened")
    opinion: OpinionStage = column("专家意见", "awaited")
    published: bool = column("结果已公示")
    score_thousandths: int = column("综合得分（千分之一）")
    grade: Grade = column("等次", "qualified")
    open_objections: int = column("未处理异议")
    late: bool = column("曾逾期")
    submitted_on: date | None = column("自评日期")
    reviewed_on: date | None = column("初审日期")
    publicised_on: date | None = column("公示日期")
    decided_on: date | None = column("确认日期")
    document: str = column("文号")
    scores: tuple[town_assessment.DirectionScore, ...] = column("各方向得分", ())


ASSESSMENTS = totals(
    "town_assessments",
    "Yearly assessments by stage and town",
    of=TownAssessments,
    by=("stage", "town"),
)


@TownAssessments.on(town_assessment.AssessmentOpened)
def opened(row: TownAssessments, event: town_assessment.AssessmentOpened) -> TownAssessments:
    return replace(row, town=event.town, year=event.year)


@TownAssessments.on(town_assessment.SelfAssessmentSubmitted)
def submitted(
    row: TownAssessments, event: town_assessment.SelfAssessmentSubmitted
) -> TownAssessments:
    return replace(row, stage="submitted", submitted_on=event.submitted_on)


@TownAssessments.on(town_assessment.AssessmentReviewed)
def reviewed(row: TownAssessments, event: town_assessment.AssessmentReviewed) -> TownAssessments:
    stage: AssessmentStage = "reviewed" if event.passed else "opened"
    return replace(row, stage=stage, reviewed_on=event.reviewed_on)


@TownAssessments.on(town_assessment.AssessmentOpinionRecorded)
def heard(
    row: TownAssessments, event: town_assessment.AssessmentOpinionRecorded
) -> TownAssessments:
    return replace(row, opinion="given")


@TownAssessments.on(town_assessment.AssessmentOpinionNoted)
def noted(row: TownAssessments, event: town_assessment.AssessmentOpinionNoted) -> TownAssessments:
    return replace(row, opinion="waived" if event.waived else "given")


@TownAssessments.on(town_assessment.AssessmentOpinionWaived)
def waived(row: TownAssessments, event: town_assessment.AssessmentOpinionWaived) -> TownAssessments:
    return replace(row, opinion="waived")


@TownAssessments.on(town_assessment.AssessmentOpinionLapsed)
def lapsed(row: TownAssessments, event: town_assessment.AssessmentOpinionLapsed) -> TownAssessments:
    return replace(row, opinion="lapsed")


@TownAssessments.on(town_assessment.AssessmentScored)
def scored(row: TownAssessments, event: town_assessment.AssessmentScored) -> TownAssessments:
    return replace(row, stage="scored")


@TownAssessments.on(town_assessment_result.AssessmentPublicised)
def publicised(
    row: TownAssessments, event: town_assessment_result.AssessmentPublicised
) -> TownAssessments:
    return replace(
        row, stage="publicised", published=True, scores=event.scores, grade=event.grade,
        score_thousandths=event.score_thousandths, publicised_on=event.publicised_on,
    )  # fmt: skip


@TownAssessments.on(town_assessment_result.AssessmentPublicityEnded)
def publicity_ended(
    row: TownAssessments, event: town_assessment_result.AssessmentPublicityEnded
) -> TownAssessments:
    return replace(row, stage="publicity-ended")


@TownAssessments.on(town_assessment_result.AssessmentObjectionLodged)
def objected(
    row: TownAssessments, event: town_assessment_result.AssessmentObjectionLodged
) -> TownAssessments:
    return replace(row, open_objections=row.open_objections + 1)


@TownAssessments.on(town_assessment_result.AssessmentObjectionResolved)
def resolved(
    row: TownAssessments, event: town_assessment_result.AssessmentObjectionResolved
) -> TownAssessments:
    stage: AssessmentStage = "reviewed" if event.upheld else row.stage
    return replace(row, stage=stage, open_objections=row.open_objections - 1)


@TownAssessments.on(town_assessment_result.YearAssessed)
def assessed(row: TownAssessments, event: town_assessment_result.YearAssessed) -> TownAssessments:
    return replace(row, stage="confirmed", decided_on=event.decided_on, document=event.document)


@TownAssessments.on(
    town_assessment.SelfAssessmentOverdue,
    town_assessment.AssessmentReviewOverdue,
    town_assessment_result.AssessmentConfirmationOverdue,
)
def late(
    row: TownAssessments,
    event: town_assessment.SelfAssessmentOverdue
    | town_assessment.AssessmentReviewOverdue
    | town_assessment_result.AssessmentConfirmationOverdue,
) -> TownAssessments:
    return replace(row, late=True)
