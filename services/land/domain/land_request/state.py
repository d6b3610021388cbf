"""LandRequest (`land-request-<request>`): new land for a live project, RZ-2.3.d.

What the county's reserve gives is drawn on its book in the same append. A project has one live
request, waiting or allocated; while it waits it is the town's demand on record.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from services.land.domain.land_request import rules
from shared.kernel.aggregate import (
    Aggregate,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import land_request

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class LandRequest:
    """`status` is requested, allocated, refused, returned or withdrawn; `area` in square metres.

    `overdue` stays a fact; `flagged` until the issue that it raised is resolved.
    """

    project: str = ""
    town: str = ""
    county: str = ""
    area: Decimal = Decimal(0)
    status: str = ""
    source: land_request.AllocationSource | None = None
    lot: str | None = None
    requested: land_request.LandRequested | None = None
    overdue: bool = False
    flagged: bool = False


LAND_REQUEST = Aggregate(
    "land-request",
    LandRequest(),
    key="request",
    title="新增用地申请",
    sight=[to_town(), to_named()],
)


@LAND_REQUEST.evolve
def evolve(request: LandRequest, event: land_request.Event) -> LandRequest:
    match event:
        case land_request.LandRequested():
            known = event.project, event.town, event.county, event.area
            return LandRequest(*known, status="requested", requested=event)
        case land_request.LandDecisionOverdue():
            return replace(request, overdue=True, flagged=True)
        case land_request.LandDecisionFlagCleared():
            return replace(request, flagged=False)
        case land_request.LandAllocated():
            return replace(request, status="allocated", source=event.source, lot=event.lot)
        case land_request.LandAllocationReduced():
            return replace(request, area=event.area)
        case land_request.LandRefused():
            return replace(request, status="refused")
        case land_request.LandRequestWithdrawn():
            return replace(request, status="withdrawn")
        case land_request.LandReturned():
            return replace(request, status="returned")
    assert_never(event)
