"""增减挂钩指标: a town's linked quotas, lot by lot. Areas in square metres (RZ-2.3.h)."""

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
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.3.h"

Funding = Annotated[
    Literal["public", "social"], words("投资主体", public="财政投资", social="社会资本投资")
]
QuotaMode = Annotated[
    Literal["all", "first-refusal", "free"],
    words("留用方式", {"all": "全部留用", "first-refusal": "优先留用", "free": "自由流转"}),
]
"""全部留用, 优先留用; 按合同自由流转 is for socially funded lots only."""
LocalPurpose = Annotated[
    Literal["farmers", "rural"], words("用途", farmers="农民安置", rural="农村发展")
]
QuotaPurpose = Annotated[
    Literal["farmers", "rural", "project"],
    words("用途", farmers="农民安置", rural="农村发展", project="项目用地"),
]
Reach = Annotated[
    Literal["county", "city", "across-cities"],
    words("流转范围", {"county": "县域内", "city": "市域内", "across-cities": "跨市"}),
]
Platform = Annotated[
    Literal["county", "city", "provincial"],
    words("交易平台", county="县级平台", city="市级平台", provincial="省级平台"),
]


@event("land", clause=CLAUSE, title="使用指标")
class QuotaUsed:
    """`use` is the need's own use, or the request for land of a project."""

    town: TownId
    lot: Identifier
    use: Identifier
    area: SquareMetres
    purpose: QuotaPurpose
    need: Identifier | None
    project: ProjectId | None
    used_on: date


@event("land", clause=CLAUSE, title="退回指标")
class QuotaReturned:
    """What a use does not take, all of it or a part. Of a need's use: `reopens` says that the need
    still waits for as much, else it has fallen away."""

    town: TownId
    lot: Identifier
    use: Identifier
    area: SquareMetres
    need: Identifier | None = None
    reopens: Flag = titled("需求仍须保障", False)
    reason: Reason | None = None
    returned_on: date | None = titled("退回日期", None)
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="优先留用答复期满")
class QuotaOfferLapsed:
    town: TownId
    offer: Identifier
    due_on: date


@command_data
class AcceptReclamation:
    town: TownId
    lot: Identifier = titled("复垦地块批次")
    area: SquareMetres = titled("验收面积（平方米）")
    funding: Funding = titled("投资主体")
    contract: DocumentRef | None = titled("投资合同编号", None)
    contract_mode: QuotaMode | None = titled("合同约定的指标留用方式", None)
    investor_percent: Count | None = titled("合同约定投资方收益比例（%）", None)
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="复垦验收")
class QuotaGenerated(AcceptReclamation):
    """A lot of reclaimed land as accepted; a socially funded one follows its contract."""

    county: CountyId
    contract: DocumentRef | None
    contract_mode: QuotaMode | None
    investor_percent: Count | None
    accepted_on: date


@command_data
class FileQuota:
    town: TownId
    lot: Identifier
    area: SquareMetres = titled("备案面积（平方米）")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="指标备案")
class QuotaFiled(FileQuota):
    filed_on: date


@command_data
class RecordRuralNeed:
    town: TownId
    need: Identifier
    purpose: LocalPurpose
    area: SquareMetres


@event("land", clause=CLAUSE, title="登记农民和农村发展用地需求")
class RuralNeedRecorded(RecordRuralNeed):
    recorded_on: date


@command_data
class CloseRuralNeed:
    town: TownId
    need: Identifier
    reason: Reason


@event("land", clause=CLAUSE, title="核销农民和农村发展用地需求")
class RuralNeedClosed(CloseRuralNeed):
    pass


@command_data
class UseQuota:
    """For local farmers' and rural needs; a project gets quota by its request for land."""

    town: TownId
    lot: Identifier
    use: Identifier
    need: Identifier
    area: SquareMetres


@command_data
class OfferQuota:
    town: TownId
    offer: Identifier
    lot: Identifier
    area: SquareMetres


@event("land", clause=CLAUSE, title="征询镇优先留用")
class QuotaOffered(OfferQuota):
    """Before a transfer the town may keep the quota, within so many working days."""

    offered_on: date
    answer_working_days: Days


@command_data
class AnswerQuotaOffer:
    town: TownId
    offer: Identifier
    keeps: Flag = titled("是否留用")
    reason: Reason = titled("说明")


@event("land", clause=CLAUSE, title="镇答复优先留用")
class QuotaOfferAnswered(AnswerQuotaOffer):
    answered_on: date


@command_data
class TransferQuota:
    town: TownId
    transfer: Identifier
    lot: Identifier
    area: SquareMetres
    reach: Reach = titled("流转范围")
    platform: Platform = titled("交易平台")
    receiver: Name = titled("受让方")
    price_fen: Fen = titled("价款（分）")
    offer: Identifier | None = titled("征询编号", None)
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="指标流转")
class QuotaTransferred(TransferQuota):
    mode: QuotaMode
    offer: Identifier | None
    transferred_on: date


Event = (
    QuotaUsed | QuotaReturned | QuotaOfferLapsed | QuotaGenerated | QuotaFiled | RuralNeedRecorded
    | RuralNeedClosed | QuotaOffered | QuotaOfferAnswered | QuotaTransferred
)  # fmt: skip
