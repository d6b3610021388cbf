"""A fund's money between the levels: down to the county that allocates and pays it, and back."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.fund import Exemption, FundKind
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Identifier,
    Name,
    Reason,
    Year,
    titled,
)

CLAUSE = "RZ-2.2.c"


@event("finance", clause=CLAUSE, title="下达区县")
class FundsPassedDown:
    """The county's finance department holds the money from then on, as `into_fund`."""

    fund: Identifier
    into_fund: Identifier = titled("区县资金编号")
    county: CountyId = titled("区县")
    amount_fen: Fen = titled("金额（分）")
    kind: FundKind = titled("性质")
    year: Year = titled("年度")
    document: DocumentRef | None = titled("文号", None)
    approvers: tuple[Name, ...] = titled("审批人", ())
    acted_on: date | None = titled("办理日期", None)


@event("finance", clause=CLAUSE, title="收到上级资金")
class FundsReceived:
    """Must be allocated `allocation_days` after `received_on`; `carried_into` is the last year into
    which it was carried above."""

    fund: Identifier
    from_fund: Identifier = titled("上级资金编号")
    amount_fen: Fen = titled("金额（分）")
    received_on: date = titled("收到日期")
    carried_into: Year = titled("结转至年度")
    allocation_days: Days | None = titled("下达时限（天）", None)
    exemption: Exemption | None = titled("下达时限豁免情形", None)
    document: DocumentRef | None = titled("文号", None)


@event("finance", clause=CLAUSE, title="上缴上级资金")
class FundsHandedBack:
    """Money that the county did not allocate went back to where it came from."""

    fund: Identifier
    into_fund: Identifier = titled("上级资金编号")
    amount_fen: Fen = titled("金额（分）")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")


@event("finance", clause=CLAUSE, title="收回区县资金")
class FundsTakenBack:
    """What a county handed back is free again."""

    fund: Identifier
    from_fund: Identifier = titled("区县资金编号")
    county: CountyId = titled("区县")
    amount_fen: Fen = titled("金额（分）")
    reason: Reason = titled("理由")
    document: DocumentRef = titled("文号")


@command_data
class PassDownFunds:
    """The county's fund is made by the first passing down, of the same kind and year."""

    fund: Identifier
    amount_fen: Fen
    into_fund: Identifier = titled("区县资金编号")
    county: CountyId = titled("下达区县")
    document: DocumentRef = titled("文号")
    received_on: date | None = titled("区县收到日期", None)
    exemption: Exemption | None = titled("下达时限豁免情形", None)
    name: Name | None = titled("区县资金名称", None)


@command_data
class HandBackFunds:
    fund: Identifier
    amount_fen: Fen
    reason: Reason
    document: DocumentRef


Event = FundsPassedDown | FundsReceived | FundsHandedBack | FundsTakenBack
