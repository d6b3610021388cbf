"""A fund and its chain: 预算安排→下达→支出承诺→计量验收→拨付→收回. Money in fen."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    Percent,
    ProjectId,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

FundSource = Annotated[
    Literal["central", "province", "city", "county"],
    words("资金来源", central="中央", province="省", city="市", county="区县"),
]
FundKind = Annotated[
    Literal["special", "general"],
    words("资金性质", special="专项转移支付", general="一般性转移支付"),
]
Exemption = Annotated[
    Literal["disaster", "as-settled"],
    words("下达时限豁免情形", {"disaster": "自然灾害等突发事件", "as-settled": "据实结算"}),
]
"""What the law exempts from the allocation limits: 自然灾害等突发事件, 据实结算 (预算法§52)."""
Preliminary = Annotated[
    Literal["survey", "planning", "pre-admission"],
    words("前期工作用途", {"survey": "勘察", "planning": "规划", "pre-admission": "入库前期工作"}),
]
"""The listed exceptions to "money follows projects": 勘察, 规划, 入库前期工作."""


@event("finance", clause="RZ-2.2.c", title="下达资金")
class FundsAllocated:
    """Money for a live project; `approvers` are named where it took two."""

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None
    kind: FundKind | None = None
    year: Year | None = None
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)
    matter: Name | None = titled("下放事项", None)


@event("finance", clause="RZ-2.2.c", title="下达前期资金")
class PreliminaryFundsAllocated:
    """Money for listed work before a project is admitted; `project` is the id it will have."""

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    purpose: Preliminary
    reason: Reason
    document: DocumentRef
    kind: FundKind
    year: Year
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)


@event("finance", clause="RZ-2.2.c", title="下达一般性转移支付")
class TransferAllocated:
    """A general transfer reached a town, which disposes of it: the chain ends here."""

    fund: Identifier
    town: TownId
    amount_fen: Fen
    kind: FundKind
    year: Year
    document: DocumentRef | None = None
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)


@command_data
class RegisterFund:
    fund: Identifier
    name: Name
    source: FundSource
    kind: FundKind
    year: Year
    county: CountyId | None = None
    agricultural: Flag = titled("是否涉农资金", False)
    matching_percent: Percent = titled("要求配套比例（%）", 0)
    state_council_document: DocumentRef | None = titled("国务院共同承担事项文号", None)


@event("finance", clause="RZ-2.2.c", title="登记资金")
class FundRegistered(RegisterFund):
    """`county` is set where the money is a county's own, or went down to it from `upper_fund`.

    What is not used up `carried_years` after its year is surplus.

    `matching_percent` is what receivers must add; above 0 only with the State Council's document.
    """

    upper_fund: Identifier | None = titled("上级资金编号", None)
    carried_years: Count | None = titled("可结转年数", None)


@command_data
class Appropriate:
    """The allocation limit runs from the approval of the level's own budget, and of money passed on
    from its receipt; central money may still name its receipt in place of the approval."""

    fund: Identifier
    amount_fen: Fen
    document: DocumentRef | None = None
    budget_approved_on: date | None = titled("预算批准（中央资金为收到）日期", None)
    exemption: Exemption | None = titled("下达时限豁免情形", None)
    received_on: date | None = titled("收到日期（上级转来的资金）", None)


@event("finance", clause="RZ-2.2.c", title="预算安排")
class FundsAppropriated(Appropriate):
    """With `allocation_days` the money must be allocated so many calendar days after its receipt,
    or where it was not received from above, after the budget's approval."""

    allocation_days: Days | None = None
    received_on: date | None = titled("收到日期", None)


@command_data
class AllocateFunds:
    """Special money names a project; a general transfer the town that receives it.

    Work before admission names both, its purpose, the reason and a document.
    """

    fund: Identifier
    project: ProjectId | None
    amount_fen: Fen
    document: DocumentRef | None = None
    receiver: TownId | None = titled("接收镇", None)
    purpose: Preliminary | None = titled("前期工作用途", None)
    reason: Reason | None = titled("前期资金理由", None)
    town: TownId | None = titled("行使下放权限的镇", None)
    matter: Name | None = titled("下放事项", None)


@command_data
class RecallFunds:
    """Without an amount all that is uncommitted comes back."""

    fund: Identifier
    project: ProjectId
    reason: Reason
    amount_fen: Fen | None = None
    town: TownId | None = titled("行使下放权限的镇", None)
    matter: Name | None = titled("下放事项", None)


@event("finance", clause="RZ-2.2.c", title="收回资金")
class FundsRecalled(RecallFunds):
    town: TownId
    amount_fen: Fen
    kind: FundKind | None = None
    year: Year | None = None


Event = (
    FundsAllocated | PreliminaryFundsAllocated | TransferAllocated | FundRegistered
    | FundsAppropriated | FundsRecalled
)  # fmt: skip
