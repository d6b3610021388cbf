"""要素到位: what other departments gave a project, recorded in this service's own log."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Fen, Identifier, ProjectId, SquareMetres, TownId

CLAUSE = "RZ-2.1.a"


@event("projects", clause=CLAUSE, title="要素台账建立")
class ReadinessOpened:
    """From admission on; `land_area` is what the project needs, None if it needs no land."""

    project: ProjectId
    town: TownId
    investment_fen: Fen
    land_area: SquareMetres | None


@command_data
class NoteFundsAllocated:
    project: ProjectId
    fund: Identifier
    amount_fen: Fen


@event("projects", clause="RZ-2.2.c", title="记载资金下达")
class FundsAllocationNoted(NoteFundsAllocated):
    town: TownId


@command_data
class NoteFundsRecalled:
    project: ProjectId
    fund: Identifier
    amount_fen: Fen


@event("projects", clause="RZ-2.2.c", title="记载资金收回")
class FundsRecallNoted(NoteFundsRecalled):
    town: TownId


@command_data
class NoteLandAllocated:
    project: ProjectId
    request: Identifier
    area: SquareMetres


@event("projects", clause="RZ-2.3.d", title="记载用地安排")
class LandAllocationNoted(NoteLandAllocated):
    town: TownId


@command_data
class NoteLandReturned:
    project: ProjectId
    request: Identifier
    area: SquareMetres


@event("projects", clause="RZ-2.3.d", title="记载用地退回")
class LandReturnNoted(NoteLandReturned):
    town: TownId


Event = (
    ReadinessOpened | FundsAllocationNoted | FundsRecallNoted | LandAllocationNoted
    | LandReturnNoted
)  # fmt: skip
