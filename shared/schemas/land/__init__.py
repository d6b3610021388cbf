"""The published language of 市自然资源和规划局: RZ-2.3."""

from shared.schemas.land import (
    key_project,
    land_demand,
    land_programme,
    land_request,
    market_entry,
    parcel,
    quota_ledger,
    quota_ledger_correction,
    quota_ledger_handover,
    quota_ledger_proceeds,
    quota_ledger_proceeds_correction,
    reserve_book,
    revitalisation,
    screening,
    town_stock,
    town_survey,
)

__all__ = [
    "key_project",
    "land_demand",
    "land_programme",
    "land_request",
    "market_entry",
    "parcel",
    "quota_ledger",
    "quota_ledger_correction",
    "quota_ledger_handover",
    "quota_ledger_proceeds",
    "quota_ledger_proceeds_correction",
    "reserve_book",
    "revitalisation",
    "screening",
    "town_stock",
    "town_survey",
]
