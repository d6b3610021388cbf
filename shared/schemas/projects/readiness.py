"""要素到位: what other departments gave a project, recorded in this service's own log."""

from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Fen, Identifier, ProjectId, SquareMetres, TownId
from shared.schemas.words import words

CLAUSE = "RZ-2.1.a"

FinancingKind = Annotated[
    Literal["credit", "loan", "intent", "partner"],
    words("融资方式", credit="授信", loan="贷款", intent="意向性融资提款", partner="社会资本"),
]


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


@command_data
class NoteFinancing:
    """`financing` is the number under which the lender knows it; the same is noted once."""

    project: ProjectId
    kind: FinancingKind
    financing: Identifier
    amount_fen: Fen


@event("projects", clause="RZ-2.1.a", title="记载融资")
class FinancingNoted(NoteFinancing):
    town: TownId


@command_data
class NoteFinancingEnded:
    project: ProjectId
    kind: FinancingKind
    financing: Identifier


@event("projects", clause="RZ-2.1.a", title="记载融资终止")
class FinancingEndNoted(NoteFinancingEnded):
    town: TownId
    amount_fen: Fen


Event = (
    ReadinessOpened | FundsAllocationNoted | FundsRecallNoted | LandAllocationNoted
    | LandReturnNoted | FinancingNoted | FinancingEndNoted
)  # fmt: skip
