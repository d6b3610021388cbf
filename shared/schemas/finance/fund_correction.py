"""An entry of a fund was wrong: 更正, or with a figure of zero 冲销; both figures stay on record."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.finance.fund import (
    FundKind,
    FundsAllocated,
    FundsAppropriated,
    FundsRecalled,
    PreliminaryFundsAllocated,
    TransferAllocated,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    FundsCommitted,
    PaymentMade,
    WorkVerified,
)
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    ProjectId,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.c"

FundEntry = Annotated[
    Literal[
        "appropriation", "allocation", "preliminary", "transfer", "recall", "commitment",
        "advance", "verification", "payment",
    ],
    words(
        "分录种类",
        appropriation="预算安排",
        allocation="下达",
        preliminary="前期下达",
        transfer="一般性转移支付",
        recall="收回",
        commitment="支出承诺",
        advance="预付",
        verification="计量验收",
        payment="拨付",
    ),
]  # fmt: skip


ENTRIES: dict[type[Any], FundEntry] = {
    FundsAppropriated: "appropriation",
    FundsAllocated: "allocation",
    PreliminaryFundsAllocated: "preliminary",
    TransferAllocated: "transfer",
    FundsRecalled: "recall",
    FundsCommitted: "commitment",
    AdvancePaid: "advance",
    WorkVerified: "verification",
    PaymentMade: "payment",
}
"""The events that make entries, of which kind each."""
_OF = {"appropriation": "fund", "transfer": "town"}
"""Within what entries are numbered, if not within their project."""


def _is(entry: FundEntry) -> Callable[[Any], bool]:
    return lambda correction: correction.entry == entry


@event(
    "finance",
    clause=CLAUSE,
    title="更正资金分录",
    corrects=[
        corrects(kind, alike=[_OF.get(entry, "project")], number="number", when=_is(entry))
        for kind, entry in ENTRIES.items()
    ],
)
class FundEntryCorrected:
    """`number` counts the entries of that kind: of the project, of the town that received a
    transfer, or of the fund. `offset_fen` is the advance that a verification now sets off."""

    fund: Identifier
    entry: FundEntry = titled("分录种类")
    number: Count = titled("分录序号")
    previous_fen: FenOrZero = titled("原金额（分）")
    amount_fen: FenOrZero = titled("更正后金额（分）")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")
    acted_on: date = titled("办理日期")
    project: ProjectId | None = None
    town: TownId | None = None
    contract: Identifier | None = titled("合同编号", None)
    retention: Flag = titled("是否质保金", False)
    previous_offset_fen: FenOrZero = titled("原抵扣预付款（分）", 0)
    offset_fen: FenOrZero = titled("更正后抵扣预付款（分）", 0)
    previous_payee: Name | None = titled("原收款人", None)
    payee: Name | None = titled("更正后收款人", None)
    kind: FundKind | None = titled("性质", None)
    year: Year | None = titled("年度", None)
    approvers: tuple[Name, ...] = titled("审批人", ())


@command_data
class CorrectFundEntry:
    """Names the project, or of a transfer the town; a commitment's payee may be set right too."""

    fund: Identifier
    entry: FundEntry = titled("分录种类")
    number: Count = titled("分录序号")
    amount_fen: FenOrZero = titled("更正后金额（分）")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")
    project: ProjectId | None = None
    town: TownId | None = None
    payee: Name | None = titled("更正后收款人", None)


Event = FundEntryCorrected
