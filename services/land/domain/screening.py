"""StockScreening (`screening-<project>`): the project's screening task, RZ-2.3.a.

It is also land's own record that a project is admitted and live.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.aggregate import SYSTEM, Aggregate, Context
from shared.schemas.land.screening import (
    EndScreening,
    OpenScreening,
    ScreeningEnded,
    ScreeningOpened,
)

CLAUSE = "RZ-2.3.a"


@dataclass(frozen=True, slots=True)
class StockScreening:
    town: str = ""
    county: str = ""
    live: bool = False


SCREENING = Aggregate("screening", StockScreening(), key="project", title="存量用地筛查")


@SCREENING.evolve
def evolve(screening: StockScreening, event: object) -> StockScreening:
    match event:
        case ScreeningOpened():
            return StockScreening(event.town, event.county, live=True)
        case ScreeningEnded():
            return replace(screening, live=False)
    return screening


@SCREENING.command(title="开始存量用地筛查", clause=CLAUSE, by=[SYSTEM], creates=True)
def open_screening(
    screening: StockScreening, cmd: OpenScreening, context: Context
) -> Iterable[object]:
    """An admitted project looks at the town's stock before it asks for new land."""
    return [
        ScreeningOpened(
            cmd.project,
            cmd.name,
            cmd.town,
            cmd.county,
            cmd.land_area,
            cmd.land_use,
            cmd.admitted_on,
        )
    ]


@SCREENING.command(title="结束存量用地筛查", clause=CLAUSE, by=[SYSTEM])
def end_screening(
    screening: StockScreening, cmd: EndScreening, context: Context
) -> Iterable[object]:
    """A project that left the library asks for no land."""
    if screening.live:
        yield ScreeningEnded(cmd.project, screening.town, cmd.reason)
