"""An allocation comes down to what was measured on the ground 勘测定界 (RZ-2.3.d)."""

from services.land.domain.land_request import rules
from services.land.domain.land_request.decisions import (
    OF_COUNTY,
    OF_QUOTA,
    land_was_allocated,
    return_land,
)
from services.land.domain.land_request.state import CLAUSE, LAND_REQUEST, LandRequest
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.land import land_request


@LAND_REQUEST.command(
    title="核减用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_COUNTY, OF_QUOTA],
    when=[land_was_allocated],
)
def reduce_allocation(
    request: LandRequest, cmd: land_request.ReduceAllocation, context: Context
) -> Events:
    """The request stands, with less land; the project may be live or in settlement."""
    assert request.source is not None  # as of every allocation
    if cmd.area >= request.area:
        refuse(rules.REDUCED_TO_LESS, allocated=request.area)
    yield land_request.LandAllocationReduced.of(
        cmd,
        project=request.project,
        town=request.town,
        county=request.county,
        source=request.source,
        lot=request.lot,
        previous_area=request.area,
        reduced_on=context.today,
    )
    yield from return_land(request, cmd.request, request.area - cmd.area)
