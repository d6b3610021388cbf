"""市委组织部: 人才支撑 (RZ-2.5.a)."""

from services.talent.domain import matter
from services.talent.views import ledger
from shared.runtime.parts import Commands, Deadlines, Log, Operations, Relay, Views


class Service:
    name = "talent"
    log = Log()
    commands = Commands(matter)
    views = Views(ledger)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
