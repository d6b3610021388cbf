"""RevitalisationBatch (`revitalisation-<batch>`): stock land used again, RZ-2.3.c.

By batch and class: each parcel with a measure of its class, in one open batch at most.
"""

from dataclasses import dataclass
from typing import assert_never

from immutables import Map

from services.land.domain.revitalisation import rules
from services.land.domain.town_stock import TOWN_STOCK
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    guard,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import revitalisation

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class RevitalisationBatch:
    """`items` are the parcels still to be revitalised, `done` is how many were."""

    town: str = ""
    status: str = ""
    items: Map[str, revitalisation.BatchItem] = Map()
    done: int = 0


BATCH = Aggregate(
    "revitalisation",
    RevitalisationBatch(),
    key="batch",
    title="盘活批次",
    sight=[to_town(), to_named()],
)
OF_TOWN = guard(TOWN_STOCK, lambda batch, _: batch.town or ())


@BATCH.evolve
def evolve(batch: RevitalisationBatch, event: revitalisation.Event) -> RevitalisationBatch:
    match event:
        case revitalisation.BatchPlanned(town=town, items=items):
            return RevitalisationBatch(town, "planned", Map({i.parcel: i for i in items}))
        case revitalisation.BatchApproved():
            return replace(batch, status="approved")
        case revitalisation.BatchWithdrawn():
            return replace(batch, status="withdrawn")
        case revitalisation.ParcelRevitalised(parcel=parcel):
            return replace(batch, items=batch.items.delete(parcel), done=batch.done + 1)
        case revitalisation.ParcelReleasedFromBatch(parcel=parcel):
            return replace(batch, items=batch.items.delete(parcel))
        case revitalisation.BatchCompleted():
            return replace(batch, status="completed")
        case revitalisation.FormalitySupported():
            return batch  # what a department reports of its help; no later command asks for it
    assert_never(event)


def require_item(batch: RevitalisationBatch, parcel: str) -> revitalisation.BatchItem:
    if parcel not in batch.items:
        refuse(rules.PARCEL_OF_THE_BATCH, parcels=", ".join(sorted(batch.items)) or "—")
    return batch.items[parcel]


def require_status(batch: RevitalisationBatch, *needed: str) -> None:
    """Refuse unless the batch is at one of these points of its way."""
    if batch.status not in needed:
        refuse(
            rules.BATCH_STATUS_ALLOWS,
            status=batch.status,
            status_zh=rules.STATUS_ZH[batch.status],
            needed=" or ".join(needed),
            needed_zh="或".join(rules.STATUS_ZH[status] for status in needed),
        )


def approver_takes_back(batch: RevitalisationBatch, context: Context) -> None:
    """Refuse a town what was approved."""
    if batch.status == "approved" and context.actor.organisation == batch.town:
        refuse(rules.APPROVER_TAKES_BACK)
