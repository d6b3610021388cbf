"""市地方金融监管局: credit for the towns (RZ-2.4)."""

from services.credit import imports
from services.credit.domain import (
    assessment,
    capital,
    demand,
    guarantee,
    guarantee_capacity,
    institution,
    intent,
    library_project,
    loan_book,
    matching_event,
    opportunity,
    outlet,
    product,
)
from services.credit.reactions import credit, projects, supervision
from services.credit.views import (
    assessments,
    capital_entries,
    demand_answers,
    financing_demands,
    guarantee_capacities,
    guarantee_coverage,
    guarantee_ledger,
    guarantees_not_given,
    institution_answers,
    institutions,
    intent_uses,
    intents,
    library_projects,
    loan_reports,
    matching_signings,
    opportunities,
    outlets,
    product_use,
    products,
    town_loans,
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
        matching_event,
        outlet,
        product,
        capital,
        guarantee,
        guarantee_capacity,
        intent,
        assessment,
        loan_book,
        opportunity,
    )
    views = Views(
        institutions,
        library_projects,
        financing_demands,
        demand_answers,
        institution_answers,
        matching_signings,
        outlets,
        products,
        product_use,
        capital_entries,
        guarantee_ledger,
        guarantees_not_given,
        guarantee_coverage,
        guarantee_capacities,
        intents,
        intent_uses,
        assessments,
        loan_reports,
        town_loans,
        opportunities,
    )
    own = Follow("credit", credit)
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    imports = Imports(imports)
    standings = Follow("programme", standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
