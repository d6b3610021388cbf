"""履职事项清单: a town's three lists, and powers that go back in a batch (RZ-2.6.a)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.6.a"

DutyKind = Annotated[
    Literal["basic", "assist", "withdrawn"],
    words("清单类别", basic="基本履职", assist="配合履职", withdrawn="上级收回"),
]


@command_data
class ListDuty:
    """`organ` is the department that leads an assisted duty, or takes a withdrawn one back."""

    town: TownId
    duty: Identifier
    name: Name = titled("履职事项")
    kind: DutyKind
    organ: OrganisationId | None = None
    legal_basis: Name | None = None


@event("empowerment", clause=CLAUSE, title="列入履职清单")
class DutyListed(ListDuty):
    listed_on: date


@command_data
class DropDuty:
    town: TownId
    duty: Identifier
    reason: Reason


@event("empowerment", clause=CLAUSE, title="移出履职清单")
class DutyDropped(DropDuty):
    dropped_on: date


@command_data
class AdoptDutyList:
    town: TownId
    document: DocumentRef = titled("印发文号")


@event("empowerment", clause=CLAUSE, title="印发履职清单")
class DutyListAdopted(AdoptDutyList):
    edition: Count
    basic: CountOrZero
    assisted: CountOrZero
    withdrawn: CountOrZero
    adopted_on: date


@command_data
class WithdrawPowersInBatch:
    town: TownId
    delegations: tuple[Identifier, ...]
    reason: Reason
    document: DocumentRef = titled("收回文号")
    effective_on: date | None = titled("收回生效日期", None)


@event("empowerment", clause=CLAUSE, title="批量收回事权")
class PowersWithdrawnInBatch(WithdrawPowersInBatch):
    withdrawn_on: date


Event = DutyListed | DutyDropped | DutyListAdopted | PowersWithdrawnInBatch
