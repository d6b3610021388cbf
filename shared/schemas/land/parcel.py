"""Stock parcels of a town, and the town's list of them that new land is screened against."""

from datetime import date
from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountyId, Identifier, SquareMetres, TownId
from shared.schemas.land.screening import LandUse

ParcelClass = Literal["approved-unsupplied", "idle", "inefficient"]
"""批而未供, 闲置, 低效."""


@event("land", clause="RZ-2.3.b", title="存量地块调查")
class ParcelSurveyed:
    """`since` is the day from which the parcel has been in its class."""

    parcel: Identifier
    town: TownId
    county: CountyId
    parcel_class: ParcelClass
    use: LandUse
    area: SquareMetres
    since: date


@event("land", clause="RZ-2.3.b", title="列入镇存量清单")
class StockListed:
    town: TownId
    parcel: Identifier
    use: LandUse
    area: SquareMetres


@command_data
class SurveyParcel:
    parcel: Identifier
    town: TownId
    parcel_class: ParcelClass
    use: LandUse
    area: SquareMetres
    since: date
