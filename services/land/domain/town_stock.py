"""TownStock (`stock-<town>`): the stock parcels of a town, which new land is screened against.

A parcel stands in one open batch of revitalisation at most (RZ-2.3.c).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from immutables import Map

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.land import parcel as parcels
from shared.schemas.land import screening as screenings
from shared.schemas.land import town_stock


@dataclass(frozen=True, slots=True)
class StockParcel:
    """`area` in square metres; `batch` is the open batch that the parcel stands in."""

    use: screenings.LandUse
    area: Decimal
    parcel_class: parcels.ParcelClass | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class TownStock:
    town: str = ""
    parcels: Map[str, StockParcel] = Map()

    def matching(self, use: str, area: Decimal) -> list[str]:
        """Parcels of that use that are large enough, in the order of their ids."""
        return sorted(
            id for id, parcel in self.parcels.items() if parcel.use == use and parcel.area >= area
        )


TOWN_STOCK = Aggregate(
    "stock",
    TownStock(),
    key="town",
    title="镇存量清单",
    sight=[to_town(), to_named("RZ-2.3.b")],
)


@TOWN_STOCK.evolve
def evolve(stock: TownStock, event: town_stock.Event) -> TownStock:
    match event:
        case town_stock.StockListed():
            listed = StockParcel(event.use, event.area, event.parcel_class)
            return replace(stock, town=event.town, parcels=stock.parcels.set(event.parcel, listed))
        case town_stock.StockReclassified(parcel=id, parcel_class=parcel_class):
            changed = replace(stock.parcels[id], parcel_class=parcel_class)
            return replace(stock, parcels=stock.parcels.set(id, changed))
        case town_stock.StockBatched(batch=batch, parcels=ids):
            return _place(stock, ids, batch)
        case town_stock.StockReleased(parcels=ids):
            return _place(stock, ids, "")
        case town_stock.StockCorrected(parcel=id):
            corrected = replace(stock.parcels[id], use=event.use, area=event.area)
            return replace(stock, parcels=stock.parcels.set(id, corrected))
        case town_stock.StockDelisted(parcel=id) | town_stock.StockStruck(parcel=id):
            return replace(stock, parcels=stock.parcels.delete(id))
    assert_never(event)


TOWN_STOCK.asks_nobody("由系统按地块和批次记载")


def _place(stock: TownStock, ids: Iterable[str], batch: str) -> TownStock:
    parcels = stock.parcels
    for id in ids:
        if id in parcels:
            parcels = parcels.set(id, replace(parcels[id], batch=batch))
    return replace(stock, parcels=parcels)
