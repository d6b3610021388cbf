"""市委编办: 扩权赋能 (RZ-2.6.a)."""

from services.empowerment.domain import matter
from services.empowerment.views import ledger
from shared.runtime.parts import Commands, Deadlines, Log, Operations, Relay, Views


class Service:
    name = "empowerment"
    log = Log()
    commands = Commands(matter)
    views = Views(ledger)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
