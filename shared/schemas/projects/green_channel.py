"""绿色通道 (RZ-2.1.b): the permits of an admitted project and their time limits."""

from datetime import date
from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.projects.project import ProjectKind

CLAUSE = "RZ-2.1.b"

Stake = Literal["safety", "ecology", "finance", "health", "life"]
"""公共安全, 生态环境, 金融安全, 身体健康, 生命财产: never by commitment."""


@event("projects", clause=CLAUSE, title="开通绿色通道")
class GreenChannelOpened:
    project: ProjectId
    town: TownId
    county: CountyId
    kind: ProjectKind
    permits: tuple[Identifier, ...]
    opened_on: date


@event("projects", clause=CLAUSE, title="关闭绿色通道")
class GreenChannelClosed:
    """`permits` are those that were still undecided; they go on outside the channel."""

    project: ProjectId
    town: TownId
    permits: tuple[Identifier, ...]
    reason: Reason


@event("projects", clause=CLAUSE, title="申请许可")
class PermitRequested:
    project: ProjectId
    town: TownId
    permit: Identifier
    requested_on: date
    organisation: OrganisationId = "approval"
    notice_working_days: Days = 5


@event("projects", clause=CLAUSE, title="受理许可")
class PermitAccepted:
    """Both limits run in working days from the day after `accepted_on`.

    `deemed`: nobody gave notice of a deficiency in time, so it counts as accepted on the day it
    was requested. `gaps` are documents still owed, to be filled by `fill_by`.
    """

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    accepted_on: date
    green_channel_working_days: Days
    statutory_working_days: Days
    joint: Flag = False
    deemed: Flag = False
    gaps: tuple[Name, ...] = ()
    fill_by: date | None = None
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="一次告知补正")
class DeficiencyNotified:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    missing: tuple[Name, ...]
    notified_on: date
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="补齐容缺材料")
class GapFilled:
    project: ProjectId
    town: TownId
    permit: Identifier
    gap: Name
    filled_on: date


@event("projects", clause=CLAUSE, title="容缺受理失效")
class AcceptanceLapsed:
    """`gaps` were not filled by `due_on`; the permit may be requested anew."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    gaps: tuple[Name, ...]
    due_on: date


@event("projects", clause=CLAUSE, title="停止计时")
class ClockPaused:
    project: ProjectId
    town: TownId
    permit: Identifier
    cause: Identifier
    notice: DocumentRef
    paused_on: date


@event("projects", clause=CLAUSE, title="恢复计时")
class ClockResumed:
    project: ProjectId
    town: TownId
    permit: Identifier
    paused_on: date
    resumed_on: date


@event("projects", clause=CLAUSE, title="延长办理期限")
class PermitExtended:
    """By the head of the organ; the reason was told to the applicant in `notice`."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    working_days: Days
    reason: Reason
    notice: DocumentRef
    extended_on: date


@event("projects", clause=CLAUSE, title="准予许可")
class PermitGranted:
    """`commitment`: what the applicant promised, where it was granted on that (告知承诺)."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef | None
    decided_on: date
    delivery_working_days: Days = 10
    commitment: Text | None = None


@event("projects", clause=CLAUSE, title="承诺属实")
class CommitmentVerified:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    findings: Reason
    verified_on: date


@event("projects", clause=CLAUSE, title="承诺未兑现")
class CommitmentBreached:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    findings: Reason
    verified_on: date


@event("projects", clause=CLAUSE, title="撤销许可")
class PermitRevoked:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef
    revoked_on: date


@event("projects", clause=CLAUSE, title="送达许可")
class PermitDelivered:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    delivered_on: date


@event("projects", clause=CLAUSE, title="许可送达超期")
class PermitDeliveryOverdue:
    """The grant was not delivered by `due_on`."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    due_on: date


@event("projects", clause="RZ-3.3.c", title="解除送达预警")
class DeliveryFlagCleared:
    """The issue that the late delivery raised was resolved."""

    project: ProjectId
    town: TownId
    permit: Identifier
    issue: Identifier


@event("projects", clause=CLAUSE, title="不予许可")
class PermitRefused:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef | None
    decided_on: date


@event("projects", clause=CLAUSE, title="许可超期")
class PermitOverdue:
    """The permit was not decided by `due_on`, the last day of the green-channel limit."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    due_on: date


@event("projects", clause=CLAUSE, title="解除许可预警")
class PermitFlagCleared:
    """The issue that the late permit raised was resolved."""

    project: ProjectId
    town: TownId
    permit: Identifier
    issue: Identifier


@command_data
class OpenGreenChannel:
    project: ProjectId
    town: TownId
    county: CountyId
    kind: ProjectKind


@command_data
class CloseGreenChannel:
    project: ProjectId
    reason: Reason


@command_data
class RequestPermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    organisation: OrganisationId = titled("受理机关", "approval")


@command_data
class NotifyDeficiency:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    missing: tuple[Name, ...] = titled("须补正的全部内容")
    document: DocumentRef | None = None


@command_data
class AcceptPermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    joint: Flag = titled("是否联合办理", False)


@command_data
class AcceptWithGaps:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    gaps: tuple[Name, ...] = titled("容缺材料")
    fill_by: date = titled("补齐期限")
    joint: Flag = titled("是否联合办理", False)
    document: DocumentRef | None = None


@command_data
class FillGap:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    gap: Name = titled("已补齐的材料")


@command_data
class PauseClock:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    cause: Identifier = titled("停止计时的事由")
    notice: DocumentRef = titled("书面告知文号")


@command_data
class ResumeClock:
    project: ProjectId
    permit: Identifier = titled("许可事项")


@command_data
class ExtendPermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    reason: Reason = titled("延长理由（已告知申请人）")
    notice: DocumentRef = titled("告知文号")


@command_data
class DecidePermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    granted: Flag = titled("是否准予")
    reason: Reason = titled("理由")
    document: DocumentRef | None = None


@command_data
class DecideOnCommitment:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    commitment: Text = titled("承诺内容")
    at_stake: tuple[Stake, ...] = titled("涉及的公共利益", ())
    document: DocumentRef | None = None


@command_data
class VerifyCommitment:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    kept: Flag = titled("承诺是否属实")
    findings: Reason = titled("核查情况")


@command_data
class RevokePermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    reason: Reason = titled("撤销理由")
    document: DocumentRef = titled("决定文号")


@command_data
class DeliverPermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")


@command_data
class ClearPermitFlag:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    issue: Identifier = titled("事项编号")


@command_data
class ClearDeliveryFlag:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    issue: Identifier = titled("事项编号")
