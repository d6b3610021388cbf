"""政府债券 for public-welfare projects (RZ-2.2.g). Money in fen."""

from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    Identifier,
    Name,
    ProjectId,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.g"

BondKind = Annotated[Literal["general", "special"], words(general="一般债券", special="专项债券")]
"""一般债券, 专项债券; the special one is repaid from the project's revenue."""
Issuer = Literal["province", "city", "county", "town"]
Spending = Literal["capital", "operating"]


@event("finance", clause=CLAUSE, title="登记债券资金")
class ProceedsRegistered:
    """Proceeds of a bond that the province issued and on-lent."""

    bond: Identifier
    name: Name
    kind: BondKind
    issuer: Issuer
    year: Year
    amount_fen: Fen
    document: DocumentRef


@event("finance", clause=CLAUSE, title="安排债券资金")
class BondProceedsAllocated:
    """`revenue_plan_fen` is what the project's planned revenue covers, for a special bond."""

    bond: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    spending: Spending
    revenue_plan_fen: Fen | None
    document: DocumentRef | None = None


@command_data
class RegisterProceeds:
    bond: Identifier
    name: Name
    year: Year
    amount_fen: Fen
    document: DocumentRef
    kind: BondKind = titled("债券种类")
    issuer: Issuer = titled("发行层级", "province")


@command_data
class AllocateProceeds:
    bond: Identifier
    project: ProjectId
    amount_fen: Fen
    spending: Spending = titled("支出性质")
    revenue_plan_fen: Fen | None = titled("项目收益计划（分）", None)
    document: DocumentRef | None = None
