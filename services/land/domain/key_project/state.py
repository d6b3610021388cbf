"""KeyProject (`key-project-<project>`): nominated upwards, or municipal with its land, RZ-2.3.e, f.

Pilots' eligible projects are nominated first, or a reason stands in the event. The land of a
municipal key project city and county solve together, by a day.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

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
from shared.schemas.copying import replace
from shared.schemas.land import key_project

CITY = "natural-resources"
LIMIT = "land.municipal_key_settlement_calendar_days"


@dataclass(frozen=True, slots=True)
class KeyProject:
    """`levels`: nominated, withdrawn, listed, declined or revoked, by level.

    City and county have `limit_days` from `counts_from`; `found` is what they settled on (m²).

    `overdue` stays a fact; `flagged` until the issue that it raised is resolved.
    """

    town: str = ""
    county: str = ""
    levels: Map[str, str] = Map()
    listed_on: date | None = None
    counts_from: date | None = None
    limit_days: int = 0
    found: Decimal = Decimal(0)
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
def evolve(key: KeyProject, event: key_project.Event) -> KeyProject:
    match event:
        case key_project.KeyProjectNominated(level=level):
            levels = key.levels.set(level, "nominated")
            return replace(key, town=event.town, county=event.county, levels=levels)
        case key_project.KeyDecisionRecorded(level=level, listed=listed):
            return replace(key, levels=key.levels.set(level, "listed" if listed else "declined"))
        case key_project.MunicipalKeyListed():
            return replace(
                key,
                town=event.town,
                county=event.county,
                listed_on=event.listed_on,
                counts_from=event.listed_on,
                limit_days=event.settlement_calendar_days,
                settled=False,
                overdue=False,
            )
        case key_project.KeyNominationWithdrawn(level=level):
            return replace(key, levels=key.levels.set(level, "withdrawn"))
        case key_project.KeyListingRevoked(level="municipal"):
            return replace(key, listed_on=None, settled=False)
        case key_project.KeyListingRevoked(level=level):
            return replace(key, levels=key.levels.set(level, "revoked"))
        case key_project.LandCoordinationSettled():
            found = (event.city_area or Decimal(0)) + (event.county_area or Decimal(0))
            return replace(key, settled=True, found=found)
        case key_project.LandCoordinationReopened():
            return replace(
                key,
                settled=False,
                overdue=False,
                counts_from=event.reopened_on,
                limit_days=event.settlement_calendar_days,
            )
        case key_project.LandCoordinationOverdue():
            return replace(key, overdue=True, flagged=True)
        case key_project.LandCoordinationFlagCleared():
            return replace(key, flagged=False)
        case key_project.KeyProjectClosed():
            return replace(key, closed=True)
    assert_never(event)


def require_live_project(project: str, context: Context) -> StockScreening:
    screening = context.guard(StockScreening, project)
    if not screening.live:
        refuse(rules.KEY_PROJECT_IS_LIVE, project=project)
    return screening
