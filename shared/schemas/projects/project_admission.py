"""Facts and commands of an application for admission, up to the decision (RZ-2.1.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
    titled,
)
from shared.schemas.projects.project import CLAUSE, LandUse, Origin, ProjectKind


@event("projects", clause=CLAUSE, title="初审通过")
class PreliminaryReviewPassed:
    project: ProjectId
    town: TownId
    organisation: OrganisationId
    document: DocumentRef | None
    passed_on: date
    opinion_working_days: Days = 10


@event("projects", clause=CLAUSE, title="联审期满")
class OpinionPeriodEnded:
    """`silent` said nothing by `due_on`, which counts as no objection; never a statutory one."""

    project: ProjectId
    town: TownId
    silent: tuple[OrganisationId, ...]
    due_on: date


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


@event("projects", clause=CLAUSE, title="申报入库")
class AdmissionApplied(ApplyForAdmission):
    county: CountyId
    land_area: SquareMetres | None
    land_use: LandUse | None
    national_code: Identifier | None
    applied_on: date


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


@event("projects", clause=CLAUSE, title="重新申报")
class ApplicationResubmitted(ResubmitApplication):
    """The corrected application; review and opinions start again."""

    town: TownId
    land_area: SquareMetres | None
    land_use: LandUse | None
    national_code: Identifier | None
    resubmitted_on: date


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


@event("projects", clause=CLAUSE, title="出具联审意见")
class OpinionGiven(GiveOpinion):
    """A `statutory` objection blocks; another one goes to a joint meeting."""

    town: TownId
    organisation: OrganisationId


@command_data
class WithdrawOpinion:
    project: ProjectId
    reason: Reason


@event("projects", clause=CLAUSE, title="撤回联审意见")
class OpinionWithdrawn(WithdrawOpinion):
    """From `withdrawn_on` the department has its time again, if the period had ended."""

    town: TownId
    organisation: OrganisationId
    withdrawn_on: date | None = None


@command_data
class SettleInJointMeeting:
    project: ProjectId
    minutes: DocumentRef = titled("会议纪要文号")
    held_on: date = titled("会议日期", usual=TODAY)


@event("projects", clause=CLAUSE, title="联席会议议定")
class JointMeetingSettled(SettleInJointMeeting):
    """A joint meeting overcame the objections of these organisations; its minutes are cited."""

    town: TownId
    objections: tuple[OrganisationId, ...]


@command_data
class ReturnForCorrection:
    project: ProjectId
    reason: Reason = titled("补正要求")


@event("projects", clause=CLAUSE, title="退回补正")
class ApplicationReturned(ReturnForCorrection):
    town: TownId


@command_data
class RejectApplication:
    project: ProjectId
    reason: Reason
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="不予入库")
class ApplicationRejected(RejectApplication):
    town: TownId


@command_data
class WithdrawApplication:
    project: ProjectId
    reason: Reason = titled("撤回理由")


@event("projects", clause=CLAUSE, title="撤回申报")
class ApplicationWithdrawn(WithdrawApplication):
    """The town took its application back; name and code are free again."""

    town: TownId
    withdrawn_on: date


@command_data
class AwaitProjectExperts:
    """Experts were asked about the project: it is not admitted before they are heard."""

    project: ProjectId
    engagement: Identifier = titled("专家委托编号", kind="code")


@event("projects", clause="RZ-2.5.g", title="等待专家意见")
class ProjectExpertsAwaited(AwaitProjectExperts):
    town: TownId


@command_data
class HearProjectExperts:
    """Each of their opinions was answered, or they are waited for no longer (`waived`)."""

    project: ProjectId
    engagement: Identifier = titled("专家委托编号", kind="code")
    waived: Flag = titled("是否不再等待")


@event("projects", clause="RZ-2.5.g", title="专家意见已了结")
class ProjectExpertsHeard(HearProjectExperts):
    town: TownId


Event = (
    PreliminaryReviewPassed | OpinionPeriodEnded | AdmissionApplied | ApplicationResubmitted
    | OpinionGiven | OpinionWithdrawn | JointMeetingSettled | ApplicationReturned
    | ApplicationRejected | ApplicationWithdrawn | ProjectExpertsAwaited | ProjectExpertsHeard
)  # fmt: skip
