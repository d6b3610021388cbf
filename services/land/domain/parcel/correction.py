"""What was recorded of a stock parcel wrongly, or measured anew since (RZ-2.3.b)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel import rules
from services.land.domain.parcel.state import CLAUSE, OF_TOWN, PARCEL, Parcel, require_stock
from services.land.domain.town_stock import StockParcel, TownStock
from shared.kernel.aggregate import Context, Events, elsewhere, refuse
from shared.schemas.land import parcel as parcels
from shared.schemas.land import town_stock


@PARCEL.command(
    title="更正地块信息",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN],
)
def correct_parcel(parcel: Parcel, cmd: parcels.CorrectParcel, context: Context) -> Events:
    """Never by the town alone: a smaller area escapes the screening before new land."""
    listed = _require_listed(parcel, cmd.parcel, context)
    built = parcel.construction
    if built and built.developed_area is not None and built.developed_area > cmd.area:
        refuse(rules.DEVELOPED_WITHIN_AREA, area=cmd.area)
    if (listed.use, listed.area) == (cmd.use, cmd.area):
        return
    yield parcels.ParcelCorrected.of(
        cmd,
        town=parcel.town,
        was_use=listed.use,
        was_area=listed.area,
        corrected_on=context.today,
    )
    changed = town_stock.StockCorrected(
        parcel.town, parcel=cmd.parcel, was_area=listed.area, use=cmd.use, area=cmd.area
    )
    yield from elsewhere(TownStock, parcel.town, [changed])


@PARCEL.command(
    title="核销误录地块",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN],
)
def strike_parcel(parcel: Parcel, cmd: parcels.StrikeParcel, context: Context) -> Events:
    """It leaves the town's list; the right one is surveyed under its own id."""
    listed = _require_listed(parcel, cmd.parcel, context)
    if listed.batch:
        refuse(rules.OUT_OF_ITS_BATCH, batch=listed.batch)
    yield parcels.ParcelStruck.of(cmd, town=parcel.town, struck_on=context.today)
    struck = town_stock.StockStruck(parcel.town, parcel=cmd.parcel, area=listed.area)
    yield from elsewhere(TownStock, parcel.town, [struck])


def _require_listed(parcel: Parcel, id: str, context: Context) -> StockParcel:
    require_stock(parcel)
    return context.guard(TownStock, parcel.town).parcels[id]
