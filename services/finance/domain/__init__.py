"""The domain of finance; importing it registers every command of its aggregates."""

from services.finance.domain import (
    award_bids,
    award_result,
    bond_proceeds,
    corporate_bond,
    eligibility,
    fee_receipts,
    fiscal_system,
    fiscal_year,
    fund_approvals,
    fund_chain,
    fund_keeping,
    fund_limits,
    guidance_fund,
    treasury,
)

__all__ = [
    "award_bids",
    "award_result",
    "bond_proceeds",
    "corporate_bond",
    "eligibility",
    "fee_receipts",
    "fiscal_system",
    "fiscal_year",
    "fund_approvals",
    "fund_chain",
    "fund_keeping",
    "fund_limits",
    "guidance_fund",
    "treasury",
]
