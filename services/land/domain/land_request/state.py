"""LandRequest (`land-request-<request>`): new land for a live project, RZ-2.3.d.

What the county's reserve gives is drawn on its book in the same append. A project has one live
request, waiting or allocated; while it waits it is the town's demand on record.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from services.land.domain.land_request import rules
from shared.kernel.aggregate import (
    Aggregate,
    to_named,
    to_town,
)
from shared.schemas.land.land_request import (
    LandAllocated,
    LandAllocationReduced,
    LandDecisionFlagCleared,
    LandDecisionOverdue,
    LandRefused,
    LandRequested,
    LandRequestWithdrawn,
    LandReturned,
)

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
    source: str = ""
    lot: str | None = None
    requested: LandRequested | None = None
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
def evolve(request: LandRequest, event: object) -> LandRequest:
    match event:
        case LandRequested():
            known = event.project, event.town, event.county, event.area
            return LandRequest(*known, status="requested", requested=event)
        case LandDecisionOverdue():
            return replace(request, overdue=True, flagged=True)
        case LandDecisionFlagCleared():
            return replace(request, flagged=False)
        case LandAllocated():
            return replace(request, status="allocated", source=event.source, lot=event.lot)
        case LandAllocationReduced():
            return replace(request, area=event.area)
        case LandRefused():
            return replace(request, status="refused")
        case LandRequestWithdrawn():
            return replace(request, status="withdrawn")
        case LandReturned():
            return replace(request, status="returned")
    return request
