"""存量盘活台账: each batch, what it plans and how far it is (RZ-2.3.c)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.revitalisation.state import BATCH
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import TownId
from shared.schemas.land.revitalisation import (
    BatchApproved,
    BatchCompleted,
    BatchPlanned,
    BatchWithdrawn,
    FormalitySupported,
    ParcelReleasedFromBatch,
    ParcelRevitalised,
)
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


@RevitalisationBatches.on(BatchPlanned)
def planned(row: RevitalisationBatches, event: BatchPlanned) -> RevitalisationBatches:
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


@RevitalisationBatches.on(BatchApproved)
def approved(row: RevitalisationBatches, event: BatchApproved) -> RevitalisationBatches:
    document = event.document or row.document
    return replace(row, status="approved", approved_on=event.approved_on, document=document)


@RevitalisationBatches.on(FormalitySupported)
def supported(row: RevitalisationBatches, event: FormalitySupported) -> RevitalisationBatches:
    return replace(row, supported=row.supported + 1)


@RevitalisationBatches.on(ParcelRevitalised)
def revitalised(row: RevitalisationBatches, event: ParcelRevitalised) -> RevitalisationBatches:
    return replace(
        row,
        revitalised=row.revitalised + 1,
        revitalised_area=row.revitalised_area + event.area,
    )


@RevitalisationBatches.on(ParcelReleasedFromBatch)
def released(row: RevitalisationBatches, event: ParcelReleasedFromBatch) -> RevitalisationBatches:
    return replace(
        row,
        parcels=row.parcels - 1,
        area=row.area - event.area,
        measures=[one for one in row.measures if one["parcel"] != event.parcel],
    )


@RevitalisationBatches.on(BatchCompleted)
def completed(row: RevitalisationBatches, event: BatchCompleted) -> RevitalisationBatches:
    return replace(row, status="completed", completed_on=event.completed_on)


@RevitalisationBatches.on(BatchWithdrawn)
def withdrawn(row: RevitalisationBatches, event: BatchWithdrawn) -> RevitalisationBatches:
    return replace(row, status="withdrawn")
