"""新增用地申请: each request, what was decided, and where the land comes from (RZ-2.3.d)."""

from datetime import date
from decimal import Decimal

from services.land.domain.land_request.state import LAND_REQUEST
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.land import land_request
from shared.schemas.land import screening as screenings
from shared.schemas.land.stages import RequestStage


@view("land-requests", title="新增用地申请", key="request", version=5, of=LAND_REQUEST)
class LandRequests(Row):
    request: str = column("申请编号")
    project: str = column("项目编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    use: screenings.LandUse = column("用途")
    area: Decimal = column("面积（平方米）")
    reduced: Decimal = column("勘测定界核减（平方米）")
    screened: int = column("已说明的存量地块数")
    status: RequestStage = column("状态")
    source: land_request.AllocationSource = column("来源")
    document: str = column("文号")
    reason: str = column("理由")
    decider: OrganisationId = column("办理单位")
    requested_on: date | None = column("申请日期", None)
    decided_on: date | None = column("决定日期", None)
    overdue: bool = column("办理曾超期", False)
    warning: bool = column("办理超期预警", False)


REQUESTS_FIGURE = figure(
    "land-requests", "新增用地申请", of=LandRequests, by=("town", "status"), counts="申请数",
)  # fmt: skip
DECISIONS = figure(
    "land-decisions", "逐月用地决定", of=LandRequests, by=("decided_on", "town"), counts="申请数",
)  # fmt: skip

REQUESTS = totals(
    "land_requests",
    "Requests for new land by state and town",
    of=LandRequests,
    by=("status", "town"),
)


@LandRequests.on(land_request.LandRequested)
def requested(row: LandRequests, event: land_request.LandRequested) -> LandRequests:
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


@LandRequests.on(land_request.LandAllocated)
def allocated(row: LandRequests, event: land_request.LandAllocated) -> LandRequests:
    return replace(
        row,
        status="allocated",
        source=event.source,
        document=event.document or "",
        decided_on=event.allocated_on,
    )


@LandRequests.on(land_request.LandAllocationReduced)
def reduced(row: LandRequests, event: land_request.LandAllocationReduced) -> LandRequests:
    less = event.previous_area - event.area
    return replace(row, area=event.area, reduced=row.reduced + less, reason=event.reason)


@LandRequests.on(land_request.LandRefused)
def refused(row: LandRequests, event: land_request.LandRefused) -> LandRequests:
    return replace(
        row,
        status="refused",
        reason=event.reason,
        document=event.document or "",
        decided_on=event.refused_on,
    )


@LandRequests.on(land_request.LandReturned)
def returned(row: LandRequests, event: land_request.LandReturned) -> LandRequests:
    document = event.document or row.document
    return replace(row, status="returned", reason=event.reason, document=document)


@LandRequests.on(land_request.LandRequestWithdrawn)
def withdrawn(row: LandRequests, event: land_request.LandRequestWithdrawn) -> LandRequests:
    return replace(row, status="withdrawn", reason=event.reason)


@LandRequests.on(land_request.LandDecisionOverdue)
def late(row: LandRequests, event: land_request.LandDecisionOverdue) -> LandRequests:
    return replace(row, overdue=True, warning=True)


@LandRequests.on(land_request.LandDecisionFlagCleared)
def flag_cleared(row: LandRequests, event: land_request.LandDecisionFlagCleared) -> LandRequests:
    return replace(row, warning=False)
