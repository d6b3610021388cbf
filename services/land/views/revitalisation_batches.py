"""存量盘活台账: each batch, what it plans and how far it is (RZ-2.3.c)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.revitalisation.state import BATCH
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.land import revitalisation
from shared.schemas.land.stages import BatchStage


@view("revitalisation-batches", title="存量盘活台账", key="batch", version=3, of=BATCH)
class RevitalisationBatches(Row):
    batch: str = column("批次编号")
    town: TownId = column("镇")
    status: BatchStage = column("状态")
    parcels: int = column("地块数")
    area: Decimal = column("面积（平方米）")
    revitalised: int = column("已盘活地块数")
    revitalised_area: Decimal = column("已盘活面积（平方米）")
    supported: int = column("手续支持次数")
    document: str = column("文号")
    measures: list[dict[str, Any]] = column("地块与措施", factory=list)
    approved_on: date | None = column("批准日期", None)
    completed_on: date | None = column("完成日期", None)


@RevitalisationBatches.on(revitalisation.BatchPlanned)
def planned(
    row: RevitalisationBatches, event: revitalisation.BatchPlanned
) -> RevitalisationBatches:
    return replace(
        row,
        town=event.town,
        status="planned",
        parcels=len(event.items),
        area=sum((item.area for item in event.items), Decimal(0)),
        document=event.document or "",
        measures=[
            {"parcel": i.parcel, "parcel_class": i.parcel_class, "measure": i.measure}
            for i in event.items
        ],
    )


@RevitalisationBatches.on(revitalisation.BatchApproved)
def approved(
    row: RevitalisationBatches, event: revitalisation.BatchApproved
) -> RevitalisationBatches:
    document = event.document or row.document
    return replace(row, status="approved", approved_on=event.approved_on, document=document)


@RevitalisationBatches.on(revitalisation.FormalitySupported)
def supported(
    row: RevitalisationBatches, event: revitalisation.FormalitySupported
) -> RevitalisationBatches:
    return replace(row, supported=row.supported + 1)


@RevitalisationBatches.on(revitalisation.ParcelRevitalised)
def revitalised(
    row: RevitalisationBatches, event: revitalisation.ParcelRevitalised
) -> RevitalisationBatches:
    return replace(
        row,
        revitalised=row.revitalised + 1,
        revitalised_area=row.revitalised_area + event.area,
    )


@RevitalisationBatches.on(revitalisation.ParcelReleasedFromBatch)
def released(
    row: RevitalisationBatches, event: revitalisation.ParcelReleasedFromBatch
) -> RevitalisationBatches:
    return replace(
        row,
        parcels=row.parcels - 1,
        area=row.area - event.area,
        measures=[one for one in row.measures if one["parcel"] != event.parcel],
    )


@RevitalisationBatches.on(revitalisation.BatchCompleted)
def completed(
    row: RevitalisationBatches, event: revitalisation.BatchCompleted
) -> RevitalisationBatches:
    return replace(row, status="completed", completed_on=event.completed_on)


@RevitalisationBatches.on(revitalisation.BatchWithdrawn)
def withdrawn(
    row: RevitalisationBatches, event: revitalisation.BatchWithdrawn
) -> RevitalisationBatches:
    return replace(row, status="withdrawn")
