"""市委组织部: the register of people, their appointments and deputies (design)."""

from services.people.domain import person, sign_in
from services.people.views import (
    appointment_history,
    appointments,
    deputies,
    excluding_duties,
    people,
    person_names,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Log, Operations, Relay, Views


class Service:
    name = "people"
    log = Log()
    commands = Commands(person, sign_in)
    views = Views(
        people, person_names, appointments, appointment_history, deputies, excluding_duties
    )
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
