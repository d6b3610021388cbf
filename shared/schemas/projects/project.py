"""重点项目库 (RZ-2.1.a): from a town's application to admission, and out again."""

from datetime import date
from typing import Literal

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)

CLAUSE = "RZ-2.1.a"

ProjectKind = Literal["investment", "social", "infrastructure"]
"""投资性产业, 社会事业, 基础设施."""
Origin = Literal["own", "recruited"]
"""本地, 招商引资."""
Milestone = Literal["feasibility", "design", "started", "main-structure", "accepted"]
"""可研批复, 初步设计批复, 开工, 主体完工, 竣工验收."""
LandUse = Literal["industrial", "commercial", "public", "residential"]


@event("projects", clause=CLAUSE, title="申报入库")
class AdmissionApplied:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    kind: ProjectKind
    origin: Origin
    unit: Name
    investment_fen: Fen
    land_area: SquareMetres | None
    land_use: LandUse | None
    national_code: Identifier | None
    applied_on: date
    government_funded: Flag = False


@event("projects", clause=CLAUSE, title="初审通过")
class PreliminaryReviewPassed:
    project: ProjectId
    town: TownId
    organisation: OrganisationId
    document: DocumentRef | None
    passed_on: date
    opinion_working_days: Days = 10


@event("projects", clause=CLAUSE, title="出具联审意见")
class OpinionGiven:
    """A `statutory` objection blocks; another one goes to a joint meeting."""

    project: ProjectId
    town: TownId
    organisation: OrganisationId
    agrees: Flag
    statutory: Flag
    reason: Reason


@event("projects", clause=CLAUSE, title="联审期满")
class OpinionPeriodEnded:
    """`silent` said nothing by `due_on`, which counts as no objection; never a statutory one."""

    project: ProjectId
    town: TownId
    silent: tuple[OrganisationId, ...]
    due_on: date


@event("projects", clause=CLAUSE, title="撤回联审意见")
class OpinionWithdrawn:
    project: ProjectId
    town: TownId
    organisation: OrganisationId
    reason: Reason


@event("projects", clause=CLAUSE, title="联席会议议定")
class JointMeetingSettled:
    """A joint meeting overcame the objections of these organisations; its minutes are cited."""

    project: ProjectId
    town: TownId
    objections: tuple[OrganisationId, ...]
    minutes: DocumentRef
    held_on: date


@event("projects", clause=CLAUSE, title="退回补正")
class ApplicationReturned:
    project: ProjectId
    town: TownId
    reason: Reason


@event("projects", clause=CLAUSE, title="重新申报")
class ApplicationResubmitted:
    """The corrected application; review and opinions start again."""

    project: ProjectId
    name: Name
    town: TownId
    kind: ProjectKind
    origin: Origin
    unit: Name
    investment_fen: Fen
    land_area: SquareMetres | None
    land_use: LandUse | None
    national_code: Identifier | None
    resubmitted_on: date
    government_funded: Flag = False


@event("projects", clause=CLAUSE, title="不予入库")
class ApplicationRejected:
    project: ProjectId
    town: TownId
    reason: Reason


@event("projects", clause=CLAUSE, title="登记项目代码")
class NationalCodeRecorded:
    """The project's code on the national investment platform (投资项目统一代码)."""

    project: ProjectId
    town: TownId
    national_code: Identifier


@event("projects", clause=CLAUSE, title="项目入库")
class ProjectAdmitted:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    kind: ProjectKind
    origin: Origin
    investment_fen: Fen
    land_area: SquareMetres | None
    land_use: LandUse | None
    admitted_on: date
    document: DocumentRef | None = None
    attachments: Attachments = titled("附件", ())
    monthly_report_calendar_days: Days = 10


@event("projects", clause=CLAUSE, title="项目出库")
class ProjectExited:
    project: ProjectId
    town: TownId
    reason: Reason


@command_data
class ProjectFacts:
    """What an adjustment may change."""

    investment_fen: Fen = titled("总投资（分）")
    land_area: SquareMetres | None = titled("用地面积（平方米）", None)
    land_use: LandUse | None = titled("用地用途", None)
    site: Text | None = titled("选址", None)


@event("projects", clause=CLAUSE, title="动态调整")
class ProjectAdjusted:
    project: ProjectId
    town: TownId
    old: ProjectFacts
    new: ProjectFacts
    reason: Reason
    adjusted_on: date
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="月调度")
class InvestmentReported:
    """Of one month, `2024-03`; `total_fen` of all reported months; `replaced_fen` if corrected.

    `skipped` are earlier months that are not reported yet.
    """

    project: ProjectId
    town: TownId
    month: Identifier
    invested_fen: FenOrZero
    total_fen: FenOrZero
    replaced_fen: FenOrZero | None
    skipped: tuple[Identifier, ...]
    progress: Text
    problems: Text | None
    reported_on: date


@event("projects", clause=CLAUSE, title="月报缺报")
class MonthlyReportMissed:
    project: ProjectId
    town: TownId
    month: Identifier
    due_on: date


@event("projects", clause=CLAUSE, title="项目节点")
class MilestoneReached:
    """Estimates are those of government investment; `report` to who approved the feasibility."""

    project: ProjectId
    town: TownId
    milestone: Milestone
    reached_on: date
    estimate_fen: Fen | None
    report: DocumentRef | None
    review: DocumentRef | None
    document: DocumentRef | None


@event("projects", clause=CLAUSE, title="项目竣工")
class ProjectCompleted:
    project: ProjectId
    town: TownId
    completed_on: date
    document: DocumentRef | None


@command_data
class AdjustProject:
    project: ProjectId
    new: ProjectFacts = titled("调整后")
    reason: Reason = titled("调整理由")
    document: DocumentRef | None = None


@command_data
class ReportInvestment:
    project: ProjectId
    month: Identifier = titled("月份（如2024-03）")
    invested_fen: FenOrZero = titled("本月完成投资（分）")
    progress: Text = titled("进展")
    problems: Text | None = titled("问题", None)


@command_data
class ReachMilestone:
    project: ProjectId
    milestone: Milestone = titled("节点")
    reached_on: date = titled("完成日期")
    estimate_fen: Fen | None = titled("估算或概算（分）", None)
    report: DocumentRef | None = titled("超估算报告文号", None)
    review: DocumentRef | None = titled("评审文号", None)
    document: DocumentRef | None = None


@command_data
class CompleteProject:
    project: ProjectId
    document: DocumentRef | None = None


@command_data
class ApplyForAdmission:
    project: ProjectId
    name: Name
    town: TownId
    kind: ProjectKind
    origin: Origin
    unit: Name = titled("建设单位")
    investment_fen: Fen = titled("总投资（分）")
    land_area: SquareMetres | None = titled("用地面积（平方米）", None)
    land_use: LandUse | None = titled("用地用途", None)
    national_code: Identifier | None = titled("项目代码", None)
    government_funded: Flag = titled("是否政府投资", False)


@command_data
class ResubmitApplication:
    project: ProjectId
    name: Name
    kind: ProjectKind
    origin: Origin
    unit: Name = titled("建设单位")
    investment_fen: Fen = titled("总投资（分）")
    land_area: SquareMetres | None = titled("用地面积（平方米）", None)
    land_use: LandUse | None = titled("用地用途", None)
    national_code: Identifier | None = titled("项目代码", None)
    government_funded: Flag = titled("是否政府投资", False)


@command_data
class PassPreliminaryReview:
    project: ProjectId
    document: DocumentRef | None = None


@command_data
class GiveOpinion:
    project: ProjectId
    agrees: Flag = titled("是否同意")
    statutory: Flag = titled("是否属法定否决情形")
    reason: Reason = titled("理由")


@command_data
class WithdrawOpinion:
    project: ProjectId
    reason: Reason


@command_data
class SettleInJointMeeting:
    project: ProjectId
    minutes: DocumentRef = titled("会议纪要文号")
    held_on: date = titled("会议日期")


@command_data
class ReturnForCorrection:
    project: ProjectId
    reason: Reason = titled("补正要求")


@command_data
class RejectApplication:
    project: ProjectId
    reason: Reason


@command_data
class RecordNationalCode:
    project: ProjectId
    national_code: Identifier = titled("项目代码")


@command_data
class AdmitProject:
    project: ProjectId
    document: DocumentRef | None = None
    attachments: Attachments = titled("附件", ())


@command_data
class ExitProject:
    project: ProjectId
    reason: Reason
