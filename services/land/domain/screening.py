"""StockScreening (`screening-<project>`): the project's screening task, RZ-2.3.a.

It is also land's own record that a project is admitted and live.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from services.land.domain.organisations import NATURAL_RESOURCES
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    Aggregate,
    Context,
    Events,
    Over,
    Task,
    Tasks,
    Wait,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import screening as screenings

CLAUSE = "RZ-2.3.a"
FOLLOWING = "RZ-2.3.d"


@dataclass(frozen=True, slots=True)
class StockScreening:
    """`land_area` in square metres; `request` is the project's live request for new land.

    `suspended` from an adjustment of the project until the lead has confirmed its land.
    """

    town: str = ""
    county: str = ""
    live: bool = False
    land_area: Decimal | None = None
    request: str = ""
    suspended: bool = False


SCREENING = Aggregate(
    "screening",
    StockScreening(),
    key="project",
    title="存量用地筛查",
    sight=[to_town(), to_named()],
)


@SCREENING.evolve
def evolve(screening: StockScreening, event: screenings.Event) -> StockScreening:
    match event:
        case screenings.ScreeningOpened():
            return StockScreening(event.town, event.county, True, event.land_area)
        case screenings.ScreeningEnded():
            return replace(screening, live=False)
        case screenings.NewLandSuspended(land_area=area):
            return replace(screening, suspended=True, land_area=area)
        case screenings.NewLandResumed():
            return replace(screening, suspended=False)
        case screenings.LandClaimed(request=request):
            return replace(screening, request=request)
        case screenings.LandClaimReleased():
            return replace(screening, request="")
    assert_never(event)


@SCREENING.tasks
def tasks(screening: StockScreening) -> Tasks:
    """After an adjustment the lead, or the county, confirms the project's land."""
    if not screening.live:
        yield Over("项目已出库或竣工")
    elif screening.suspended:
        yield Task(
            "confirmation", [NATURAL_RESOURCES, COUNTY], "项目调整后确认用地，恢复新增用地",
            [resume_new_land], clause=FOLLOWING,
        )  # fmt: skip
    else:
        yield Wait("项目用地按需申请")


@SCREENING.command(title="开始存量用地筛查", clause=CLAUSE, by=[SYSTEM], creates=True)
def open_screening(
    screening: StockScreening, cmd: screenings.OpenScreening, context: Context
) -> Events:
    """An admitted project looks at the town's stock before it asks for new land."""
    return [screenings.ScreeningOpened.of(cmd)]


@SCREENING.command(title="结束存量用地筛查", clause=CLAUSE, by=[SYSTEM])
def end_screening(
    screening: StockScreening, cmd: screenings.EndScreening, context: Context
) -> Events:
    """A project that left the library asks for no land."""
    if screening.live:
        yield screenings.ScreeningEnded.of(cmd, town=screening.town)


@SCREENING.command(title="暂停项目新增用地", clause=FOLLOWING, by=[SYSTEM])
def suspend_new_land(
    screening: StockScreening, cmd: screenings.SuspendNewLand, context: Context
) -> Events:
    """A changed site, scale or estimate stops new land; what was allocated stays."""
    if screening.live:
        yield screenings.NewLandSuspended.of(cmd, town=screening.town)


@SCREENING.command(title="恢复项目新增用地", clause=FOLLOWING, by=[NATURAL_RESOURCES, COUNTY])
def resume_new_land(
    screening: StockScreening, cmd: screenings.ResumeNewLand, context: Context
) -> Events:
    if screening.suspended:
        yield screenings.NewLandResumed.of(cmd, town=screening.town)
