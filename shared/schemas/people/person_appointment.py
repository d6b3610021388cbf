"""任职 (design): a person's duties for an organisation, from a day until a day."""

from datetime import date

from shared.schemas.duty import Duty
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    titled,
)

CLAUSE = "design"


@command_data
class AppointPerson:
    """For the organisation whose administrator says so. `until` is the last day; without, the
    appointment holds until it is ended. `post` 职务 is what the person is called there."""

    person: Identifier
    duties: tuple[Duty, ...]
    since: date
    until: date | None = None
    post: Name | None = None
    document: DocumentRef | None = None


@command_data
class AppointAdministrator:
    """For another organisation, which has no administrator yet or lost the last one."""

    person: Identifier
    organisation: OrganisationId
    since: date
    reason: Reason
    until: date | None = None
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="任职")
class PersonAppointed:
    """`excluding` are duties that exclude each other and yet are held together, where that is told
    and not refused. Of an appointment that ends, its organisation is reminded
    `notice_working_days` before."""

    person: Identifier
    number: Count
    organisation: OrganisationId
    name: Name
    duties: tuple[Duty, ...]
    since: date
    until: date | None = None
    post: Name | None = None
    excluding: tuple[Duty, ...] = ()
    notice_working_days: Days
    reason: Reason | None = None
    document: DocumentRef | None = None
    appointed_by: OrganisationId
    appointed_on: date


@command_data
class ExtendAppointment:
    person: Identifier
    number: Count
    until: date
    reason: Reason
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="续任")
class AppointmentExtended(ExtendAppointment):
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    previous_until: date
    excluding: tuple[Duty, ...] = ()
    extended_on: date


@command_data
class EndAppointment:
    """`ends_on` is the last day on which it holds; without, it ends at once."""

    person: Identifier
    number: Count
    reason: Reason
    ends_on: date | None = titled("任职止（不填为立即终止）", None)
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="离任")
class AppointmentEnded(EndAppointment):
    ends_on: date
    at_once: Flag
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    ended_on: date


@event("people", clause=CLAUSE, title="任期即将届满")
class AppointmentEndsSoon:
    person: Identifier
    number: Count
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    until: date


@event("people", clause=CLAUSE, title="任期届满")
class AppointmentLapsed:
    person: Identifier
    number: Count
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    until: date


Event = (
    PersonAppointed
    | AppointmentExtended
    | AppointmentEnded
    | AppointmentEndsSoon
    | AppointmentLapsed
)
