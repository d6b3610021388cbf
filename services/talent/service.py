"""市委组织部: who works in the towns, who is sent, won and asked (RZ-2.5)."""

from services.talent.domain import person, secondment
from services.talent.views import erased_persons, personal_readings, secondments
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Log, Operations, Relay, Views


class Service:
    name = "talent"
    log = Log()
    commands = Commands(secondment, person)
    views = Views(secondments, personal_readings, erased_persons)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
