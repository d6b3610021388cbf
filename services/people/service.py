"""市委组织部: 人员任职 (RZ-3.1.d)."""

from services.people.domain import matter
from services.people.views import ledger
from shared.runtime.parts import Commands, Deadlines, Log, Operations, Relay, Views


class Service:
    name = "people"
    log = Log()
    commands = Commands(matter)
    views = Views(ledger)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
