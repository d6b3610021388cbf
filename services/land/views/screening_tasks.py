"""存量筛查任务: the projects whose town screens its stock before it asks for land (RZ-2.3.a)."""

from datetime import date
from decimal import Decimal

from services.land.domain.screening import SCREENING
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import land_request
from shared.schemas.land import screening as screenings
from shared.schemas.land.stages import ScreeningStage


@view("screening-tasks", title="存量筛查任务", key="project", version=4, of=SCREENING)
class ScreeningTasks(Row):
    project: str = column("项目编号")
    name: str = column("项目名称")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    land_area: Decimal | None = column("需用地面积（平方米）", None)
    land_use: screenings.LandUse | None = column("用途", None)
    admitted_on: date | None = column("入库日期", None)
    status: ScreeningStage = column("状态")
    suspended: bool = column("项目调整待确认", False)


SCREENINGS = totals(
    "land_screenings",
    "Screenings of idle land before new land, by state and town",
    of=ScreeningTasks,
    by=("status", "town"),
)


@ScreeningTasks.on(screenings.ScreeningOpened)
def opened(row: ScreeningTasks, event: screenings.ScreeningOpened) -> ScreeningTasks:
    return replace(
        row,
        name=event.name,
        town=event.town,
        county=event.county,
        land_area=event.land_area,
        land_use=event.land_use,
        admitted_on=event.admitted_on,
        status="open",
    )


@ScreeningTasks.on(land_request.LandRequested)
def answered(row: ScreeningTasks, event: land_request.LandRequested) -> ScreeningTasks:
    return replace(row, status="requested")


@ScreeningTasks.on(screenings.NewLandSuspended)
def suspended(row: ScreeningTasks, event: screenings.NewLandSuspended) -> ScreeningTasks:
    return replace(row, suspended=True, land_area=event.land_area, land_use=event.land_use)


@ScreeningTasks.on(screenings.NewLandResumed)
def resumed(row: ScreeningTasks, event: screenings.NewLandResumed) -> ScreeningTasks:
    return replace(row, suspended=False)


@ScreeningTasks.on(screenings.ScreeningEnded)
def ended(row: ScreeningTasks, event: screenings.ScreeningEnded) -> ScreeningTasks:
    return replace(row, status="ended")
