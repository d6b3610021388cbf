"""A parcel leaves a batch that goes on without it (RZ-2.3.c)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.revitalisation.state import (
    BATCH,
    CLAUSE,
    OF_TOWN,
    RevitalisationBatch,
    approver_takes_back,
    require_item,
    require_status,
)
from services.land.domain.town_stock import TownStock
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    elsewhere,
    holds,
)
from shared.schemas.land import revitalisation, town_stock


@BATCH.command(
    title="地块移出批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY, COUNTY_LAND, TOWN],
    guards=[OF_TOWN],
    when=[holds(require_status, "planned", "approved"), approver_takes_back],
)
def release_parcel(
    batch: RevitalisationBatch, cmd: revitalisation.ReleaseParcel, context: Context
) -> Events:
    """Sealed by a court, or measured out of the plan; by those who approved, once it is approved.

    The last one to leave ends the batch: complete, if any other was revitalised.
    """
    item = require_item(batch, cmd.parcel)
    yield revitalisation.ParcelReleasedFromBatch.of(
        cmd, town=batch.town, area=item.area, released_on=context.today
    )
    if len(batch.items) == 1 and batch.done:
        yield revitalisation.BatchCompleted(
            batch=cmd.batch, town=batch.town, completed_on=context.today
        )
    elif len(batch.items) == 1:
        yield revitalisation.BatchWithdrawn(batch=cmd.batch, town=batch.town, reason=cmd.reason)
    released = town_stock.StockReleased(town=batch.town, batch=cmd.batch, parcels=[cmd.parcel])
    yield from elsewhere(TownStock, batch.town, [released])
