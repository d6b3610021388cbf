"""市委组织部: the register of people, their appointments and deputies (design)."""

from services.people.domain import erasure, person, sign_in
from services.people.reactions import talent
from services.people.views import (
    appointment_history,
    appointments,
    deputies,
    erasures,
    excluding_duties,
    people,
    person_names,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Log, Operations, Relay, Views


class Service:
    name = "people"
    log = Log()
    commands = Commands(person, sign_in, erasure)
    views = Views(
        people,
        person_names,
        appointments,
        appointment_history,
        deputies,
        excluding_duties,
        erasures,
    )
    standings = Follow("programme", standings)
    talent = Follow("talent", talent)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
