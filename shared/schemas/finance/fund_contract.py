"""What a contract binds and what becomes of it: 支出承诺→预付→计量验收→拨付, 审减, 退款. Money in fen.

A contract's id is its own within the fund and the project. What was recorded before contracts
had ids is of the project's contract `unnamed`.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    Percent,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.known import known
from shared.schemas.words import words

CLAUSE = "RZ-2.2.c"

WHERE_ELIGIBLE = known("eligibility", by="project")
"""The town of a project, as finance recorded it when the project was admitted."""
Reduction = Annotated[
    Literal["settlement", "change", "termination"],
    words("核减原因", settlement="结算审减", change="变更", termination="解除"),
]
Returned = Annotated[
    Literal["advance", "payment"], words("退款性质", advance="预付款", payment="已拨付款")
]
"""An advance that no work will earn; what was paid for work that was not there."""


@event("finance", clause=CLAUSE, title="预付资金")
class AdvancePaid:
    """Paid before the work is verified; later verifications are set off against it."""

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)
    contract: Identifier | None = titled("合同编号", None)
    matter: Name | None = titled("下放事项", None)


@event("finance", clause=CLAUSE, title="计量验收")
class WorkVerified:
    """`offset_fen` of it was paid in advance, `retained_fen` are kept as 质保金 until `release_on`.

    The rest is due `payment_days` after delivery; by progress, after both sides confirmed the
    amount. The retained money is due `release_days` after its release.
    """

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    document: DocumentRef | None = None
    offset_fen: FenOrZero = titled("抵扣预付款（分）", 0)
    delivered_on: date | None = None
    payment_days: Days | None = None
    contract: Identifier | None = titled("合同编号", None)
    confirmed_on: date | None = titled("双方确认结算金额日期", None)
    retained_fen: FenOrZero = titled("质保金（分）", 0)
    release_on: date | None = titled("质保金返还日期", None)
    release_days: Days | None = titled("质保金返还期限（天）", None)


@event("finance", clause=CLAUSE, title="拨付资金")
class PaymentMade:
    """`retention`: 质保金 was given back."""

    fund: Identifier
    project: ProjectId
    town: TownId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)
    contract: Identifier | None = titled("合同编号", None)
    retention: Flag = titled("是否返还质保金", False)
    matter: Name | None = titled("下放事项", None)


@event("finance", clause=CLAUSE, title="退款")
class PaymentReturned:
    """The payee gave money back. Of a payment: `verification` held more than was there, and is
    lowered by the same amount."""

    fund: Identifier
    project: ProjectId
    town: TownId
    contract: Identifier = titled("合同编号")
    of: Returned = titled("退款性质")
    amount_fen: Fen = titled("退款金额（分）")
    payee: Name = titled("退款人")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")
    verification: Count | None = titled("核减的验收序号", None)


@command_data
class CommitFunds:
    """Names its contract and who will be paid; a supplement names the contract again.

    Where an advance is agreed: which share of each verification is set off against it, and from
    which sum of verified work on.
    """

    fund: Identifier
    project: ProjectId
    town: TownId = titled("镇", known=WHERE_ELIGIBLE)
    amount_fen: Fen
    document: DocumentRef | None = None
    contract: Identifier | None = titled("合同编号", None)
    payee: Name | None = titled("收款人", None)
    offset_percent: Percent | None = titled("每次计量抵扣预付款比例（%）", None)
    offset_from_fen: FenOrZero | None = titled("预付款起扣点：累计计量（分）", None)


@event("finance", clause=CLAUSE, title="支出承诺")
class FundsCommitted(CommitFunds):
    """`document` is the contract that commits the money.

    Advances are set off by `offset_percent` of each verification, once the work verified before
    has reached `offset_from_fen`; where neither was agreed, wholly and from the first fen.
    """


@command_data
class ReduceCommitment:
    fund: Identifier
    project: ProjectId
    town: TownId = titled("镇", known=WHERE_ELIGIBLE)
    amount_fen: Fen = titled("核减金额（分）")
    cause: Reduction = titled("核减原因")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")
    contract: Identifier | None = titled("合同编号", None)


@event("finance", clause=CLAUSE, title="核减支出承诺")
class CommitmentReduced(ReduceCommitment):
    """What the contract no longer needs can be committed anew, or recalled."""

    contract: Identifier = titled("合同编号")


@command_data
class PayAdvance:
    """The contract may be left out where the project has only one of this fund."""

    fund: Identifier
    project: ProjectId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None
    contract: Identifier | None = titled("合同编号", None)
    town: TownId | None = titled("行使下放权限的镇", None)
    matter: Name | None = titled("下放事项", None)


@command_data
class VerifyWork:
    """Delivery is today and the payment limit the law's unless the contract agreed on another.

    Work that is settled by progress names the day on which both sides confirmed the amount.
    """

    fund: Identifier
    project: ProjectId
    town: TownId = titled("镇", known=WHERE_ELIGIBLE)
    amount_fen: Fen
    document: DocumentRef | None = None
    delivered_on: date | None = titled("交付日期", None)
    agreed_payment_days: Days | None = titled("合同约定付款天数", None)
    contract: Identifier | None = titled("合同编号", None)
    confirmed_on: date | None = titled("双方确认结算金额日期（按进度结算）", None)
    retained_fen: FenOrZero = titled("质保金（分）", 0)
    release_on: date | None = titled("质保金返还日期", None)


@command_data
class Pay:
    fund: Identifier
    project: ProjectId
    amount_fen: Fen
    payee: Name
    document: DocumentRef | None = None
    contract: Identifier | None = titled("合同编号", None)
    retention: Flag = titled("是否返还质保金", False)
    town: TownId | None = titled("行使下放权限的镇", None)
    matter: Name | None = titled("下放事项", None)


@command_data
class ReturnPayment:
    """Of a payment: the verification that held too much, the last one paid if it is left out."""

    fund: Identifier
    project: ProjectId
    of: Returned = titled("退款性质")
    amount_fen: Fen = titled("退款金额（分）")
    payee: Name = titled("退款人")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")
    contract: Identifier | None = titled("合同编号", None)
    verification: Count | None = titled("核减的验收序号", None)


Event = (
    AdvancePaid | WorkVerified | PaymentMade | PaymentReturned | FundsCommitted | CommitmentReduced
)  # fmt: skip
