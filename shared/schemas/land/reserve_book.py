"""A county's reserve of construction land: scale, reserve, draws. Areas in square metres."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Identifier,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
)


@event("land", clause="RZ-2.3.g", title="核定建设用地规模")
class ConstructionScaleSet:
    county: CountyId
    scale: SquareMetres
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.g", title="设定预留规模")
class ReserveSet:
    county: CountyId
    reserved: SquareMetres
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.g", title="预留规模低于最低比例")
class ReserveBreached:
    county: CountyId
    scale: SquareMetres
    reserved: SquareMetres
    required_percent: Count


@event("land", clause="RZ-2.3.g", title="预留规模恢复达标")
class ReserveRestored:
    county: CountyId
    scale: SquareMetres
    reserved: SquareMetres
    required_percent: Count


@event("land", clause="RZ-2.3.g", title="使用预留规模")
class ReserveDrawn:
    """`reason` says why a town that is no pilot came first."""

    county: CountyId
    request: Identifier
    project: ProjectId
    town: TownId
    area: SquareMetres
    reason: Reason | None = None


@event("land", clause="RZ-2.3.g", title="退回预留规模")
class ReserveReturned:
    county: CountyId
    request: Identifier
    project: ProjectId
    town: TownId
    area: SquareMetres


@command_data
class SetConstructionScale:
    county: CountyId
    scale: SquareMetres
    document: DocumentRef | None = None


@command_data
class ReviseConstructionScale:
    county: CountyId
    scale: SquareMetres
    document: DocumentRef | None = None


@command_data
class SetReserve:
    county: CountyId
    reserved: SquareMetres
    document: DocumentRef | None = None
