"""转报: a town that only accepts passes the case on to the department that decides (RZ-2.6.c)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, OrganisationId, ProjectId, TownId, titled
from shared.schemas.projects.green_channel import PermitId

CLAUSE = "RZ-2.6.c"


@command_data
class TransmitCase:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    document: DocumentRef | None = titled("转报文号", None)


@event("projects", clause=CLAUSE, title="转报许可申请")
class CaseTransmitted(TransmitCase):
    """`organisation` accepted it; `decider` has it now. The clock runs since the acceptance."""

    town: TownId
    organisation: OrganisationId
    decider: OrganisationId
    transmitted_on: date


@event("projects", clause=CLAUSE, title="转报超期")
class TransmissionOverdue:
    """The town did not pass the case on by `due_on`; `organ` awaits it."""

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    organ: OrganisationId
    due_on: date


@command_data
class ClearTransmissionFlag:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    issue: Identifier = titled("事项编号")


@event("projects", clause="RZ-3.3.c", title="解除转报预警")
class TransmissionFlagCleared(ClearTransmissionFlag):
    """The issue that the late transmission raised was resolved."""

    town: TownId


Event = CaseTransmitted | TransmissionOverdue | TransmissionFlagCleared
