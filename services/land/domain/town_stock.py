"""TownStock (`stock-<town>`): the stock parcels of a town, which new land is screened against."""

from dataclasses import dataclass, replace
from decimal import Decimal

from immutables import Map

from shared.aggregate import Aggregate
from shared.schemas.land.parcel import StockListed


@dataclass(frozen=True, slots=True)
class StockParcel:
    """`area` in square metres."""

    use: str
    area: Decimal


@dataclass(frozen=True, slots=True)
class TownStock:
    town: str = ""
    parcels: Map[str, StockParcel] = Map()

    def matching(self, use: str, area: Decimal) -> list[str]:
        """Parcels of that use that are large enough, in the order of their ids."""
        return sorted(
            id for id, parcel in self.parcels.items() if parcel.use == use and parcel.area >= area
        )


TOWN_STOCK = Aggregate("stock", TownStock(), key="town", title="镇存量清单")


@TOWN_STOCK.evolve
def evolve(stock: TownStock, event: object) -> TownStock:
    match event:
        case StockListed():
            listed = StockParcel(event.use, event.area)
            return replace(stock, town=event.town, parcels=stock.parcels.set(event.parcel, listed))
    return stock
