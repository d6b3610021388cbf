"""人员 (design): who signs in under which subject of the identity provider, and as what name."""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.duty import Duty
from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, DocumentRef, Identifier, Name, OrganisationId, Reason

CLAUSE = "design"


@command_data
class Held:
    """An appointment, by its number within the person's record."""

    number: Count
    organisation: OrganisationId
    duties: tuple[Duty, ...]


@command_data
class RegisterPerson:
    """`subject` is the `sub` that the identity provider knows the person by."""

    person: Identifier
    name: Name
    subject: Name
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="人员登记")
class PersonRegistered(RegisterPerson):
    registered_by: OrganisationId
    registered_on: date


@command_data
class CorrectPerson:
    """What is left out stays as it is."""

    person: Identifier
    reason: Reason
    name: Name | None = None
    subject: Name | None = None
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="人员信息更正", corrects=[corrects(PersonRegistered)])
class PersonCorrected(CorrectPerson):
    """`name` and `subject` as they are from now on; `appointments` are all of the person's."""

    name: Name
    subject: Name
    appointments: tuple[Held, ...]
    corrected_on: date


@command_data
class RemovePerson:
    person: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="人员注销")
class PersonRemoved(RemovePerson):
    """At once: with it end the `appointments` and, by their numbers, the `deputisings`."""

    appointments: tuple[Held, ...]
    deputisings: tuple[Count, ...]
    removed_by: OrganisationId
    removed_on: date


@command_data
class ReinstatePerson:
    person: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="人员恢复")
class PersonReinstated(ReinstatePerson):
    """On the register again; what ended with the removal stays ended."""

    reinstated_on: date


Event = PersonRegistered | PersonCorrected | PersonRemoved | PersonReinstated
