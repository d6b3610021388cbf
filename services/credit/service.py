"""市地方金融监管局: credit for the towns (RZ-2.4)."""

from services.credit import imports
from services.credit.domain import (
    demand,
    guarantee,
    guarantee_capacity,
    institution,
    library_project,
)
from services.credit.reactions import projects, supervision
from services.credit.views import (
    demand_answers,
    financing_demands,
    guarantee_capacities,
    guarantee_coverage,
    guarantee_ledger,
    guarantees_not_given,
    institutions,
    library_projects,
)
from shared.kernel.reactions import standings
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "credit"
    log = Log()
    commands = Commands(
        institution,
        library_project,
        demand,
        guarantee,
        guarantee_capacity,
    )
    views = Views(
        institutions,
        library_projects,
        financing_demands,
        demand_answers,
        guarantee_ledger,
        guarantees_not_given,
        guarantee_coverage,
        guarantee_capacities,
    )
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    imports = Imports(imports)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
