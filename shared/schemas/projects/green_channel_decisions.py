"""Facts and commands of deciding on a permit, on commitments too, and delivering it (RZ-2.1.b)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Days,
    DocumentRef,
    Flag,
    OrganisationId,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.projects.green_channel import (
    CLAUSE,
    PermitId,
    Stake,
    UnderPower,
)


@event("projects", clause=CLAUSE, title="准予许可")
class PermitGranted:
    """`commitment`: what the applicant promised, where it was granted on that (告知承诺).

    `under`: a town decided; that stays valid when the power goes back.
    """

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef | None
    decided_on: date
    delivery_working_days: Days = 10
    commitment: Text | None = None
    under: UnderPower | None = None


@event("projects", clause=CLAUSE, title="承诺属实")
class CommitmentVerified:
    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    findings: Reason
    verified_on: date


@event("projects", clause=CLAUSE, title="承诺未兑现")
class CommitmentBreached:
    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    findings: Reason
    verified_on: date


@event("projects", clause=CLAUSE, title="许可送达超期")
class PermitDeliveryOverdue:
    """The grant was not delivered by `due_on`."""

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    due_on: date
    organ: OrganisationId | None = None


@event("projects", clause=CLAUSE, title="不予许可")
class PermitRefused:
    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    reason: Reason
    document: DocumentRef | None
    decided_on: date
    under: UnderPower | None = None


@command_data
class DecidePermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    granted: Flag = titled("是否准予")
    reason: Reason = titled("理由")
    document: DocumentRef | None = None


@command_data
class DecideOnCommitment:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    commitment: Text = titled("承诺内容")
    at_stake: tuple[Stake, ...] = titled("涉及的公共利益", ())
    document: DocumentRef | None = None


@command_data
class VerifyCommitment:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    kept: Flag = titled("承诺是否属实")
    findings: Reason = titled("核查情况")


@command_data
class RevokePermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    reason: Reason = titled("撤销理由")
    document: DocumentRef = titled("决定文号")


@event("projects", clause=CLAUSE, title="撤销许可")
class PermitRevoked(RevokePermit):
    town: TownId
    organisation: OrganisationId
    revoked_on: date


@command_data
class DeliverPermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")


@event("projects", clause=CLAUSE, title="送达许可")
class PermitDelivered(DeliverPermit):
    town: TownId
    organisation: OrganisationId
    delivered_on: date


Event = (
    PermitGranted | CommitmentVerified | CommitmentBreached | PermitDeliveryOverdue | PermitRefused
    | PermitRevoked | PermitDelivered
)  # fmt: skip
