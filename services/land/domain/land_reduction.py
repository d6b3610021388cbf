"""An allocation comes down to what was measured on the ground 勘测定界 (RZ-2.3.d)."""

from collections.abc import Iterable

from services.land.domain import land_request_rules as rules
from services.land.domain.land_decisions import OF_COUNTY, OF_QUOTA, returned, status
from services.land.domain.land_request import (
    CLAUSE,
    LAND_REQUEST,
    NATURAL_RESOURCES,
    LandRequest,
)
from services.land.domain.offices import COUNTY_LAND
from shared.kernel.aggregate import Context, refuse
from shared.schemas.land.land_request import LandAllocationReduced, ReduceAllocation

Events = Iterable[object]


@LAND_REQUEST.command(
    title="核减用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_COUNTY, OF_QUOTA],
)
def reduce_allocation(request: LandRequest, cmd: ReduceAllocation, context: Context) -> Events:
    """The request stands, with less land; the project may be live or in settlement."""
    if request.status != "allocated":
        refuse(rules.LAND_WAS_ALLOCATED, **status(request))
    if cmd.area >= request.area:
        refuse(rules.REDUCED_TO_LESS, allocated=request.area)
    yield LandAllocationReduced(
        request=cmd.request,
        project=request.project,
        town=request.town,
        county=request.county,
        source=request.source,  # type: ignore[arg-type]
        lot=request.lot,
        previous_area=request.area,
        area=cmd.area,
        reason=cmd.reason,
        reduced_on=context.today,
        document=cmd.document,
    )
    yield from returned(request, cmd.request, request.area - cmd.area)
