"""A town's demand for new land on record: what pilots have first claim to (RZ-2.3.g)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Identifier,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
)
from shared.schemas.words import words

DemandOutcome = Annotated[
    Literal["met", "refused", "declined"],
    words("结果", met="已满足", refused="不予安排", declined="本镇放弃"),
]
"""已满足, 不予安排, 本镇放弃."""


@event("land", clause="RZ-2.3.g", title="登记用地需求")
class DemandRecorded:
    town: TownId
    county: CountyId
    request: Identifier
    project: ProjectId
    area: SquareMetres
    recorded_on: date


@event("land", clause="RZ-2.3.g", title="用地需求了结")
class DemandSettled:
    town: TownId
    request: Identifier
    outcome: DemandOutcome
    settled_on: date
    reason: Reason | None = None


@command_data
class DeclineReserve:
    """A pilot town gives up its claim to the reserve for one request."""

    town: TownId
    request: Identifier
    reason: Reason


Event = DemandRecorded | DemandSettled
