"""新增用地申请: each request, what was decided, and where the land comes from (RZ-2.3.d)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.land.domain.land_request.state import LAND_REQUEST
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.land.land_request import (
    AllocationSource,
    LandAllocated,
    LandAllocationReduced,
    LandDecisionFlagCleared,
    LandDecisionOverdue,
    LandRefused,
    LandRequested,
    LandRequestWithdrawn,
    LandReturned,
)
from shared.schemas.land.screening import LandUse
from shared.schemas.land.stages import RequestStage


@view("land-requests", title="新增用地申请", key="request", version=5, of=LAND_REQUEST)
class LandRequests(Row):
    request: str = column("申请编号")
    project: str = column("项目编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    use: LandUse = column("用途")
    area: Decimal = column("面积（平方米）")
    reduced: Decimal = column("勘测定界核减（平方米）")
    screened: int = column("已说明的存量地块数")
    status: RequestStage = column("状态")
    source: AllocationSource = column("来源")
    document: str = column("文号")
    reason: str = column("理由")
    decider: OrganisationId = column("办理单位")
    requested_on: date | None = column("申请日期", None)
    decided_on: date | None = column("决定日期", None)
    overdue: bool = column("办理曾超期", False)
    warning: bool = column("办理超期预警", False)


@LandRequests.on(LandRequested)
def requested(row: LandRequests, event: LandRequested) -> LandRequests:
    return replace(
        row,
        project=event.project,
        town=event.town,
        county=event.county,
        use=event.use,
        area=event.area,
        screened=len(event.screening),
        status="open",
        decider=event.decider or "",
        requested_on=event.requested_on,
    )


@LandRequests.on(LandAllocated)
def allocated(row: LandRequests, event: LandAllocated) -> LandRequests:
    return replace(
        row,
        status="allocated",
        source=event.source,
        document=event.document or "",
        decided_on=event.allocated_on,
    )


@LandRequests.on(LandAllocationReduced)
def reduced(row: LandRequests, event: LandAllocationReduced) -> LandRequests:
    less = event.previous_area - event.area
    return replace(row, area=event.area, reduced=row.reduced + less, reason=event.reason)


@LandRequests.on(LandRefused)
def refused(row: LandRequests, event: LandRefused) -> LandRequests:
    return replace(
        row,
        status="refused",
        reason=event.reason,
        document=event.document or "",
        decided_on=event.refused_on,
    )


@LandRequests.on(LandReturned)
def returned(row: LandRequests, event: LandReturned) -> LandRequests:
    document = event.document or row.document
    return replace(row, status="returned", reason=event.reason, document=document)


@LandRequests.on(LandRequestWithdrawn)
def withdrawn(row: LandRequests, event: LandRequestWithdrawn) -> LandRequests:
    return replace(row, status="withdrawn", reason=event.reason)


@LandRequests.on(LandDecisionOverdue)
def late(row: LandRequests, event: LandDecisionOverdue) -> LandRequests:
    return replace(row, overdue=True, warning=True)


@LandRequests.on(LandDecisionFlagCleared)
def flag_cleared(row: LandRequests, event: LandDecisionFlagCleared) -> LandRequests:
    return replace(row, warning=False)
