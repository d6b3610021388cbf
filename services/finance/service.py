"""市财政局: what the towns get and keep (RZ-2.2)."""

from services.finance.domain.award_round import AWARD_ROUND
from services.finance.domain.bond_financing import BOND_FINANCING
from services.finance.domain.bond_proceeds import BOND_PROCEEDS
from services.finance.domain.corporate_bond import CORPORATE_BOND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fee_account import FEE_ACCOUNT
from services.finance.domain.fiscal_system import FISCAL_SYSTEM
from services.finance.domain.fiscal_year import FISCAL_YEAR
from services.finance.domain.fund import FUND
from services.finance.domain.guidance_fund import GUIDANCE_FUND
from services.finance.domain.treasury import TREASURY
from services.finance.imports import APPROPRIATIONS, FEES, FUNDS
from services.finance.reactions import projects, supervision
from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.award_objections import AwardObjections
from services.finance.views.award_ranking import AwardRanking
from services.finance.views.award_rounds import AwardRounds
from services.finance.views.bond_allocations import BondAllocations
from services.finance.views.bond_financings import BondFinancings
from services.finance.views.bond_ledger import BondLedger
from services.finance.views.corporate_bonds import CorporateBondLedger
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from services.finance.views.fee_shares import FeeShares
from services.finance.views.fiscal_systems import FiscalSystems
from services.finance.views.fiscal_years import FiscalYearLedger
from services.finance.views.fund_authorities import FundAuthorities
from services.finance.views.fund_contracts import FundContracts
from services.finance.views.fund_ledger import FundLedger
from services.finance.views.guidance_funds import GuidanceFundLedger
from services.finance.views.town_conditions import TownConditions
from services.finance.views.transfer_comparison import TransferComparison
from services.finance.views.treasuries import Treasuries
from shared.runtime.parts import Commands, Deadlines, Follow, Imports, Log, Operations, Relay, Views


class Service:
    name = "finance"
    log = Log()
    commands = Commands(
        FUND,
        ELIGIBILITY,
        FEE_ACCOUNT,
        FISCAL_YEAR,
        AWARD_ROUND,
        BOND_PROCEEDS,
        BOND_FINANCING,
        TREASURY,
        FISCAL_SYSTEM,
        GUIDANCE_FUND,
        CORPORATE_BOND,
    )
    views = Views(
        FundLedger,
        AllocationsByProject,
        FundContracts,
        TransferComparison,
        FeeLedger,
        FeeAccounts,
        FeeShares,
        FiscalYearLedger,
        AwardRounds,
        AwardRanking,
        AwardObjections,
        BondLedger,
        BondAllocations,
        BondFinancings,
        Treasuries,
        FiscalSystems,
        FundAuthorities,
        GuidanceFundLedger,
        TownConditions,
        CorporateBondLedger,
    )
    projects = Follow("projects", projects)
    supervision = Follow("supervision", supervision)
    imports = Imports(FUNDS, APPROPRIATIONS, FEES)
    deadlines = Deadlines()
    relay = Relay()
    operations = Operations("资金扶持", operated_by="finance")
