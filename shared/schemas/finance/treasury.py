"""镇级国库 (RZ-2.2.a): a town's application, its approval, its opening."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Flag, Name, Reason, TownId, titled
from shared.schemas.words import words

CLAUSE = "RZ-2.2.a"

TreasuryBasis = Annotated[
    Literal["policy", "budget-law"],
    words("依据", {"policy": "政策要求", "budget-law": "预算法第五十九条"}),
]
"""The policy's own sentence, or 预算法§59 for another qualified town, counted apart."""
TreasuryManager = Annotated[
    Literal["central-bank", "commissioned-bank"],
    words("国库经理", {"central-bank": "人民银行", "commissioned-bank": "代理银行"}),
]


@command_data
class ApplyForTreasury:
    town: TownId
    conditions: Reason = titled("具备的条件")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="申请设立镇级国库")
class TreasuryApplied(ApplyForTreasury):
    basis: TreasuryBasis
    applied_on: date


@command_data
class ApproveTreasury:
    town: TownId
    document: DocumentRef


@event("finance", clause=CLAUSE, title="批准设立镇级国库")
class TreasuryApproved(ApproveTreasury):
    basis: TreasuryBasis
    approved_on: date


@command_data
class OpenTreasury:
    town: TownId
    manager: TreasuryManager = titled("国库经理")
    central_bank_branch: Flag = titled("当地是否有人民银行分支机构")
    bank: Name | None = titled("代理银行", None)
    reason: Reason | None = titled("由代理银行经理的理由", None)
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="镇级国库开库")
class TreasuryOpened(OpenTreasury):
    """`bank` and, where the central bank has a branch, `reason` go with a commissioned bank."""

    basis: TreasuryBasis
    bank: Name | None
    reason: Reason | None
    opened_on: date


Event = TreasuryApplied | TreasuryApproved | TreasuryOpened
