"""An approved batch is carried out, parcel by parcel (RZ-2.3.c)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel.state import PARCEL, Parcel
from services.land.domain.revitalisation import rules
from services.land.domain.revitalisation.state import (
    BATCH,
    CLAUSE,
    OF_TOWN,
    RevitalisationBatch,
    require_item,
    require_status,
)
from services.land.domain.town_stock import TownStock
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.land import parcel as parcels
from shared.schemas.land import revitalisation, town_stock


@BATCH.command(
    title="登记手续支持",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY, COUNTY_DEPARTMENTS],
    when=[holds(require_status, "approved")],
)
def record_formality_support(
    batch: RevitalisationBatch, cmd: revitalisation.RecordFormalitySupport, context: Context
) -> Events:
    require_item(batch, cmd.parcel)
    by = context.actor.organisation
    yield revitalisation.FormalitySupported.of(
        cmd, town=batch.town, organisation=by, supported_on=context.today
    )


@BATCH.command(
    title="登记地块盘活",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN, guard(PARCEL)],
    when=[holds(require_status, "approved")],
)
def record_revitalisation(
    batch: RevitalisationBatch, cmd: revitalisation.RecordRevitalisation, context: Context
) -> Events:
    """The parcel leaves the town's stock; the last one completes the batch."""
    item = require_item(batch, cmd.parcel)
    if cmd.revitalised_on > context.today:
        refuse(rules.REVITALISED_BY_TODAY, today=context.today)
    # Measured again since the batch was planned, it counts with the area it has.
    area = context.guard(Parcel, item.parcel).area or item.area
    yield revitalisation.ParcelRevitalised(
        cmd.batch, town=batch.town, parcel=item.parcel, parcel_class=item.parcel_class,
        measure=item.measure, area=area, project=cmd.project, revitalised_on=cmd.revitalised_on,
        document=cmd.document,
    )  # fmt: skip
    if len(batch.items) == 1:
        yield revitalisation.BatchCompleted(cmd.batch, town=batch.town, completed_on=context.today)
    left = parcels.ParcelLeftStock(item.parcel, town=batch.town, batch=cmd.batch)
    yield from elsewhere(Parcel, item.parcel, [left])
    delisted = town_stock.StockDelisted(batch.town, parcel=item.parcel, batch=cmd.batch)
    yield from elsewhere(TownStock, batch.town, [delisted])
