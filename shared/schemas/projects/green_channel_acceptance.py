"""Facts and commands of taking up a permit, also with gaps to fill (RZ-2.1.b)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Days,
    DocumentRef,
    Flag,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.projects.green_channel import (
    CLAUSE,
    PermitId,
    UnderPower,
)


@event("projects", clause=CLAUSE, title="受理许可")
class PermitAccepted:
    """Both limits run in working days from the day after `accepted_on`.

    `deemed`: nobody gave notice of a deficiency in time, so it counts as accepted on the day it
    was requested. `gaps` are documents still owed, to be filled by `fill_by`. `under`: a town took
    it up, and keeps it whatever becomes of the power; where it only accepts, it passes the case on
    within `transmission_working_days` after `transmission_from`.
    """

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    accepted_on: date
    green_channel_working_days: Days
    statutory_working_days: Days
    joint: Flag = False
    deemed: Flag = False
    gaps: tuple[Name, ...] = ()
    fill_by: date | None = None
    document: DocumentRef | None = None
    under: UnderPower | None = None
    transmission_working_days: Days | None = None
    transmission_from: date | None = None


@event("projects", clause=CLAUSE, title="容缺受理失效")
class AcceptanceLapsed:
    """`gaps` were not filled by `due_on`; the permit may be requested anew."""

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    gaps: tuple[Name, ...]
    due_on: date


@command_data
class NotifyDeficiency:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    missing: tuple[Name, ...] = titled("须补正的全部内容")
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="一次告知补正")
class DeficiencyNotified(NotifyDeficiency):
    town: TownId
    organisation: OrganisationId
    notified_on: date


@command_data
class AcceptPermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    joint: Flag = titled("是否联合办理", False)


@command_data
class AcceptWithGaps:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    gaps: tuple[Name, ...] = titled("容缺材料")
    fill_by: date = titled("补齐期限")
    joint: Flag = titled("是否联合办理", False)
    document: DocumentRef | None = None


@command_data
class FillGap:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    gap: Name = titled("已补齐的材料")


@event("projects", clause=CLAUSE, title="补齐容缺材料")
class GapFilled(FillGap):
    town: TownId
    filled_on: date


@command_data
class DeclineAcceptance:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    reason: Reason = titled("不予受理的理由")
    document: DocumentRef = titled("不予受理决定文号")


@event("projects", clause=CLAUSE, title="不予受理")
class AcceptanceDeclined(DeclineAcceptance):
    """No permit is needed, or it is another organ's (行政许可法§32): in writing, with the reason."""

    town: TownId
    organisation: OrganisationId
    declined_on: date


@command_data
class WithdrawPermitRequest:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    reason: Reason = titled("撤回理由")


@event("projects", clause=CLAUSE, title="撤回许可申请")
class PermitRequestWithdrawn(WithdrawPermitRequest):
    """The town took its request back before a decision."""

    town: TownId
    organisation: OrganisationId
    withdrawn_on: date


Event = (
    PermitAccepted | AcceptanceLapsed | DeficiencyNotified | GapFilled | AcceptanceDeclined
    | PermitRequestWithdrawn
)  # fmt: skip
