"""A fund and its chain: 预算安排→下达→支出承诺→计量验收→拨付→收回. Money in fen."""

from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    Identifier,
    Name,
    ProjectId,
    Reason,
    TownId,
    Year,
)

FundSource = Literal["central", "province", "city", "county"]
FundKind = Literal["special", "general"]


@event("finance", clause="RZ-2.2.c", title="登记资金")
class FundRegistered:
    """`county` is set where the money is a county's own."""

    fund: Identifier
    name: Name
    source: FundSource
    kind: FundKind
    year: Year
    county: CountyId | None = None


@event("finance", clause="RZ-2.2.c", title="预算安排")
class FundsAppropriated:
    fund: Identifier
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="下达资金")
class FundsAllocated:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="支出承诺")
class FundsCommitted:
    """`document` is the contract that commits the money."""

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="计量验收")
class WorkVerified:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="拨付资金")
class PaymentMade:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="收回资金")
class FundsRecalled:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    reason: Reason


@command_data
class RegisterFund:
    fund: Identifier
    name: Name
    source: FundSource
    kind: FundKind
    year: Year
    county: CountyId | None = None


@command_data
class Appropriate:
    fund: Identifier
    amount_fen: Fen
    document: DocumentRef | None = None


@command_data
class AllocateFunds:
    fund: Identifier
    project: ProjectId
    amount_fen: Fen
    document: DocumentRef | None = None


@command_data
class CommitFunds:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None


@command_data
class VerifyWork:
    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None


@command_data
class Pay:
    fund: Identifier
    project: ProjectId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None


@command_data
class RecallFunds:
    """Without an amount all that is uncommitted comes back."""

    fund: Identifier
    project: ProjectId
    reason: Reason
    amount_fen: Fen | None = None
