"""同意任职 (design): whom a person works for agrees to an appointment at another organisation."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, OrganisationId, Reason, titled

CLAUSE = "design"


@command_data
class AgreeToAppointment:
    """By whom the person works for: another organisation may appoint them as well."""

    person: Identifier
    organisation: OrganisationId = titled("拟任职单位")
    reason: Reason
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="同意其他单位任职")
class AppointmentAgreed(AgreeToAppointment):
    """Good for one appointment, made on `good_until` at the latest."""

    agreed_by: OrganisationId
    good_until: date


@command_data
class WithdrawAgreement:
    person: Identifier
    organisation: OrganisationId = titled("拟任职单位")
    reason: Reason


@event("people", clause=CLAUSE, title="撤回同意任职")
class AgreementWithdrawn(WithdrawAgreement):
    """Before it was used; an appointment that was made stays."""

    withdrawn_by: OrganisationId


Event = AppointmentAgreed | AgreementWithdrawn
