"""The domain of finance; importing it registers every command of its aggregates."""

from services.finance.domain import (
    award_bids,
    award_result,
    bond_proceeds,
    eligibility,
    fee_receipts,
    fiscal_year,
    fund_chain,
    fund_keeping,
    fund_limits,
)

__all__ = [
    "award_bids",
    "award_result",
    "bond_proceeds",
    "eligibility",
    "fee_receipts",
    "fiscal_year",
    "fund_chain",
    "fund_keeping",
    "fund_limits",
]
