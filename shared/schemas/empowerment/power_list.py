"""赋权事项清单: a county's powers that can pass to its pilot towns (RZ-2.6.a)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.power_form import PowerForm
from shared.schemas.projects.green_channel import PermitId
from shared.schemas.words import words

CLAUSE = "RZ-2.6.a"

PowerKind = Annotated[
    Literal["permit", "penalty", "coercion", "confirmation", "payment", "levy", "other"],
    words(
        "事项类别",
        permit="行政许可",
        penalty="行政处罚",
        coercion="行政强制",
        confirmation="行政确认",
        payment="行政给付",
        levy="行政征收",
        other="其他职权",
    ),
]
BasisLevel = Annotated[
    Literal["law", "regulation", "local-regulation", "rule", "document"],
    words(
        "依据层级",
        {"local-regulation": "地方性法规"},
        law="法律",
        regulation="行政法规",
        rule="规章",
        document="规范性文件",
    ),
]
SupportKind = Annotated[
    Literal["training", "staff", "money"],
    words("保障类别", training="培训", staff="人员", money="经费"),
]
ListStep = Annotated[
    Literal["opinion", "legality", "publication", "filing"],
    words("环节", opinion="镇方意见", legality="合法性审核", publication="公布", filing="报市备案"),
]


@command_data
class DraftPowerList:
    county: CountyId
    title: Name = titled("清单名称")


@event("empowerment", clause=CLAUSE, title="起草赋权事项清单")
class PowerListDrafted(DraftPowerList):
    """An edition of the county's one list begins; what was published before stands."""

    edition: Count
    drafted_by: OrganisationId
    drafted_on: date


@command_data
class ListPowerItem:
    """`permit` is the permit of the green channel that the power is about, if it is one.

    `may_notify`: a town that only accepts may tell what is missing 一次告知补正.
    """

    county: CountyId
    item: Identifier
    name: Name = titled("事项名称")
    kind: PowerKind
    form: PowerForm
    organ: OrganisationId
    towns: tuple[TownId, ...] = titled("承接镇")
    legal_basis: Name | None = None
    basis_level: BasisLevel | None = None
    catalogue: DocumentRef | None = None
    off_catalogue_reason: Reason | None = None
    provincial_decision: DocumentRef | None = None
    on_site: Flag = False
    permit: PermitId | None = titled("绿色通道许可事项", None)
    may_notify: Flag = False


@event("empowerment", clause=CLAUSE, title="事项列入清单草案")
class PowerItemListed(ListPowerItem):
    """Or changed: a later entry of the same item takes the place of the one before."""

    edition: Count
    listed_on: date


@command_data
class DropPowerItem:
    county: CountyId
    item: Identifier
    reason: Reason


@event("empowerment", clause=CLAUSE, title="事项移出清单草案")
class PowerItemDropped(DropPowerItem):
    edition: Count
    dropped_on: date


@command_data
class PromiseSupport:
    county: CountyId
    item: Identifier
    support: Identifier
    kind: SupportKind
    what: Name = titled("保障内容")
    provider: OrganisationId
    due_on: date = titled("落实期限")


@event("empowerment", clause=CLAUSE, title="明确配套保障")
class SupportPromised(PromiseSupport):
    """人财物随事走: named on the item, due for each town that gets the power."""

    edition: Count


@command_data
class CirculatePowerList:
    county: CountyId


@event("empowerment", clause=CLAUSE, title="清单征求意见")
class PowerListCirculated(CirculatePowerList):
    """`towns` are asked for their opinion, the county's justice bureau for legality."""

    edition: Count
    towns: tuple[TownId, ...]
    circulated_on: date
    opinion_working_days: Days
    legality_working_days: Days


@command_data
class GiveTownOpinion:
    county: CountyId
    agrees: Flag
    items: tuple[Identifier, ...] = titled("有异议的事项", ())
    opinion: Text


@event("empowerment", clause=CLAUSE, title="镇方意见")
class TownOpinionGiven(GiveTownOpinion):
    town: TownId
    edition: Count
    given_on: date


@command_data
class AnswerTownOpinion:
    county: CountyId
    town: TownId
    adopted: Flag
    answer: Text


@event("empowerment", clause=CLAUSE, title="答复镇方意见")
class TownOpinionAnswered(AnswerTownOpinion):
    edition: Count
    answered_on: date


@command_data
class ReviewLegality:
    county: CountyId
    lawful: Flag
    findings: Text = titled("审核意见")
    document: DocumentRef = titled("审核意见文号")


@event("empowerment", clause=CLAUSE, title="合法性审核")
class LegalityReviewed(ReviewLegality):
    edition: Count
    reviewed_by: OrganisationId
    reviewed_on: date


@command_data
class ApprovePowerList:
    county: CountyId
    document: DocumentRef = titled("批准文号")


@event("empowerment", clause=CLAUSE, title="批准赋权事项清单")
class PowerListApproved(ApprovePowerList):
    edition: Count
    approved_on: date
    publication_working_days: Days


@command_data
class PublishPowerList:
    county: CountyId
    document: DocumentRef = titled("公布文号")
    published_at: Name


@event("empowerment", clause=CLAUSE, title="公布赋权事项清单")
class PowerListPublished(PublishPowerList):
    """From now on its items can be delegated to the towns that they name."""

    edition: Count
    items: tuple[Identifier, ...]
    published_on: date
    filing_working_days: Days


@command_data
class FilePowerList:
    county: CountyId
    document: DocumentRef = titled("备案文号")


@event("empowerment", clause=CLAUSE, title="清单报市备案")
class PowerListFiled(FilePowerList):
    edition: Count
    filed_on: date


@event("empowerment", clause=CLAUSE, title="清单环节超期")
class PowerListStepOverdue:
    """`organisation` did not take the step by `due_on`. A town's silence is no objection."""

    county: CountyId
    edition: Count
    step: ListStep
    organisation: OrganisationId
    due_on: date


@command_data
class ClearPowerListFlag:
    county: CountyId
    key: Identifier
    issue: Identifier


@event("empowerment", clause="RZ-3.3.c", title="解除赋权清单预警")
class PowerListFlagCleared(ClearPowerListFlag):
    """The issue that its lateness raised was resolved."""


Event = (
    PowerListDrafted | PowerItemListed | PowerItemDropped | SupportPromised | PowerListCirculated
    | TownOpinionGiven | TownOpinionAnswered | LegalityReviewed | PowerListApproved
    | PowerListPublished | PowerListFiled | PowerListStepOverdue
    | PowerListFlagCleared
)  # fmt: skip
