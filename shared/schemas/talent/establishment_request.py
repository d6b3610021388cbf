"""增编 (RZ-3.2.a): a town that needs more posts asks for them, by the authority of each route."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Count,
    CountOrZero,
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
from shared.schemas.words import words

CLAUSE = "RZ-3.2.a"

PostKind = Annotated[
    Literal["administrative", "institution"],
    words("编制类别", administrative="行政编制", institution="事业编制"),
]
PostRoute = Annotated[
    Literal["own-total", "county-to-town", "pool", "from-above"],
    words(
        "编制来源",
        {
            "own-total": "本级总额内",
            "county-to-town": "减县补乡",
            "from-above": "上级下达",
        },
        pool="周转池",
    ),
]
EstablishmentStep = Annotated[
    Literal["argument", "implementation"], words("环节", argument="论证", implementation="落实")
]


@command_data
class RequestPosts:
    """`delegations` are the powers that came to the town and need people 编随事走."""

    request: Identifier = titled("增编申请编号", reference="establishment-request")
    town: TownId
    administrative: CountOrZero = titled("行政编制（名）", 0, unit="people")
    institution: CountOrZero = titled("事业编制（名）", 0, unit="people")
    route: PostRoute
    reason: Reason = titled("动议理由")
    delegations: tuple[Identifier, ...] = titled("随下放的事权", (), reference="delegation")


@event("talent", clause=CLAUSE, title="申请增编")
class PostsRequested(RequestPosts):
    county: CountyId
    kind: PostKind
    requested_on: date
    argument_working_days: Days = titled("论证期限（工作日）")


@command_data
class ArgueRequest:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    workload: Text = titled("工作量和职责论证")
    document: DocumentRef = titled("论证报告文号")


@event("talent", clause=CLAUSE, title="论证增编申请")
class RequestArgued(ArgueRequest):
    town: TownId
    argued_by: OrganisationId = titled("论证单位")
    argued_on: date = titled("论证日期")


@command_data
class GiveFiscalOpinion:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    affordable: Flag = titled("财力可否承担")
    opinion: Text = titled("财政意见")


@event("talent", clause=CLAUSE, title="财政意见")
class FiscalOpinionGiven(GiveFiscalOpinion):
    town: TownId
    given_by: OrganisationId = titled("意见单位")
    given_on: date = titled("意见日期")


@command_data
class ReturnRequest:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    reason: Reason


@event("talent", clause=CLAUSE, title="退回增编申请")
class RequestReturned(ReturnRequest):
    town: TownId
    returned_on: date


@command_data
class AmendRequest:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    number: Count = titled("申请数（名）", unit="people")
    reason: Reason = titled("动议理由")


@event("talent", clause=CLAUSE, title="修改增编申请")
class RequestAmended(AmendRequest):
    town: TownId
    amended_on: date = titled("修改日期")


@command_data
class DecideInCommission:
    """`available` are the posts that the route has left; `number` those that it gives."""

    request: Identifier = titled("增编申请编号", reference="establishment-request")
    agreed: Flag = titled("是否同意")
    number: CountOrZero = titled("审议数（名）", unit="people")
    available: CountOrZero = titled("该来源可用数（名）", unit="people")
    decided_on: date = titled("审议日期", usual=TODAY)
    minutes: DocumentRef = titled("会议纪要文号")


@event("talent", clause=CLAUSE, title="机构编制委员会审议")
class CommissionDecided(DecideInCommission):
    town: TownId
    decided_by: OrganisationId


@command_data
class ForwardRequest:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    forwarded_to: Name = titled("报送机关")
    document: DocumentRef = titled("上报文号")


@event("talent", clause=CLAUSE, title="上报增编申请")
class RequestForwarded(ForwardRequest):
    town: TownId
    forwarded_on: date = titled("上报日期")


@command_data
class ApprovePosts:
    """`decided_by` is the organ whose document it is; who enters it may be another."""

    request: Identifier = titled("增编申请编号", reference="establishment-request")
    number: Count = titled("批复数（名）", unit="people")
    decided_by: Name = titled("批复机关")
    decided_on: date = titled("批复日期", usual=TODAY)
    document: DocumentRef = titled("批复文号")


@event("talent", clause=CLAUSE, title="批复增编")
class PostsApproved(ApprovePosts):
    town: TownId
    kind: PostKind
    route: PostRoute
    implementation_working_days: Days = titled("落实期限（工作日）")


@command_data
class RefusePosts:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    reason: Reason
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="不予增编")
class PostsRefused(RefusePosts):
    town: TownId
    refused_on: date = titled("不予增编日期")


@command_data
class ImplementPosts:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    document: DocumentRef = titled("落实文号")


@event("talent", clause=CLAUSE, title="落实编制")
class PostsImplemented(ImplementPosts):
    """The town has so many posts more, of this kind."""

    town: TownId
    county: CountyId
    kind: PostKind
    route: PostRoute
    number: Count = titled("落实数（名）", unit="people")
    implemented_on: date = titled("落实日期")


@event("talent", clause=CLAUSE, title="增编环节超期")
class EstablishmentStepOverdue:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    town: TownId
    step: EstablishmentStep
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("增编名称", None)


@command_data
class ClearEstablishmentRequestFlag:
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除增编申请预警")
class EstablishmentRequestFlagCleared(ClearEstablishmentRequestFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    PostsRequested | RequestArgued | FiscalOpinionGiven | RequestReturned | RequestAmended
    | CommissionDecided | RequestForwarded | PostsApproved | PostsRefused | PostsImplemented
    | EstablishmentStepOverdue
    | EstablishmentRequestFlagCleared
)  # fmt: skip
