"""The published language of 市财政局: RZ-2.2."""

from shared.schemas.finance import (
    award_round,
    bond_proceeds,
    eligibility,
    fee_account,
    fiscal_year,
    fund,
    fund_keeping,
)

__all__ = [
    "award_round",
    "bond_proceeds",
    "eligibility",
    "fee_account",
    "fiscal_year",
    "fund",
    "fund_keeping",
]
