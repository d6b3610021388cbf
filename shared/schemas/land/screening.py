"""The stock screening task of a project: land's own record that it is admitted and live."""

from datetime import date
from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountyId, Name, ProjectId, Reason, SquareMetres, TownId

LandUse = Literal["industrial", "commercial", "public", "residential"]


@event("land", clause="RZ-2.3.a", title="开始存量用地筛查")
class ScreeningOpened:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    land_area: SquareMetres | None
    land_use: LandUse | None
    admitted_on: date


@event("land", clause="RZ-2.3.a", title="结束存量用地筛查")
class ScreeningEnded:
    project: ProjectId
    town: TownId
    reason: Reason


@command_data
class OpenScreening:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    land_area: SquareMetres | None
    land_use: LandUse | None
    admitted_on: date


@command_data
class EndScreening:
    project: ProjectId
    reason: Reason
