"""市财政局: what the towns get and keep (RZ-2.2)."""

from services.finance import imports, papers
from services.finance.domain import (
    assessed_town,
    award_round,
    bond_financing,
    bond_proceeds,
    corporate_bond,
    debt_limit,
    eligibility,
    fee_account,
    fee_receipt,
    fiscal_system,
    fiscal_year,
    fund,
    guidance_fund,
    treasury,
)
from services.finance.reactions import finance, programme, projects, supervision, talent
from services.finance.views import (
    allocations_by_project,
    assessed_towns,
    award_objections,
    award_ranking,
    award_rounds,
    bond_allocations,
    bond_financings,
    bond_ledger,
    corporate_bonds,
    debt_limits,
    fee_accounts,
    fee_ledger,
    fee_shares,
    fiscal_systems,
    fiscal_years,
    fund_authorities,
    fund_contracts,
    fund_ledger,
    guidance_funds,
    split_sums,
    town_conditions,
    transfer_comparison,
    treasuries,
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
    name = "finance"
    log = Log()
    commands = Commands(
        fund,
        eligibility,
        fee_account,
        fee_receipt,
        fiscal_year,
        award_round,
        assessed_town,
        bond_proceeds,
        bond_financing,
        treasury,
        fiscal_system,
        guidance_fund,
        corporate_bond,
        debt_limit,
        reforms,
    )
    views = Views(
        fund_ledger,
        split_sums,
        allocations_by_project,
        fund_contracts,
        transfer_comparison,
        fee_ledger,
        fee_accounts,
        fee_shares,
        fiscal_years,
        award_rounds,
        award_ranking,
        award_objections,
        assessed_towns,
        bond_ledger,
        bond_allocations,
        bond_financings,
        treasuries,
        fiscal_systems,
        fund_authorities,
        guidance_funds,
        town_conditions,
        corporate_bonds,
        debt_limits,
    )
    finance = Follow("finance", finance)
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    empowerment = Follow("empowerment", opened_rules)
    talent = Follow("talent", talent)
    imports = Imports(imports)
    papers = Papers(papers)
    programme = Follow("programme", programme, standings)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations()
