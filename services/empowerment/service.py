"""市委编办: 扩权赋能, powers that pass to pilot towns, and reforms tried there first (RZ-2.6)."""

from services.empowerment import imports
from services.empowerment.domain import (
    creation_period,
    delegation,
    duty_list,
    pilot_reform,
    power_list,
    town_staff,
)
from services.empowerment.reactions import empowerment, programme, supervision, talent
from services.empowerment.views import (
    capacity,
    delegated_cases,
    delegations,
    duties,
    evaluations,
    power_items,
    power_lists,
    reforms,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "empowerment"
    log = Log()
    commands = Commands(
        power_list, delegation, duty_list, pilot_reform, creation_period, town_staff
    )
    views = Views(
        power_items,
        power_lists,
        delegations,
        delegated_cases,
        capacity,
        evaluations,
        duties,
        reforms,
    )
    own = Follow("empowerment", empowerment)
    imports = Imports(imports)
    supervision = Follow("supervision", supervision)
    talent = Follow("talent", talent)
    standings = Follow("programme", standings, programme)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
