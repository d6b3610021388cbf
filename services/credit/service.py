"""市地方金融监管局: 金融服务 (RZ-2.4.a)."""

from services.credit.domain import matter
from services.credit.views import ledger
from shared.runtime.parts import Commands, Deadlines, Log, Operations, Relay, Views


class Service:
    name = "credit"
    log = Log()
    commands = Commands(matter)
    views = Views(ledger)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
