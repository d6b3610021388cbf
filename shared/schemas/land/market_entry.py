"""集体经营性建设用地入市: collective land comes to market through all its gates (RZ-2.3.j)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)
from shared.schemas.land.screening import LandUse
from shared.schemas.words import words

CLAUSE = "RZ-2.3.j"

Assembly = Annotated[
    Literal["villagers", "villager-representatives", "members", "member-representatives"],
    words(
        "会议形式",
        {"villager-representatives": "村民代表会议", "member-representatives": "成员代表大会"},
        villagers="村民会议",
        members="成员大会",
    ),
]
DealMethod = Annotated[
    Literal["tender", "auction", "listing", "agreement"],
    words("交易方式", tender="招标", auction="拍卖", listing="挂牌", agreement="协议"),
]


@event("land", clause=CLAUSE, title="出具规划条件")
class PlanningConditionsIssued:
    parcel: Identifier
    town: TownId
    county: CountyId
    use: LandUse
    area: SquareMetres
    planning: Text
    industry: Text
    ecology: Text
    issued_on: date
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="政府意见期满")
class EntryCommentsLapsed:
    """The county's government, which was to comment, asked for no change within its working
    days."""

    parcel: Identifier
    town: TownId
    due_on: date
    county: CountyId | None = None


@event("land", clause=CLAUSE, title="方案报送期满")
class EntryPlanMatured:
    """The plan has been filed for the working days that come before a deal."""

    parcel: Identifier
    town: TownId
    due_on: date


@command_data
class IssuePlanningConditions:
    parcel: Identifier
    town: TownId
    use: LandUse
    area: SquareMetres
    registered: Flag = titled("所有权已依法登记")
    planning: Text = titled("规划条件")
    industry: Text | None = titled("产业准入要求", None)
    ecology: Text | None = titled("生态环境保护要求", None)
    document: DocumentRef | None = None


@command_data
class FileEntryPlan:
    parcel: Identifier
    owner: Name = titled("土地所有权人")
    document: DocumentRef = titled("方案文号")


@event("land", clause=CLAUSE, title="报送入市方案")
class EntryPlanFiled(FileEntryPlan):
    """`revision` counts from 1; comments and deal wait for these working days."""

    town: TownId
    revision: Count
    comment_working_days: Days
    lead_working_days: Days
    filed_on: date


@command_data
class RecordCollectiveDecision:
    parcel: Identifier
    assembly: Assembly = titled("会议形式")
    total: Count = titled("全体成员或代表人数")
    present: Count = titled("到会人数")
    in_favour: Count = titled("同意人数")
    held_on: date = titled("会议日期")
    document: DocumentRef = titled("决议文号")
    party_study_on: date | None = titled("党组织研究日期", None)


@event("land", clause=CLAUSE, title="集体民主决策")
class CollectiveDecisionRecorded(RecordCollectiveDecision):
    """`in_favour` of all members or representatives, not of those present."""

    town: TownId
    party_study_on: date | None


@command_data
class RecordGovernmentComments:
    parcel: Identifier
    fits: Flag = titled("是否符合要求")
    comments: Text = titled("意见")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="政府意见")
class GovernmentCommentsRecorded(RecordGovernmentComments):
    town: TownId
    commented_on: date


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


@event("land", clause=CLAUSE, title="更正土地增值收益调节金")
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


@command_data
class EndEntry:
    parcel: Identifier
    reason: Reason = titled("终止理由")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="终止入市")
class EntryEnded(EndEntry):
    """Without a deal: the owner gave it up, or the planning changed. It may begin anew."""

    town: TownId
    ended_on: date


Event = (
    PlanningConditionsIssued | EntryCommentsLapsed | EntryPlanMatured | EntryPlanFiled
    | CollectiveDecisionRecorded | GovernmentCommentsRecorded | EntryAnnounced | DealConcluded
    | EntryContractSigned | EntryContractFiled | AdjustmentFundCollected | EntryRegistered
    | AdjustmentFundCorrected | DealAnnulled | EntryEnded
)  # fmt: skip
