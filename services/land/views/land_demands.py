"""用地需求台账: every town's demand on record, and what became of it (RZ-2.3.g)."""

from datetime import date
from decimal import Decimal

from services.land.domain.land_demand import LAND_DEMAND
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import land_demand
from shared.schemas.land.stages import DemandStage


@view("land-demands", title="用地需求台账", key="request", version=2, of=LAND_DEMAND)
class LandDemands(Row):
    request: str = column("申请编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    project: str = column("项目编号")
    area: Decimal = column("面积（平方米）")
    outcome: DemandStage = column("结果")
    reason: str = column("理由")
    recorded_on: date | None = column("登记日期", None)
    settled_on: date | None = column("了结日期", None)


DEMANDS = totals(
    "land_demands",
    "Pilot towns' demands for land by what came of them, and town",
    of=LandDemands,
    by=("outcome", "town"),
)


@LandDemands.on(land_demand.DemandRecorded)
def recorded(row: LandDemands, event: land_demand.DemandRecorded) -> LandDemands:
    return replace(
        row,
        town=event.town,
        county=event.county,
        project=event.project,
        area=event.area,
        outcome="open",
        recorded_on=event.recorded_on,
    )


@LandDemands.on(land_demand.DemandSettled)
def settled(row: LandDemands, event: land_demand.DemandSettled) -> LandDemands:
    return replace(
        row,
        outcome=event.outcome,
        reason=event.reason or "",
        settled_on=event.settled_on,
    )
