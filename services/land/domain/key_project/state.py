"""KeyProject (`key-project-<project>`): nominated upwards, or municipal with its land, RZ-2.3.e, f.

Pilots' eligible projects are nominated first, or a reason stands in the event. The land of a
municipal key project city and county solve together, by a day.
"""

from dataclasses import dataclass, replace
from datetime import date

from immutables import Map

from services.land.domain.key_project import rules
from services.land.domain.screening import StockScreening
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land.key_project import (
    KeyDecisionRecorded,
    KeyProjectClosed,
    KeyProjectNominated,
    LandCoordinationFlagCleared,
    LandCoordinationOverdue,
    LandCoordinationSettled,
    MunicipalKeyListed,
)

CITY = "natural-resources"


@dataclass(frozen=True, slots=True)
class KeyProject:
    """`levels`: nominated, listed or declined, by level.

    `overdue` stays a fact; `flagged` until the issue that it raised is resolved.
    """

    town: str = ""
    county: str = ""
    levels: Map[str, str] = Map()
    listed_on: date | None = None
    limit_days: int = 0
    settled: bool = False
    overdue: bool = False
    flagged: bool = False
    closed: bool = False

    @property
    def waits_for_land(self) -> bool:
        return self.listed_on is not None and not self.settled and not self.closed


KEY_PROJECT = Aggregate(
    "key-project",
    KeyProject(),
    key="project",
    title="重点项目",
    sight=[to_town(), to_named()],
)


@KEY_PROJECT.evolve
def evolve(key: KeyProject, event: object) -> KeyProject:
    match event:
        case KeyProjectNominated(level=level):
            levels = key.levels.set(level, "nominated")
            return replace(key, town=event.town, county=event.county, levels=levels)
        case KeyDecisionRecorded(level=level, listed=listed):
            return replace(key, levels=key.levels.set(level, "listed" if listed else "declined"))
        case MunicipalKeyListed():
            return replace(
                key,
                town=event.town,
                county=event.county,
                listed_on=event.listed_on,
                limit_days=event.settlement_calendar_days,
            )
        case LandCoordinationSettled():
            return replace(key, settled=True)
        case LandCoordinationOverdue():
            return replace(key, overdue=True, flagged=True)
        case LandCoordinationFlagCleared():
            return replace(key, flagged=False)
        case KeyProjectClosed():
            return replace(key, closed=True)
    return key


def live_project(project: str, context: Context) -> StockScreening:
    screening = context.guard(StockScreening, project)
    if not screening.live:
        refuse(rules.KEY_PROJECT_IS_LIVE, project=project)
    return screening
