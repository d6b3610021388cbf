"""The published language of 市自然资源和规划局: RZ-2.3."""

from shared.schemas.land import (
    key_project,
    land_demand,
    land_programme,
    land_request,
    market_entry,
    parcel,
    proceeds_correction,
    proceeds_handover,
    quota_correction,
    quota_ledger,
    quota_proceeds,
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
    "proceeds_correction",
    "proceeds_handover",
    "quota_correction",
    "quota_ledger",
    "quota_proceeds",
    "reserve_book",
    "revitalisation",
    "screening",
    "town_stock",
    "town_survey",
]
