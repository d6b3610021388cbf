"""LandRequest (`land-request-<request>`): new land for a live project, RZ-2.3.d.

What the county's reserve gives is drawn on its book in the same append. A project has one live
request, waiting or allocated; while it waits it is the town's demand on record.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from services.land.domain import land_request_rules as rules
from services.land.domain.land_demand import LAND_DEMAND, LandDemand, demand_settled
from services.land.domain.reserve_book import (
    OF_PILOTS,
    RESERVE_BOOK,
    ReserveBook,
    drawn,
    pilots_considered,
)
from services.land.domain.screening import SCREENING, StockScreening
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from shared.aggregate import (
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    elsewhere,
    guard,
    organisation,
    refuse,
)
from shared.schemas.land.land_demand import DemandRecorded
from shared.schemas.land.land_request import (
    AllocateLand,
    LandAllocated,
    LandRefused,
    LandRequested,
    LandReturned,
    RefuseLand,
    RequestNewLand,
    ReturnDraw,
)
from shared.schemas.land.reserve_book import ReserveDrawn, ReserveReturned
from shared.schemas.land.screening import LandClaimed, LandClaimReleased

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class LandRequest:
    """`status` is requested, allocated, refused or returned; `area` in square metres."""

    project: str = ""
    town: str = ""
    county: str = ""
    area: Decimal = Decimal(0)
    status: str = ""
    source: str = ""


LAND_REQUEST = Aggregate("land-request", LandRequest(), key="request", title="新增用地申请")
OF_PROJECT = guard(SCREENING, lambda request, _: request.project or ())
OF_TOWN = guard(LAND_DEMAND, lambda request, _: request.town or ())
OF_COUNTY = guard(RESERVE_BOOK, lambda request, _: request.county or ())


@LAND_REQUEST.evolve
def evolve(request: LandRequest, event: object) -> LandRequest:
    match event:
        case LandRequested():
            return LandRequest(event.project, event.town, event.county, event.area, "requested")
        case LandAllocated():
            return replace(request, status="allocated", source=event.source)
        case LandRefused():
            return replace(request, status="refused")
        case LandReturned():
            return replace(request, status="returned")
    return request


@LAND_REQUEST.command(
    title="申请新增用地",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(SCREENING), guard(TOWN_STOCK), guard(LAND_DEMAND)],
    creates=True,
)
def request_new_land(request: LandRequest, cmd: RequestNewLand, context: Context) -> Events:
    """The town answers first why none of its stock serves the project."""
    project = _live_project(cmd.project, context)
    if project.town != cmd.town:
        refuse(rules.TOWN_OF_THE_PROJECT, town=project.town)
    if project.request:
        refuse(rules.ONE_LIVE_REQUEST, request=project.request)
    _check_screening(context.guard(TownStock, cmd.town), cmd)
    yield LandRequested(
        cmd.request, cmd.project, cmd.town, project.county, cmd.area, cmd.use,
        cmd.screening, cmd.screening_by_class,
    )  # fmt: skip
    claimed = LandClaimed(cmd.project, cmd.town, cmd.request)
    yield from elsewhere(StockScreening, cmd.project, [claimed])
    demand = DemandRecorded(
        cmd.town, project.county, cmd.request, cmd.project, cmd.area, context.today
    )
    yield from elsewhere(LandDemand, cmd.town, [demand])


@LAND_REQUEST.command(
    title="安排用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_DEPARTMENTS],
    guards=[OF_PROJECT, OF_COUNTY, OF_TOWN, OF_PILOTS],
)
def allocate_land(request: LandRequest, cmd: AllocateLand, context: Context) -> Events:
    """From the reserve, the yearly plan or the town's quota; the reserve serves pilots first."""
    _check_open(request)
    _live_project(request.project, context)
    if cmd.source == "plan" and cmd.document is None:
        refuse(rules.PLAN_IS_CITED)
    yield LandAllocated(
        cmd.request,
        request.project,
        request.town,
        request.county,
        request.area,
        cmd.source,
        cmd.document,
    )
    if cmd.source == "reserve":
        yield from elsewhere(ReserveBook, request.county, _drawn(request, cmd, context))
    yield from demand_settled(request.town, cmd.request, "met", context)


@LAND_REQUEST.command(
    title="不予安排用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_DEPARTMENTS, SYSTEM],
    guards=[OF_PROJECT, OF_TOWN],
)
def refuse_land(request: LandRequest, cmd: RefuseLand, context: Context) -> Events:
    _check_open(request)
    yield LandRefused(cmd.request, request.project, request.town, cmd.reason)
    yield from _claim_released(request, cmd.request, context)
    yield from demand_settled(request.town, cmd.request, "refused", context)


@LAND_REQUEST.command(
    title="退回用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_DEPARTMENTS, SYSTEM],
    guards=[OF_PROJECT, OF_COUNTY],
)
def return_draw(request: LandRequest, cmd: ReturnDraw, context: Context) -> Events:
    """Land that the project does not take returns where it came from."""
    if request.status != "allocated":
        refuse(rules.LAND_WAS_ALLOCATED, **_status(request))
    town, county, area = request.town, request.county, request.area
    yield LandReturned(cmd.request, request.project, town, county, area, cmd.reason)
    if request.source == "reserve":
        returned = ReserveReturned(county, cmd.request, request.project, town, area)
        yield from elsewhere(ReserveBook, county, [returned])
    yield from _claim_released(request, cmd.request, context)


def _drawn(request: LandRequest, cmd: AllocateLand, context: Context) -> list[object]:
    """The reserve serves pilots first; another town only when their demand is settled."""
    town = context.town(request.town)
    pilot = town is not None and town.pilot
    if not pilot:
        pilots_considered(request.county, cmd.pilots, context)
    draw = ReserveDrawn(
        request.county, cmd.request, request.project, request.town, request.area, cmd.reason,
        opened=not pilot,
    )  # fmt: skip
    return drawn(context.guard(ReserveBook, request.county), draw)


def _claim_released(request: LandRequest, id: str, context: Context) -> Events:
    if context.guard(StockScreening, request.project).request == id:
        released = LandClaimReleased(request.project, request.town, id)
        yield from elsewhere(StockScreening, request.project, [released])


def _live_project(project: str, context: Context) -> StockScreening:
    screening = context.guard(StockScreening, project)
    if not screening.live:
        refuse(rules.PROJECT_IS_LIVE, project=project)
    return screening


def _check_screening(stock: TownStock, cmd: RequestNewLand) -> None:
    answered = Counter(answer.parcel for answer in cmd.screening)
    wrong = [id for id, times in answered.items() if times > 1 or id not in stock.parcels]
    if wrong:
        refuse(rules.SCREENED_PARCELS_ARE_LISTED, parcels=", ".join(wrong))
    classes = {answer.parcel_class for answer in cmd.screening_by_class}
    missing = [
        id
        for id in stock.matching(cmd.use, cmd.area)
        if id not in answered and stock.parcels[id].parcel_class not in classes
    ]
    if missing:
        refuse(rules.STOCK_BEFORE_NEW, parcels=", ".join(missing))


def _check_open(request: LandRequest) -> None:
    if request.status != "requested":
        refuse(rules.REQUEST_IS_OPEN, **_status(request))


def _status(request: LandRequest) -> dict[str, str]:
    return {"status": request.status, "status_zh": rules.STATUS_ZH[request.status]}
