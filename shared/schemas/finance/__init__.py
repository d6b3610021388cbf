"""The published language of 市财政局: RZ-2.2."""

from shared.schemas.finance import (
    award_changes,
    award_round,
    bond_proceeds,
    corporate_bond,
    eligibility,
    fee_account,
    fee_correction,
    fee_values,
    fiscal_system,
    fiscal_year,
    fund,
    fund_contract,
    fund_keeping,
    guidance_fund,
    increment_claim,
    treasury,
)

__all__ = [
    "award_changes",
    "award_round",
    "bond_proceeds",
    "corporate_bond",
    "eligibility",
    "fee_account",
    "fee_correction",
    "fee_values",
    "fiscal_system",
    "fiscal_year",
    "fund",
    "fund_contract",
    "fund_keeping",
    "guidance_fund",
    "increment_claim",
    "treasury",
]
