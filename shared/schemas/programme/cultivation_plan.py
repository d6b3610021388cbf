"""培育方案 (RZ-1.a): how a town is cultivated in the five directions, edition by edition."""

from datetime import date

from shared.schemas.attachment import Attachments
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
from shared.schemas.programme.stages import Direction

CLAUSE = "RZ-1.a"


@command_data
class PlannedMeasure:
    """What is done in a direction, and what it is to have reached by the end of a year."""

    direction: Direction
    year: Year
    measure: Text = titled("举措")
    target: Name = titled("年度目标")


@command_data
class AdoptCultivationPlan:
    town: TownId
    title: Name = titled("方案名称")
    measures: tuple[PlannedMeasure, ...] = titled("分方向、分年度举措")
    document: DocumentRef
    attachments: Attachments = titled("附件", ())


@event("programme", clause=CLAUSE, title="制定培育方案")
class CultivationPlanAdopted(AdoptCultivationPlan):
    """Its opinion is awaited for so many working days; `edition` counts from 1."""

    county: CountyId
    edition: Count
    adopted_on: date
    working_days: Days = titled("等待专家意见（工作日）")


@command_data
class ReviseCultivationPlan:
    town: TownId
    title: Name = titled("方案名称")
    measures: tuple[PlannedMeasure, ...] = titled("分方向、分年度举措")
    reason: Reason = titled("修订理由")
    document: DocumentRef
    attachments: Attachments = titled("附件", ())


@event("programme", clause=CLAUSE, title="修订培育方案")
class CultivationPlanRevised(ReviseCultivationPlan):
    """Until it is approved the edition before holds."""

    county: CountyId
    edition: Count
    adopted_on: date
    working_days: Days = titled("等待专家意见（工作日）")


@command_data
class RecordPlanOpinion:
    town: TownId
    experts: tuple[Name, ...] = titled("专家")
    opinion: Text = titled("专家意见")
    answer: Text = titled("采纳情况")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="登记专家对方案的意见")
class PlanOpinionRecorded(RecordPlanOpinion):
    document: DocumentRef | None
    edition: Count
    organisation: OrganisationId
    recorded_on: date


@command_data
class NotePlanOpinion:
    """As talent told of it: the engagement has its opinions, each answered, or is waited for no
    longer (`waived`)."""

    town: TownId
    engagement: Identifier = titled("专家委托编号", kind="code")
    waived: Flag = titled("是否不再等待", False)


@event("programme", clause=CLAUSE, title="专家对方案的意见已出具")
class PlanOpinionNoted(NotePlanOpinion):
    edition: Count


@command_data
class WaivePlanOpinion:
    town: TownId
    reason: Reason = titled("免除理由")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="免除专家对方案的意见")
class PlanOpinionWaived(WaivePlanOpinion):
    edition: Count
    organisation: OrganisationId


@event("programme", clause=CLAUSE, title="专家意见逾期（方案）")
class PlanOpinionLapsed:
    """None came in time: the plan goes on without."""

    town: TownId
    edition: Count
    due_on: date


@command_data
class ReturnCultivationPlan:
    town: TownId
    reason: Reason = titled("退回理由")


@event("programme", clause=CLAUSE, title="退回培育方案")
class CultivationPlanReturned(ReturnCultivationPlan):
    edition: Count
    returned_on: date


@command_data
class ApproveCultivationPlan:
    town: TownId
    document: DocumentRef


@event("programme", clause=CLAUSE, title="批准培育方案")
class CultivationPlanApproved(ApproveCultivationPlan):
    edition: Count
    approved_on: date


@command_data
class FileCultivationPlan:
    town: TownId
    document: DocumentRef


@event("programme", clause=CLAUSE, title="培育方案备案")
class CultivationPlanFiled(FileCultivationPlan):
    edition: Count
    filed_on: date


Event = (
    CultivationPlanAdopted | CultivationPlanRevised | PlanOpinionRecorded | PlanOpinionNoted
    | PlanOpinionWaived | PlanOpinionLapsed | CultivationPlanReturned | CultivationPlanApproved
    | CultivationPlanFiled
)  # fmt: skip
