"""The stock screening task of a project: land's own record that it is admitted and live."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
)
from shared.schemas.words import words

LandUse = Annotated[
    Literal["industrial", "commercial", "public", "residential"],
    words("用地用途", industrial="工业", commercial="商业", public="公共", residential="居住"),
]


@event("land", clause="RZ-2.3.d", title="项目用地申请占用")
class LandClaimed:
    """A project has one live request for land; this is it."""

    project: ProjectId
    town: TownId
    request: Identifier


@event("land", clause="RZ-2.3.d", title="项目用地申请了结")
class LandClaimReleased:
    project: ProjectId
    town: TownId
    request: Identifier


@command_data
class OpenScreening:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    land_area: SquareMetres | None
    land_use: LandUse | None
    admitted_on: date


@event("land", clause="RZ-2.3.a", title="开始存量用地筛查")
class ScreeningOpened(OpenScreening):
    pass


@command_data
class EndScreening:
    project: ProjectId
    reason: Reason


@event("land", clause="RZ-2.3.a", title="结束存量用地筛查")
class ScreeningEnded(EndScreening):
    town: TownId


@command_data
class SuspendNewLand:
    project: ProjectId
    land_area: SquareMetres | None
    land_use: LandUse | None
    reason: Reason
    adjusted_on: date


@event("land", clause="RZ-2.3.d", title="暂停项目新增用地")
class NewLandSuspended(SuspendNewLand):
    """The project's site, scale or estimate changed; area and use are those it needs now."""

    town: TownId


@command_data
class ResumeNewLand:
    """The land that the adjusted project needs was looked at anew."""

    project: ProjectId
    reason: Reason
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.d", title="恢复项目新增用地")
class NewLandResumed(ResumeNewLand):
    town: TownId


Event = (
    LandClaimed | LandClaimReleased | ScreeningOpened | ScreeningEnded | NewLandSuspended
    | NewLandResumed
)  # fmt: skip
