"""A request for new land in a town with stock, before a county with a reserve."""

from datetime import date
from decimal import Decimal

from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from shared.schemas.land.land_demand import DemandRecorded, DemandSettled
from shared.schemas.land.land_request import (
    AllocateLand,
    LandAllocated,
    LandRefused,
    LandRequested,
    LandReturned,
    RequestNewLand,
    ScreenedParcel,
)
from shared.schemas.land.quota_ledger import QuotaFiled, QuotaGenerated, QuotaUsed
from shared.schemas.land.reserve_book import (
    ConstructionScaleSet,
    ReserveDrawn,
    ReserveSet,
)
from shared.schemas.land.screening import (
    LandClaimed,
    LandClaimReleased,
    ScreeningEnded,
    ScreeningOpened,
)
from shared.schemas.land.town_stock import StockListed
from tests.given import NOON, Given, given

AREA = Decimal(60)
SEEN = [ScreenedParcel("tl-1", reason="不在产业园区内")]
OPENED = ScreeningOpened(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", land_area=AREA, land_use="industrial",
    admitted_on=date(2024, 2, 1),
)  # fmt: skip
LEFT = ScreeningEnded("p-1", town="taoluo", reason="项目出库")
STOCK = [
    StockListed("taoluo", parcel="tl-1", use="industrial", area=Decimal(60)),
    StockListed("taoluo", parcel="tl-small", use="industrial", area=Decimal("59.99")),
    StockListed("taoluo", parcel="tl-shop", use="commercial", area=Decimal(90)),
]
BOOK = [
    ConstructionScaleSet("donggang", scale=Decimal(1000)),
    ReserveSet("donggang", reserved=Decimal(100)),
]

REQUEST = RequestNewLand(
    "r-1", project="p-1", town="taoluo", area=AREA, use="industrial", screening=SEEN
)
OFFICE = "donggang-natural-resources"
TODAY = NOON.date()
REQUESTED = LandRequested(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, use="industrial",
    screening=SEEN, requested_on=TODAY, decider=OFFICE, decision_working_days=20,
)  # fmt: skip
ALLOCATE = AllocateLand("r-1", source="reserve", document="日自资规〔2024〕8号")
ALLOCATED = LandAllocated(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, source="reserve",
    document="日自资规〔2024〕8号", allocated_on=TODAY,
)  # fmt: skip
DRAWN = ReserveDrawn("donggang", request="r-1", project="p-1", town="taoluo", area=AREA)
REFUSED = LandRefused(
    request="r-1", project="p-1", town="taoluo", reason="可用存量解决", refused_on=TODAY
)
CLAIMED = LandClaimed("p-1", town="taoluo", request="r-1")
RELEASED = LandClaimReleased("p-1", town="taoluo", request="r-1")
DEMANDED = DemandRecorded(
    "taoluo", county="donggang", request="r-1", project="p-1", area=AREA, recorded_on=TODAY
)
MET = DemandSettled("taoluo", request="r-1", outcome="met", settled_on=TODAY)
RETURNED = LandReturned(
    request="r-1", project="p-1", town="taoluo", county="donggang", area=AREA, reason="项目出库",
    returned_on=TODAY,
)  # fmt: skip


QUOTA = [
    QuotaGenerated(
        "taoluo", county="donggang", lot="lot-1", area=Decimal(80), funding="public",
        contract=None, contract_mode=None, investor_percent=None, accepted_on=TODAY,
    ),
    QuotaFiled("taoluo", lot="lot-1", area=Decimal(80), filed_on=TODAY),
]  # fmt: skip
USED = QuotaUsed(
    "taoluo", lot="lot-1", use="r-1", area=AREA, purpose="project", need=None, project="p-1",
    used_on=TODAY,
)  # fmt: skip


def request(*events: object, book: list[object] = BOOK) -> Given:
    """A request of project p-1, live, in a town with stock and a county with a reserve."""
    return (
        given(LAND_REQUEST, "r-1", *events)
        .and_given(SCREENING, "p-1", OPENED, *([CLAIMED] if events else []))
        .and_given(LAND_DEMAND, "taoluo", *([DEMANDED] if events else []))
        .and_given(TOWN_STOCK, "taoluo", *STOCK)
        .and_given(RESERVE_BOOK, "donggang", *book)
    )
