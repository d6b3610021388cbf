"""Bond money on-lent by the city to a county, which owes it from then on 转贷 (RZ-2.2.g). In fen."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    Identifier,
    Name,
    Reason,
    titled,
)

CLAUSE = "RZ-2.2.g"


@command_data
class OnLendProceeds:
    """Each agreement is a bond of the county's own, with the terms of the city's."""

    bond: Identifier
    amount_fen: Fen
    into_bond: Identifier = titled("区县债券编号", reference="bond")
    county: CountyId = titled("转贷区县")
    document: DocumentRef = titled("转贷协议文号")
    received_on: date | None = titled("区县收到日期", None)
    name: Name | None = titled("区县债券名称", None)


@event("finance", clause=CLAUSE, title="转贷区县")
class BondProceedsOnLent(OnLendProceeds):
    """The county owes it, and its finance department disposes of it, as `into_bond`."""

    name: Name
    received_on: date = titled("区县收到日期")
    on_lent_on: date = titled("转贷日期")
    approvers: tuple[Name, ...] = titled("审批人", ())


@command_data
class HandBackProceeds:
    bond: Identifier
    amount_fen: Fen
    reason: Reason = titled("交回理由")
    document: DocumentRef = titled("文号")


@event("finance", clause=CLAUSE, title="交回转贷资金")
class BondProceedsHandedBack(HandBackProceeds):
    """On-lent money that no project has went back to `into_bond`: the county owes it no more."""

    into_bond: Identifier = titled("市级债券编号", reference="bond")
    handed_back_on: date = titled("交回日期")


@event("finance", clause=CLAUSE, title="收回转贷资金")
class BondProceedsTakenBack:
    """What a county handed back is the city's again."""

    bond: Identifier
    from_bond: Identifier = titled("区县债券编号", reference="bond")
    county: CountyId = titled("区县")
    amount_fen: Fen = titled("金额（分）")
    reason: Reason = titled("交回理由")
    document: DocumentRef = titled("文号")
    taken_back_on: date = titled("收回日期")


Event = BondProceedsOnLent | BondProceedsHandedBack | BondProceedsTakenBack
