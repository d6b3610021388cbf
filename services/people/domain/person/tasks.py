"""待办: an appointment that ends soon is extended, or another person is found."""

from services.people.domain.person.appointing import (
    appoint_person,
    end_appointment,
    extend_appointment,
)
from services.people.domain.person.limits import end_of
from services.people.domain.person.state import PERSON, Person
from shared.kernel.aggregate import Over, Task, Tasks, Wait, organisation


@PERSON.tasks
def tasks(person: Person) -> Tasks:
    """From the reminder until somebody decides, also after the last day; before, and without a last
    day, nobody must act."""
    if person.removed_on is not None:
        yield Over("已注销")
        return
    waiting = False
    for number, appointment in person.lapsed_appointments():
        yield Task(
            f"term-{number}", [organisation(appointment.term.organisation)],
            f"{person.name}任期已满，重新任职或办理离任", [appoint_person, end_appointment],
            end_of(number, appointment),
        )  # fmt: skip
    for number, appointment in person.open_appointments():
        limit = end_of(number, appointment)
        if limit is not None and appointment.told and not appointment.decided:
            yield Task(
                limit.key, [organisation(appointment.term.organisation)],
                f"{person.name}任期将满，办理续任或安排接任", [extend_appointment, end_appointment],
                limit, soon=appointment.notice,
            )  # fmt: skip
        elif limit is not None:
            yield Wait("任期内", limit)
        else:
            waiting = True
    if waiting or not (person.open_appointments() or person.lapsed_appointments()):
        yield Wait("在册，任职变动时办理")
