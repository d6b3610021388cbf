"""待办: a batch is approved, and each of its parcels revitalised (RZ-2.3.c)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.revitalisation.carrying_out import record_revitalisation
from services.land.domain.revitalisation.planning import approve_batch, withdraw_batch
from services.land.domain.revitalisation.release import release_parcel
from services.land.domain.revitalisation.rules import CLAUSE
from services.land.domain.revitalisation.state import BATCH, RevitalisationBatch
from shared.kernel.aggregate import COUNTY, Over, Task, Tasks


@BATCH.tasks
def tasks(batch: RevitalisationBatch) -> Tasks:
    """The approval, then the parcels that are left."""
    match batch.status:
        case "planned":
            yield Task(
                "approval", [NATURAL_RESOURCES, COUNTY], f"批准盘活批次，共{len(batch.items)}宗",
                [approve_batch, withdraw_batch], clause=CLAUSE,
            )  # fmt: skip
        case "approved":
            yield Task(
                "revitalisation", [NATURAL_RESOURCES, COUNTY_LAND],
                f"盘活本批次余下的{len(batch.items)}宗地块",
                [record_revitalisation, release_parcel], clause=CLAUSE,
            )  # fmt: skip
        case _:
            yield Over("本批次已完成或已撤回")
