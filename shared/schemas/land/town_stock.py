"""A town's list of stock parcels, which new land is screened against and batches draw from."""

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, Identifier, SquareMetres, TownId
from shared.schemas.land.parcel import ParcelClass
from shared.schemas.land.screening import LandUse


@event("land", clause="RZ-2.3.b", title="列入镇存量清单")
class StockListed:
    town: TownId
    parcel: Identifier
    use: LandUse
    area: SquareMetres
    parcel_class: ParcelClass | None = None


@event("land", clause="RZ-2.3.b", title="调整清单类别")
class StockReclassified:
    town: TownId
    parcel: Identifier
    parcel_class: ParcelClass


@event("land", clause="RZ-2.3.c", title="列入盘活批次")
class StockBatched:
    town: TownId
    batch: Identifier
    parcels: list[Identifier]


@event("land", clause="RZ-2.3.c", title="退出盘活批次")
class StockReleased:
    town: TownId
    batch: Identifier
    parcels: list[Identifier]


@event("land", clause="RZ-2.3.c", title="移出镇存量清单")
class StockDelisted:
    town: TownId
    parcel: Identifier
    batch: Identifier


@event(
    "land",
    clause="RZ-2.3.b",
    title="更正清单地块",
    corrects=[corrects(StockListed, alike=["parcel"], last=True)],
)
class StockCorrected:
    town: TownId
    parcel: Identifier
    was_area: SquareMetres
    use: LandUse
    area: SquareMetres


@event("land", clause="RZ-2.3.b", title="核销清单地块")
class StockStruck:
    town: TownId
    parcel: Identifier
    area: SquareMetres


@command_data
class StockCount:
    """What one class of a town's stock comes to."""

    parcel_class: ParcelClass
    parcels: Count
    area: SquareMetres


Event = (
    StockListed | StockReclassified | StockBatched | StockReleased | StockDelisted | StockCorrected
    | StockStruck
)  # fmt: skip
