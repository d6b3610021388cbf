"""New land is requested for a live project, after the stock was screened (RZ-2.3.a, d)."""

from collections import Counter

from services.land.domain.land_demand import LAND_DEMAND, LandDemand
from services.land.domain.land_request import rules
from services.land.domain.land_request.state import CLAUSE, LAND_REQUEST, LandRequest
from services.land.domain.screening import SCREENING, StockScreening
from services.land.domain.town_stock import TOWN_STOCK, TownStock
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    pick,
    refuse,
)
from shared.schemas.land import land_demand, land_request
from shared.schemas.land import screening as screenings


def _require_free(
    _: LandRequest, cmd: land_request.RequestNewLand, context: Context
) -> StockScreening:
    """The screening of a live project of the town that has no live request."""
    project = require_live_project(cmd.project, context)
    if project.town != cmd.town:
        refuse(rules.TOWN_OF_THE_PROJECT, town=project.town)
    if project.request:
        refuse(rules.ONE_LIVE_REQUEST, request=project.request)
    return project


@LAND_REQUEST.command(
    title="申请新增用地",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(SCREENING), guard(TOWN_STOCK), guard(LAND_DEMAND)],
    creates=True,
    numbered="{town}-land-{year}",
    picks=[pick("project", _require_free)],
)
def request_new_land(
    request: LandRequest, cmd: land_request.RequestNewLand, context: Context
) -> Events:
    """The town answers first why none of its stock serves the project."""
    project = _require_free(request, cmd, context)
    if project.land_area is not None and cmd.area > project.land_area:
        refuse(rules.AREA_OF_THE_PROJECT, needed=project.land_area)
    _check_screening(context.guard(TownStock, cmd.town), cmd)
    yield land_request.LandRequested.of(
        cmd,
        county=project.county,
        requested_on=context.today,
        decider=f"{project.county}-natural-resources",
        decision_working_days=context.parameter("land.request_decision_working_days"),
    )
    claimed = screenings.LandClaimed(cmd.project, town=cmd.town, request=cmd.request)
    yield from elsewhere(StockScreening, cmd.project, [claimed])
    demand = land_demand.DemandRecorded(
        cmd.town, county=project.county, request=cmd.request, project=cmd.project, area=cmd.area,
        recorded_on=context.today,
    )  # fmt: skip
    yield from elsewhere(LandDemand, cmd.town, [demand])


def require_live_project(project: str, context: Context) -> StockScreening:
    """The screening of a project that new land may follow."""
    screening = context.guard(StockScreening, project)
    if not screening.live:
        refuse(rules.PROJECT_IS_LIVE, project=project)
    if screening.suspended:
        refuse(rules.ADJUSTED_LAND_IS_CONFIRMED, project=project)
    return screening


def _check_screening(stock: TownStock, cmd: land_request.RequestNewLand) -> None:
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
