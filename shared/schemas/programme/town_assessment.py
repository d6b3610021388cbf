"""年度评估 (RZ-1.a): a town's year, from its own assessment to the scores.

Scores are points from 0 to 100 in each direction; the weights add up to 100.
"""

from datetime import date

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    Reason,
    Text,
    TownId,
    Year,
    titled,
)
from shared.schemas.programme.stages import Direction

CLAUSE = "RZ-1.a"


@command_data
class DirectionWeight:
    direction: Direction
    weight: Percent


@command_data
class DirectionScore:
    direction: Direction
    points: Percent = titled("得分（0—100）", unit="points")
    remark: Text


@command_data
class OpenAssessment:
    assessment: Identifier
    town: TownId
    year: Year
    weights: tuple[DirectionWeight, ...] = titled("各方向权重")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="启动年度评估")
class AssessmentOpened(OpenAssessment):
    """The town assesses itself within so many calendar days of the end of the year, and the
    expert opinion is awaited for working days."""

    county: CountyId
    opened_on: date
    self_assessment_days: Days = titled("自评期限（年末后自然日）", unit="calendar-days")
    opinion_working_days: Days = titled("等待专家意见（工作日）")


@command_data
class SubmitSelfAssessment:
    assessment: Identifier
    scores: tuple[DirectionScore, ...] = titled("各方向自评")
    report: Text = titled("自评报告")
    document: DocumentRef
    attachments: Attachments = titled("附件", ())


@event("programme", clause=CLAUSE, title="提交自评")
class SelfAssessmentSubmitted(SubmitSelfAssessment):
    town: TownId
    submitted_on: date
    review_working_days: Days = titled("初审期限（工作日）")


@event("programme", clause=CLAUSE, title="自评逾期")
class SelfAssessmentOverdue:
    """`key` names the step."""

    assessment: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    year: Year
    due_on: date


@command_data
class ReviewAssessment:
    """The county's first review: passed on, or back to the town."""

    assessment: Identifier
    passed: Flag = titled("初审是否通过")
    opinion: Text = titled("初审意见")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="区县初审")
class AssessmentReviewed(ReviewAssessment):
    town: TownId
    reviewed_on: date


@event("programme", clause=CLAUSE, title="初审逾期")
class AssessmentReviewOverdue:
    """`key` names the step."""

    assessment: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    year: Year
    due_on: date


@command_data
class RecordAssessmentOpinion:
    assessment: Identifier
    experts: tuple[Name, ...] = titled("专家")
    opinion: Text = titled("专家意见")
    answer: Text = titled("采纳情况")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="登记专家对评估的意见")
class AssessmentOpinionRecorded(RecordAssessmentOpinion):
    document: DocumentRef | None
    town: TownId
    organisation: OrganisationId
    recorded_on: date


@command_data
class NoteAssessmentOpinion:
    """As talent told of it: the engagement has its opinions, each answered, or is waited for no
    longer (`waived`)."""

    assessment: Identifier
    engagement: Identifier = titled("专家委托编号", kind="code")
    waived: Flag = titled("是否不再等待", False)


@event("programme", clause=CLAUSE, title="专家对评估的意见已出具")
class AssessmentOpinionNoted(NoteAssessmentOpinion):
    town: TownId


@command_data
class WaiveAssessmentOpinion:
    assessment: Identifier
    reason: Reason = titled("免除理由")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="免除专家对评估的意见")
class AssessmentOpinionWaived(WaiveAssessmentOpinion):
    town: TownId
    organisation: OrganisationId


@event("programme", clause=CLAUSE, title="专家意见逾期（评估）")
class AssessmentOpinionLapsed:
    """None came in time: the assessment goes on without."""

    assessment: Identifier
    town: TownId
    due_on: date


@command_data
class ScoreAssessment:
    assessment: Identifier
    scores: tuple[DirectionScore, ...] = titled("各方向得分")


@event("programme", clause=CLAUSE, title="评估评分")
class AssessmentScored(ScoreAssessment):
    """`score_thousandths` is the weighted mean, in thousandths of a point."""

    town: TownId
    score_thousandths: int
    scored_on: date


Event = (
    AssessmentOpened | SelfAssessmentSubmitted | SelfAssessmentOverdue | AssessmentReviewed
    | AssessmentReviewOverdue | AssessmentOpinionRecorded | AssessmentOpinionNoted
    | AssessmentOpinionWaived | AssessmentOpinionLapsed | AssessmentScored
)  # fmt: skip
