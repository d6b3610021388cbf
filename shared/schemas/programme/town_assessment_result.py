"""年度评估的结果 (RZ-1.a): publicised, objected to, confirmed."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    Year,
    titled,
)
from shared.schemas.programme.stages import Grade
from shared.schemas.programme.town_assessment import CLAUSE, DirectionScore


@command_data
class PubliciseAssessment:
    assessment: Identifier
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="公示评估结果")
class AssessmentPublicised(PubliciseAssessment):
    """`publicity` counts from 1; days are working days."""

    document: DocumentRef | None
    town: TownId
    publicity: Count
    scores: tuple[DirectionScore, ...] = titled("各方向得分")
    score_thousandths: int
    grade: Grade
    publicised_on: date
    working_days: Days = titled("公示期（工作日）")
    confirm_working_days: Days = titled("确认期限（工作日）")


@event("programme", clause=CLAUSE, title="评估公示期满")
class AssessmentPublicityEnded:
    assessment: Identifier
    town: TownId
    publicity: Count
    last_day: date


@command_data
class LodgeAssessmentObjection:
    assessment: Identifier
    objection: Identifier
    text: Text = titled("异议内容")
    complainant: Name | None = titled("异议人（群众或企业）", None)


@event("programme", clause=CLAUSE, title="对评估提出异议")
class AssessmentObjectionLodged(LodgeAssessmentObjection):
    town: TownId
    organisation: OrganisationId
    lodged_on: date


@command_data
class ResolveAssessmentObjection:
    assessment: Identifier
    objection: Identifier
    upheld: Flag = titled("是否成立")
    reason: Reason = titled("处理理由")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="处理对评估的异议")
class AssessmentObjectionResolved(ResolveAssessmentObjection):
    """One that is upheld takes the assessment back to its scores."""

    document: DocumentRef | None
    town: TownId
    decided_by: OrganisationId
    decided_on: date


@command_data
class ConfirmAssessment:
    assessment: Identifier
    document: DocumentRef
    decided_by: Name = titled("确认机关")
    decided_on: date


@event("programme", clause=CLAUSE, title="年度评估结果")
class YearAssessed(ConfirmAssessment):
    """A criterion of awards, a ground of excellent ratios."""

    town: TownId
    county: CountyId
    year: Year
    scores: tuple[DirectionScore, ...] = titled("各方向得分")
    score_thousandths: int
    grade: Grade
    recorded_by: OrganisationId


@event("programme", clause=CLAUSE, title="评估确认逾期")
class AssessmentConfirmationOverdue:
    """`key` names the step."""

    assessment: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    year: Year
    due_on: date


@command_data
class ClearAssessmentFlag:
    assessment: Identifier
    key: str
    issue: Identifier


@event("programme", clause="RZ-3.3.c", title="评估逾期预警解除")
class AssessmentFlagCleared(ClearAssessmentFlag):
    """The issue that lateness raised is resolved."""

    town: TownId


Event = (
    AssessmentPublicised | AssessmentPublicityEnded | AssessmentObjectionLodged
    | AssessmentObjectionResolved | YearAssessed | AssessmentConfirmationOverdue
    | AssessmentFlagCleared
)  # fmt: skip
