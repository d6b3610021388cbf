"""How long an appointment holds, and when its organisation is reminded of its end."""

from collections.abc import Iterable

from services.people.domain.person.state import PERSON, Appointment, Person
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.copying import replace
from shared.schemas.people import person_appointment

CLAUSE = "design"


@PERSON.deadlines
def deadlines(person: Person) -> Iterable[Deadline]:
    """Of each open appointment with a last day: that day, and the reminder before it."""
    for number, appointment in person.open_appointments():
        limit = end_of(number, appointment)
        if limit is not None:
            yield limit
            if not appointment.told:
                yield replace(limit, key=f"notice-{number}", ahead=appointment.notice)


def end_of(number: int, appointment: Appointment) -> Deadline | None:
    term = appointment.term
    if term.until is None:
        return None
    days = (term.until - term.since).days
    return Deadline(f"term-{number}", term.since, days, "calendar", CLAUSE)


@PERSON.when_passed(clause=CLAUSE)
def term_passed(person: Person, cmd: DeadlinePassed, context: Context) -> Events:
    """What passed before a term was extended is no longer said."""
    if all(deadline.key != cmd.key for deadline in deadlines(person)):
        return
    kind, _, number = cmd.key.partition("-")
    term = person.appointments[int(number)].term
    if term.until is None:
        return
    if kind == "notice":
        yield person_appointment.AppointmentEndsSoon(
            cmd.stream_id, number=int(number), organisation=term.organisation, duties=term.duties,
            until=term.until,
        )  # fmt: skip
    elif cmd.due_on == term.until:
        yield person_appointment.AppointmentLapsed(
            cmd.stream_id, number=int(number), organisation=term.organisation, duties=term.duties,
            until=term.until,
        )  # fmt: skip
