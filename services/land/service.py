"""市自然资源和规划局: stock land first, and new land for projects (RZ-2.3)."""

from services.land import imports, papers
from services.land.domain import (
    key_project,
    land_demand,
    land_programme,
    land_request,
    market_entry,
    parcel,
    quota_ledger,
    reserve_book,
    revitalisation,
    screening,
    town_stock,
    town_survey,
)
from services.land.reactions import projects, supervision
from services.land.views import (
    formality_support,
    key_projects,
    land_demands,
    land_programmes,
    land_requests,
    market_entries,
    parcel_ledger,
    programme_areas,
    quota_ledgers,
    quota_retained,
    quota_transfers,
    reserve_draws,
    reserve_ledger,
    reserve_openings,
    revitalisation_batches,
    screening_tasks,
    town_surveys,
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
    name = "land"
    log = Log()
    commands = Commands(
        parcel,
        town_stock,
        town_survey,
        revitalisation,
        reserve_book,
        land_demand,
        land_request,
        screening,
        key_project,
        quota_ledger,
        land_programme,
        market_entry,
        reforms,
    )
    views = Views(
        parcel_ledger,
        town_surveys,
        revitalisation_batches,
        formality_support,
        reserve_ledger,
        reserve_draws,
        reserve_openings,
        land_demands,
        land_requests,
        screening_tasks,
        key_projects,
        quota_ledgers,
        quota_transfers,
        quota_retained,
        land_programmes,
        programme_areas,
        market_entries,
    )
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    empowerment = Follow("empowerment", opened_rules)
    imports = Imports(imports)
    papers = Papers(papers)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
