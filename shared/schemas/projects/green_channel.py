"""绿色通道 (RZ-2.1.b): the permits of an admitted project and their time limits."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.projects.project import ProjectKind

CLAUSE = "RZ-2.1.b"


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


@event("projects", clause=CLAUSE, title="受理许可")
class PermitAccepted:
    """Both limits run in working days from the day after `accepted_on`."""

    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    accepted_on: date
    green_channel_working_days: Days
    statutory_working_days: Days


@event("projects", clause=CLAUSE, title="准予许可")
class PermitGranted:
    project: ProjectId
    town: TownId
    permit: Identifier
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef | None
    decided_on: date


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


@command_data
class AcceptPermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")


@command_data
class DecidePermit:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    granted: Flag = titled("是否准予")
    reason: Reason = titled("理由")
    document: DocumentRef | None = None


@command_data
class ClearPermitFlag:
    project: ProjectId
    permit: Identifier = titled("许可事项")
    issue: Identifier = titled("事项编号")
