"""What finance's events count for in 政策兑现: money, once, where it reaches the town."""

from shared.schemas.figures import Figures, counts
from shared.schemas.finance import (
    award_round_changes,
    bond_proceeds,
    corporate_bond,
    fee_account,
    fiscal_year_claims,
    fund,
    guidance_fund,
)

FIGURES: Figures = {
    # RZ-2.2.c, and RZ-2.2.f under whose sentence awards are allocated: what was allocated is not
    # counted again when it is committed, verified and paid, nor where it was appropriated before.
    fund.FundsAllocated: [counts(money="amount_fen")],
    fund.PreliminaryFundsAllocated: [counts(money="amount_fen")],
    fund.TransferAllocated: [counts(money="amount_fen")],
    fund.FundsRecalled: [counts(money="-amount_fen")],
    award_round_changes.AwardRecovered: [counts(money="-amount_fen")],
    # RZ-2.2.d: what was handed over, and what the town collected and keeps itself.
    fee_account.FeeHandedOver: [counts(money="amount_fen")],
    fee_account.FeeRetained: [counts(money="own_fen")],
    fee_account.FeeRefunded: [counts(money="-returned_fen - no_longer_own_fen")],
    # RZ-2.2.e
    fiscal_year_claims.IncrementHandedOver: [counts(money="amount_fen")],
    fiscal_year_claims.IncrementHandoverCorrected: [counts(money="amount_fen - previous_fen")],
    # RZ-2.2.g
    bond_proceeds.BondProceedsAllocated: [counts(money="amount_fen")],
    bond_proceeds.BondProceedsReturned: [counts(money="-amount_fen")],
    bond_proceeds.BondProceedsReassigned: [
        counts(money="-amount_fen", at="town"),
        counts(money="amount_fen", at="to_town"),
    ],
    # RZ-2.2.h, RZ-2.2.i: what was founded and what was issued.
    guidance_fund.GuidanceFundRegistered: [counts(money="size_fen")],
    corporate_bond.CorporateBondRegistered: [counts(money="amount_fen")],
}
