"""市住房和城乡建设局: 梯次培育 (RZ-1.a)."""

from services.programme.domain import matter
from services.programme.views import ledger
from shared.runtime.parts import Commands, Deadlines, Log, Operations, Relay, Views


class Service:
    name = "programme"
    log = Log()
    commands = Commands(matter)
    views = Views(ledger)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
