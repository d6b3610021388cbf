"""A batch of stock parcels is planned, approved, or withdrawn (RZ-2.3.c)."""

from collections import Counter

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.revitalisation import rules
from services.land.domain.revitalisation.state import (
    BATCH,
    CLAUSE,
    OF_TOWN,
    RevitalisationBatch,
    approver_takes_back,
    require_status,
)
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from services.land.domain.town_survey import TOWN_SURVEY, TownSurvey
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.land import revitalisation, town_stock
from shared.schemas.words import say


@BATCH.command(
    title="拟定盘活批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, TOWN],
    guards=[guard(TOWN_SURVEY), guard(TOWN_STOCK)],
    creates=True,
    numbered="{town}-batch-{year}",
)
def plan_batch(
    batch: RevitalisationBatch, cmd: revitalisation.PlanBatch, context: Context
) -> Events:
    if not context.guard(TownSurvey, cmd.town).complete:
        refuse(rules.AFTER_THE_SURVEY, town=cmd.town)
    items = _plan_items(cmd, context.guard(TownStock, cmd.town), context)
    yield revitalisation.BatchPlanned(cmd.batch, town=cmd.town, items=items, document=cmd.document)
    batched = town_stock.StockBatched(
        cmd.town, batch=cmd.batch, parcels=[item.parcel for item in items]
    )
    yield from elsewhere(TownStock, cmd.town, [batched])


@BATCH.command(
    title="批准盘活批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY],
    when=[holds(require_status, "planned")],
)
def approve_batch(
    batch: RevitalisationBatch, cmd: revitalisation.ApproveBatch, context: Context
) -> Events:
    return [revitalisation.BatchApproved.of(cmd, town=batch.town, approved_on=context.today)]


@BATCH.command(
    title="撤回盘活批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY, COUNTY_LAND, TOWN],
    guards=[OF_TOWN],
    when=[holds(require_status, "planned", "approved"), approver_takes_back],
)
def withdraw_batch(
    batch: RevitalisationBatch, cmd: revitalisation.WithdrawBatch, context: Context
) -> Events:
    """What is not revitalised yet may stand in another batch."""
    yield revitalisation.BatchWithdrawn.of(cmd, town=batch.town)
    released = town_stock.StockReleased(batch.town, batch=cmd.batch, parcels=sorted(batch.items))
    yield from elsewhere(TownStock, batch.town, [released])


def _plan_items(
    cmd: revitalisation.PlanBatch, stock: TownStock, context: Context
) -> list[revitalisation.BatchItem]:
    named = Counter(planned.parcel for planned in cmd.measures)
    twice = [id for id, times in named.items() if times > 1]
    if twice or not named:
        refuse(rules.BATCH_HAS_PARCELS, parcels=", ".join(twice) or "—")
    listed = {id: stock.parcels[id] for id in named if id in stock.parcels}
    classes = {id: found for id, parcel in listed.items() if (found := parcel.parcel_class)}
    unknown = [id for id in named if id not in classes]
    if unknown:
        refuse(rules.PARCELS_ARE_STOCK, parcels=", ".join(unknown))
    taken = [id for id in named if listed[id].batch]
    if taken:
        refuse(rules.ONE_OPEN_BATCH, parcels=", ".join(taken))
    open_to = context.parameter("land.revitalisation_measures")
    items = []
    for planned in cmd.measures:
        parcel_class = classes[planned.parcel]
        allowed = open_to[parcel_class]
        if planned.measure not in allowed:
            refuse(
                rules.MEASURE_FITS_CLASS, parcel=planned.parcel, measures=", ".join(allowed),
                measures_zh=say(revitalisation.Measure, *allowed),
            )  # fmt: skip
        items.append(
            revitalisation.BatchItem(
                planned.parcel,
                parcel_class=parcel_class,
                measure=planned.measure,
                area=listed[planned.parcel].area,
            )
        )
    return items
