"""What becomes of a request for new land: allocated, refused, withdrawn, returned (RZ-2.3.d)."""

from decimal import Decimal

from services.land.domain.land_demand import LAND_DEMAND, settle_demand
from services.land.domain.land_request import rules
from services.land.domain.land_request.requesting import require_live_project
from services.land.domain.land_request.state import CLAUSE, LAND_REQUEST, LandRequest
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger.requirements import require_usable, use_quota
from services.land.domain.quota_ledger.state import QUOTA_LEDGER, QuotaLedger
from services.land.domain.reserve_book.opening import OF_PILOTS, consider_pilots
from services.land.domain.reserve_book.state import RESERVE_BOOK, ReserveBook, draw_reserve
from services.land.domain.screening import SCREENING, StockScreening
from shared.kernel.aggregate import (
    SYSTEM,
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    pick,
    refuse,
)
from shared.schemas.land import land_request, quota_ledger, reserve_book
from shared.schemas.land import screening as screenings

OF_PROJECT = guard(SCREENING, lambda request, _: request.project or ())
OF_QUOTA = guard(QUOTA_LEDGER, lambda request, _: request.town or ())
OF_TOWN = guard(LAND_DEMAND, lambda request, _: request.town or ())
OF_COUNTY = guard(RESERVE_BOOK, lambda request, _: request.county or ())


def land_was_allocated(request: LandRequest, _: Context) -> None:
    if request.status != "allocated":
        refuse(rules.LAND_WAS_ALLOCATED, **say_status(request))


def _check_open(request: LandRequest) -> None:
    if request.status != "requested":
        refuse(rules.REQUEST_IS_OPEN, **say_status(request))


def _require_lot(request: LandRequest, cmd: land_request.AllocateLand, context: Context) -> None:
    """Of the town's quota a lot with so much left."""
    if cmd.source == "quota":
        require_usable(context.guard(QuotaLedger, request.town), cmd.lot, request.area)


@LAND_REQUEST.command(
    title="安排用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[OF_PROJECT, OF_COUNTY, OF_TOWN, OF_PILOTS, OF_QUOTA],
    when=[holds(_check_open)],
    picks=[pick("lot", _require_lot, {"source": "quota"})],
)
def allocate_land(request: LandRequest, cmd: land_request.AllocateLand, context: Context) -> Events:
    """From the reserve, the yearly plan or the town's quota; the reserve serves pilots first."""
    require_live_project(request.project, context)
    if cmd.source == "plan" and cmd.document is None:
        refuse(rules.PLAN_IS_CITED)
    _require_lot(request, cmd, context)
    yield land_request.LandAllocated(
        request=cmd.request,
        project=request.project,
        town=request.town,
        county=request.county,
        area=request.area,
        source=cmd.source,
        document=cmd.document,
        lot=cmd.lot if cmd.source == "quota" else None,
        allocated_on=context.today,
    )
    if cmd.source == "reserve":
        yield from elsewhere(ReserveBook, request.county, _draw(request, cmd, context))
    if cmd.source == "quota":
        ledger = context.guard(QuotaLedger, request.town)
        used = use_quota(ledger, cmd.lot, cmd.request, request.project, request.area, context.today)
        yield from elsewhere(QuotaLedger, request.town, [used])
    yield from settle_demand(request.town, cmd.request, "met", context)


@LAND_REQUEST.command(
    title="不予安排用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, SYSTEM],
    guards=[OF_PROJECT, OF_TOWN],
    when=[holds(_check_open)],
)
def refuse_land(request: LandRequest, cmd: land_request.RefuseLand, context: Context) -> Events:
    yield land_request.LandRefused.of(
        cmd, project=request.project, town=request.town, refused_on=context.today
    )
    yield from _release_claim(request, cmd.request, context)
    yield from settle_demand(request.town, cmd.request, "refused", context)


@LAND_REQUEST.command(
    title="撤回用地申请",
    clause=CLAUSE,
    by=[TOWN],
    guards=[OF_PROJECT, OF_TOWN],
    when=[holds(_check_open)],
)
def withdraw_land_request(
    request: LandRequest, cmd: land_request.WithdrawLandRequest, context: Context
) -> Events:
    """The town asked wrongly, or needs the land no more; it may ask again."""
    yield land_request.LandRequestWithdrawn.of(
        cmd, project=request.project, town=request.town, withdrawn_on=context.today
    )
    yield from _release_claim(request, cmd.request, context)
    yield from settle_demand(request.town, cmd.request, "declined", context)


@LAND_REQUEST.command(
    title="退回用地",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND, SYSTEM],
    guards=[OF_PROJECT, OF_COUNTY, OF_QUOTA],
    when=[land_was_allocated],
)
def return_draw(request: LandRequest, cmd: land_request.ReturnDraw, context: Context) -> Events:
    """Land that the project does not take returns where it came from."""
    yield land_request.LandReturned.of(
        cmd, project=request.project, town=request.town, county=request.county, area=request.area,
        returned_on=context.today,
    )  # fmt: skip
    yield from return_land(request, cmd.request, request.area)
    yield from _release_claim(request, cmd.request, context)


def return_land(request: LandRequest, id: str, area: Decimal) -> Events:
    """All or a part of what was allocated is back where it came from; the year's plan keeps no
    book here."""
    county, town = request.county, request.town
    if request.source == "reserve":
        back = reserve_book.ReserveReturned(
            county=county, request=id, project=request.project, town=town, area=area
        )
        yield from elsewhere(ReserveBook, county, [back])
    if request.source == "quota" and request.lot is not None:
        unused = quota_ledger.QuotaReturned(town=town, lot=request.lot, use=id, area=area)
        yield from elsewhere(QuotaLedger, town, [unused])


def say_status(request: LandRequest) -> dict[str, str]:
    """The status as refusals say it."""
    return {"status": request.status, "status_zh": rules.STATUS_ZH[request.status]}


def _draw(request: LandRequest, cmd: land_request.AllocateLand, context: Context) -> list[object]:
    """The reserve serves pilots first; another town only when their demand is settled."""
    town = context.town(request.town)
    pilot = town is not None and town.pilot
    if not pilot:
        consider_pilots(request.county, cmd.pilots, context)
    draw = reserve_book.ReserveDrawn(
        request.county, request=cmd.request, project=request.project, town=request.town,
        area=request.area, reason=cmd.reason, opened=not pilot,
    )  # fmt: skip
    return draw_reserve(context.guard(ReserveBook, request.county), draw)


def _release_claim(request: LandRequest, id: str, context: Context) -> Events:
    if context.guard(StockScreening, request.project).request == id:
        released = screenings.LandClaimReleased(request.project, town=request.town, request=id)
        yield from elsewhere(StockScreening, request.project, [released])
