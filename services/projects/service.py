"""市住房和城乡建设局: the library of key projects and its green channel (RZ-2.1)."""

from services.projects import imports, papers
from services.projects.domain import (
    green_channel,
    permit_power,
    project,
    readiness,
    renewal_listing,
    reservations,
    siting,
)
from services.projects.reactions import (
    credit,
    empowerment,
    finance,
    land,
    projects,
    supervision,
    talent,
)
from services.projects.views import (
    permit_ledger,
    permit_powers,
    project_ledger,
    project_readiness,
    quick_admissions,
    renewal_ledger,
    siting_ledger,
)
from shared.kernel.aggregate import reforms
from shared.kernel.reactions import reforms as opened_rules
from shared.kernel.reactions import standings
from shared.runtime.parts import (
    Commands,
    Deadlines,
    Follow,
    Imports,
    Log,
    Operations,
    Papers,
    Relay,
    Views,
)


class Service:
    name = "projects"
    log = Log()
    commands = Commands(
        project,
        green_channel,
        permit_power,
        readiness,
        reservations,
        siting,
        renewal_listing,
        reforms,
    )
    views = Views(
        project_ledger,
        permit_ledger,
        permit_powers,
        project_readiness,
        siting_ledger,
        renewal_ledger,
        quick_admissions,
    )
    own = Follow("projects", projects)
    finance = Follow("finance", finance)
    credit = Follow("credit", credit)
    land = Follow("land", land)
    empowerment = Follow("empowerment", empowerment, opened_rules)
    supervision = Follow("supervision", supervision)
    talent = Follow("talent", talent)
    imports = Imports(imports)
    papers = Papers(papers)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
