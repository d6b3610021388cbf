"""MarketEntry 集体经营性建设用地入市, RZ-2.3.j: its state, its rules, and its commands by what they do."""

from services.land.domain.market_entry import consent, deal, end, limits, plan, tasks
from services.land.domain.market_entry.state import MARKET_ENTRY

MARKET_ENTRY.takes(plan, consent, deal, end, limits, tasks)
