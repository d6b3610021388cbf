"""Facts and commands of an entry's deal: announced, concluded, signed, paid for, registered (RZ-2.3.j)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)
from shared.schemas.land.market_entry import CLAUSE
from shared.schemas.land.screening import LandUse
from shared.schemas.words import words

DealMethod = Annotated[
    Literal["tender", "auction", "listing", "agreement"],
    words("交易方式", tender="招标", auction="拍卖", listing="挂牌", agreement="协议"),
]


@command_data
class Announce:
    parcel: Identifier
    method: DealMethod = titled("交易方式")
    start_price_fen: Fen = titled("起始价（分）")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="发布入市公告")
class EntryAnnounced(Announce):
    town: TownId
    announced_on: date


@command_data
class ConcludeDeal:
    parcel: Identifier
    transferee: Name = titled("受让方")
    price_fen: Fen = titled("成交价（分）")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="成交")
class DealConcluded(ConcludeDeal):
    town: TownId
    concluded_on: date


@command_data
class SignContract:
    parcel: Identifier
    term_years: Count = titled("使用年限")
    document: DocumentRef = titled("合同编号")
    planning: Text | None = titled("规划条件条款", None)
    industry: Text | None = titled("产业准入条款", None)
    ecology: Text | None = titled("生态环境保护条款", None)


@event("land", clause=CLAUSE, title="签订合同")
class EntryContractSigned(SignContract):
    town: TownId
    planning: Text
    industry: Text
    ecology: Text
    signed_on: date


@command_data
class FileContract:
    parcel: Identifier
    document: DocumentRef = titled("备案文号")


@event("land", clause=CLAUSE, title="合同备案")
class EntryContractFiled(FileContract):
    town: TownId
    filed_on: date


@command_data
class CollectAdjustmentFund:
    """`cost_fen` is what the owner spent on acquiring and developing the land."""

    parcel: Identifier
    cost_fen: FenOrZero = titled("取得和整理成本（分）")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="收取土地增值收益调节金")
class AdjustmentFundCollected(CollectAdjustmentFund):
    """gain = price − cost, not under zero; amount = gain × percent, rounded down to the fen."""

    town: TownId
    price_fen: Fen
    gain_fen: FenOrZero
    percent: int = titled("比例（%）")
    amount_fen: FenOrZero = titled("调节金（分）")
    collected_on: date = titled("收取日期")


@command_data
class RegisterRight:
    """`area` where the parcel was measured for the register; else that of the conditions."""

    parcel: Identifier
    certificate: DocumentRef = titled("不动产权证号")
    area: SquareMetres | None = titled("宗地实测面积（平方米）", None)
    survey: DocumentRef | None = titled("宗地测绘报告文号", None)


@event("land", clause=CLAUSE, title="不动产登记")
class EntryRegistered(RegisterRight):
    """`area` as measured for the register, within the `planned_area` of the conditions."""

    town: TownId
    county: CountyId
    use: LandUse
    area: SquareMetres
    transferee: Name
    registered_on: date
    planned_area: SquareMetres | None = titled("规划条件面积（平方米）", None)


@command_data
class CorrectAdjustmentFund:
    parcel: Identifier
    cost_fen: FenOrZero = titled("更正后取得和整理成本（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("审核文号")


@event(
    "land",
    clause=CLAUSE,
    title="更正土地增值收益调节金",
    corrects=[corrects(AdjustmentFundCollected, last=True)],
)
class AdjustmentFundCorrected(CorrectAdjustmentFund):
    """The cost was entered or audited wrongly; at the percentage of the collection."""

    town: TownId
    previous_cost_fen: FenOrZero
    previous_amount_fen: FenOrZero
    gain_fen: FenOrZero
    percent: int = titled("比例（%）")
    amount_fen: FenOrZero = titled("调节金（分）")
    corrected_by: OrganisationId = titled("更正单位")
    corrected_on: date = titled("更正日期")
    document: DocumentRef = titled("更正依据文号")


@command_data
class AnnulDeal:
    parcel: Identifier
    reason: Reason = titled("作废或解除理由")
    document: DocumentRef = titled("解除协议或认定文号")


@event("land", clause=CLAUSE, title="成交作废")
class DealAnnulled(AnnulDeal):
    """The taker did not sign, or the contract was ended: the land is announced anew.

    `returned_fund_fen` is the adjustment fund that was collected for it and is given back.
    """

    town: TownId
    transferee: Name
    returned_fund_fen: FenOrZero = titled("退还调节金（分）")
    annulled_on: date = titled("作废日期")


Event = (
    EntryAnnounced | DealConcluded | EntryContractSigned | EntryContractFiled
    | AdjustmentFundCollected | EntryRegistered | AdjustmentFundCorrected | DealAnnulled
)  # fmt: skip
