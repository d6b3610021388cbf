"""The domain of land: the groups of commands of its aggregates."""

from services.land.domain import (
    construction,
    land_decisions,
    land_limits,
    land_reduction,
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
    reserve_opening,
)
from services.land.domain.land_request import LAND_REQUEST
from services.land.domain.market_entry import MARKET_ENTRY
from services.land.domain.parcel import PARCEL
from services.land.domain.quota_ledger import QUOTA_LEDGER
from services.land.domain.reserve_book import RESERVE_BOOK

PARCEL.takes(construction, parcel_correction)
MARKET_ENTRY.takes(market_consent, market_deal, market_end)
QUOTA_LEDGER.takes(
    quota_lots,
    quota_transfer,
    quota_proceeds,
    proceeds_handover,
    quota_correction,
    proceeds_correction,
)
LAND_REQUEST.takes(land_decisions, land_reduction, land_limits)
RESERVE_BOOK.takes(reserve_opening)
