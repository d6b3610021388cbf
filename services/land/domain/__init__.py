"""The domain of land; importing it registers every command of its aggregates."""

from services.land.domain import (
    construction,
    land_decisions,
    market_consent,
    market_deal,
    market_end,
    parcel_correction,
    proceeds_correction,
    proceeds_handover,
    quota_correction,
    quota_lots,
    quota_proceeds,
    quota_transfer,
)

__all__ = [
    "construction",
    "land_decisions",
    "market_consent",
    "market_deal",
    "market_end",
    "parcel_correction",
    "proceeds_correction",
    "proceeds_handover",
    "quota_correction",
    "quota_lots",
    "quota_proceeds",
    "quota_transfer",
]
