"""机构名录: banks, guarantee companies and insurers that serve the towns (RZ-2.4.a)."""

from datetime import date

from shared.schemas.credit.stages import AssessmentGroup, InstitutionKind
from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Flag, Identifier, Name, Reason

CLAUSE = "RZ-2.4.a"


@command_data
class RegisterInstitution:
    """`institution` is also the organisation as which it signs in, once it has joined."""

    institution: Identifier
    name: Name
    credit_code: Identifier
    kind: InstitutionKind
    group: AssessmentGroup
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="登记金融机构")
class InstitutionRegistered(RegisterInstitution):
    """`joined`: it acts for itself; otherwise local-finance enters what it says (代录)."""

    joined: Flag
    registered_on: date


@command_data
class ChangeInstitution:
    institution: Identifier
    name: Name
    kind: InstitutionKind
    group: AssessmentGroup
    reason: Reason
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="变更金融机构")
class InstitutionChanged(ChangeInstitution):
    joined: Flag
    changed_on: date


@command_data
class CloseInstitution:
    institution: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="注销金融机构")
class InstitutionClosed(CloseInstitution):
    """Nothing new is pushed to it; what runs is settled."""

    closed_on: date


Event = InstitutionRegistered | InstitutionChanged | InstitutionClosed
