"""Facts and commands of a permit's time limit: stopped, running again, extended (RZ-2.1.b)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Days,
    DocumentRef,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.projects.green_channel import (
    CLAUSE,
    PermitId,
    StopCause,
)


@command_data
class PauseClock:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    cause: StopCause = titled("停止计时的事由")
    notice: DocumentRef = titled("书面告知文号")


@event("projects", clause=CLAUSE, title="停止计时")
class ClockPaused(PauseClock):
    town: TownId
    paused_on: date


@command_data
class ResumeClock:
    project: ProjectId
    permit: PermitId = titled("许可事项")


@event("projects", clause=CLAUSE, title="恢复计时")
class ClockResumed(ResumeClock):
    town: TownId
    paused_on: date
    resumed_on: date


@command_data
class ExtendPermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    reason: Reason = titled("延长理由（已告知申请人）")
    notice: DocumentRef = titled("告知文号")


@event("projects", clause=CLAUSE, title="延长办理期限")
class PermitExtended(ExtendPermit):
    """By the head of the organ; the reason was told to the applicant in `notice`."""

    town: TownId
    organisation: OrganisationId
    working_days: Days
    extended_on: date


Event = ClockPaused | ClockResumed | PermitExtended
