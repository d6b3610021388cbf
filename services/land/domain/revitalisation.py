"""RevitalisationBatch (`revitalisation-<batch>`): stock land used again, RZ-2.3.c.

By batch and class: each parcel with a measure of its class, in one open batch at most.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from immutables import Map

from services.land.domain import revitalisation_rules as rules
from services.land.domain.offices import COUNTY_LAND
from services.land.domain.parcel import PARCEL, Parcel
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from services.land.domain.town_survey import TOWN_SURVEY, TownSurvey
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    TOWN,
    Aggregate,
    Context,
    elsewhere,
    guard,
    organisation,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land.parcel import ParcelLeftStock
from shared.schemas.land.revitalisation import (
    ApproveBatch,
    BatchApproved,
    BatchCompleted,
    BatchItem,
    BatchPlanned,
    BatchWithdrawn,
    FormalitySupported,
    ParcelRevitalised,
    PlanBatch,
    RecordFormalitySupport,
    RecordRevitalisation,
    WithdrawBatch,
)
from shared.schemas.land.town_stock import StockBatched, StockDelisted, StockReleased

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class RevitalisationBatch:
    """`items` are the parcels still to be revitalised."""

    town: str = ""
    status: str = ""
    items: Map[str, BatchItem] = Map()


BATCH = Aggregate(
    "revitalisation",
    RevitalisationBatch(),
    key="batch",
    title="盘活批次",
    sight=[to_town(), to_named()],
)
OF_TOWN = guard(TOWN_STOCK, lambda batch, _: batch.town or ())


@BATCH.evolve
def evolve(batch: RevitalisationBatch, event: object) -> RevitalisationBatch:
    match event:
        case BatchPlanned(town=town, items=items):
            return RevitalisationBatch(town, "planned", Map({i.parcel: i for i in items}))
        case BatchApproved():
            return replace(batch, status="approved")
        case BatchWithdrawn():
            return replace(batch, status="withdrawn")
        case ParcelRevitalised(parcel=parcel):
            return replace(batch, items=batch.items.delete(parcel))
        case BatchCompleted():
            return replace(batch, status="completed")
    return batch


@BATCH.command(
    title="拟定盘活批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, TOWN],
    guards=[guard(TOWN_SURVEY), guard(TOWN_STOCK)],
    creates=True,
)
def plan_batch(batch: RevitalisationBatch, cmd: PlanBatch, context: Context) -> Events:
    if not context.guard(TownSurvey, cmd.town).complete:
        refuse(rules.AFTER_THE_SURVEY, town=cmd.town)
    items = _items(cmd, context.guard(TownStock, cmd.town), context)
    yield BatchPlanned(cmd.batch, cmd.town, items, cmd.document)
    batched = StockBatched(cmd.town, cmd.batch, [item.parcel for item in items])
    yield from elsewhere(TownStock, cmd.town, [batched])


@BATCH.command(title="批准盘活批次", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def approve_batch(batch: RevitalisationBatch, cmd: ApproveBatch, context: Context) -> Events:
    _require(batch, "planned")
    return [BatchApproved(cmd.batch, batch.town, context.today, cmd.document)]


@BATCH.command(
    title="撤回盘活批次",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY, COUNTY_LAND, TOWN],
    guards=[OF_TOWN],
)
def withdraw_batch(batch: RevitalisationBatch, cmd: WithdrawBatch, context: Context) -> Events:
    """What is not revitalised yet may stand in another batch."""
    _require(batch, "planned", "approved")
    if batch.status == "approved" and context.actor.organisation == batch.town:
        refuse(rules.APPROVER_TAKES_BACK)
    yield BatchWithdrawn(cmd.batch, batch.town, cmd.reason)
    released = StockReleased(batch.town, cmd.batch, sorted(batch.items))
    yield from elsewhere(TownStock, batch.town, [released])


@BATCH.command(
    title="登记手续支持", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY, COUNTY_DEPARTMENTS]
)
def record_formality_support(
    batch: RevitalisationBatch, cmd: RecordFormalitySupport, context: Context
) -> Events:
    _require(batch, "approved")
    _item(batch, cmd.parcel)
    by = context.actor.organisation
    yield FormalitySupported(
        cmd.batch, batch.town, cmd.parcel, by, cmd.formality, cmd.support, context.today
    )


@BATCH.command(
    title="登记地块盘活",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_TOWN, guard(PARCEL)],
)
def record_revitalisation(
    batch: RevitalisationBatch, cmd: RecordRevitalisation, context: Context
) -> Events:
    """The parcel leaves the town's stock; the last one completes the batch."""
    _require(batch, "approved")
    item = _item(batch, cmd.parcel)
    if cmd.revitalised_on > context.today:
        refuse(rules.REVITALISED_BY_TODAY, today=context.today)
    # Measured again since the batch was planned, it counts with the area it has.
    area = context.guard(Parcel, item.parcel).area or item.area
    yield ParcelRevitalised(
        cmd.batch, batch.town, item.parcel, item.parcel_class, item.measure, area,
        cmd.project, cmd.revitalised_on, cmd.document,
    )  # fmt: skip
    if len(batch.items) == 1:
        yield BatchCompleted(cmd.batch, batch.town, context.today)
    left = ParcelLeftStock(item.parcel, batch.town, cmd.batch)
    yield from elsewhere(Parcel, item.parcel, [left])
    delisted = StockDelisted(batch.town, item.parcel, cmd.batch)
    yield from elsewhere(TownStock, batch.town, [delisted])


def _items(cmd: PlanBatch, stock: TownStock, context: Context) -> list[BatchItem]:
    named = Counter(planned.parcel for planned in cmd.measures)
    twice = [id for id, times in named.items() if times > 1]
    if twice or not named:
        refuse(rules.BATCH_HAS_PARCELS, parcels=", ".join(twice) or "—")
    unknown = [id for id in named if id not in stock.parcels or not stock.parcels[id].parcel_class]
    if unknown:
        refuse(rules.PARCELS_ARE_STOCK, parcels=", ".join(unknown))
    taken = [id for id in named if stock.parcels[id].batch]
    if taken:
        refuse(rules.ONE_OPEN_BATCH, parcels=", ".join(taken))
    open_to = context.parameter("land.revitalisation_measures")
    items = []
    for planned in cmd.measures:
        parcel = stock.parcels[planned.parcel]
        allowed = open_to[parcel.parcel_class]
        if planned.measure not in allowed:
            refuse(rules.MEASURE_FITS_CLASS, parcel=planned.parcel, measures=", ".join(allowed))
        items.append(
            BatchItem(
                planned.parcel,
                parcel.parcel_class,  # type: ignore[arg-type]
                planned.measure,
                parcel.area,
            )
        )
    return items


def _item(batch: RevitalisationBatch, parcel: str) -> BatchItem:
    if parcel not in batch.items:
        refuse(rules.PARCEL_OF_THE_BATCH, parcels=", ".join(sorted(batch.items)) or "—")
    return batch.items[parcel]


def _require(batch: RevitalisationBatch, *needed: str) -> None:
    if batch.status not in needed:
        refuse(
            rules.BATCH_STATUS_ALLOWS,
            status=batch.status,
            status_zh=rules.STATUS_ZH[batch.status],
            needed=" or ".join(needed),
            needed_zh="或".join(rules.STATUS_ZH[status] for status in needed),
        )
