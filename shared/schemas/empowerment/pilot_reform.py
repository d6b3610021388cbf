"""先行先试: a pilot town's reform, from its proposal to its end or its spreading (RZ-2.6.d)."""

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
from shared.schemas.words import called, words

CLAUSE = "RZ-2.6.d"

ReformLevel = Annotated[
    Literal["county", "city", "province"],
    words("批准层级", county="区县", city="市", province="省"),
]
Lawmaker = Annotated[
    Literal[
        "national-congress", "state-council", "ministry", "provincial-congress",
        "provincial-government", "city-congress", "city-government",
    ],
    words(
        "制定机关",
        {
            "national-congress": "全国人大及其常委会",
            "state-council": "国务院",
            "provincial-congress": "省人大及其常委会",
            "provincial-government": "省政府",
            "city-congress": "市人大及其常委会",
            "city-government": "市政府",
        },
        ministry="国务院部门",
    ),
]  # fmt: skip
RedLine = Annotated[
    str,
    called(
        Identifier,
        "改革红线",
        {
            "farmland": "永久基本农田和耕地",
            "ecology": "生态保护红线",
            "debt": "政府隐性债务",
            "safety": "安全生产",
            "rights": "群众合法权益",
        },
    ),
]
ReformResult = Annotated[
    Literal["effective", "partly", "ineffective"],
    words("评估结论", effective="成效明显", partly="部分有效", ineffective="成效不明显"),
]
ReformEnd = Annotated[
    Literal["decision", "expired"], words("终止缘由", decision="决定终止", expired="期限届满")
]
ReformStep = Annotated[
    Literal["legality", "report", "evaluation"],
    words("环节", legality="合法性审核", report="半年报告", evaluation="终期评估"),
]


OpenableRule = Annotated[
    Literal[
        "RZ-2.3.j/town-in-scope",
        "RZ-2.3.h/town-in-scope",
        "RZ-2.1.a/code-before-money",
        "RZ-2.1.a/code-before-permits",
    ],
    words(
        "开放的规则",
        {
            "RZ-2.3.j/town-in-scope": "集体经营性建设用地入市的适用镇",
            "RZ-2.3.h/town-in-scope": "增减挂钩节余指标的适用镇",
            "RZ-2.1.a/code-before-money": "安排资金前须有项目代码",
            "RZ-2.1.a/code-before-permits": "办理许可前须有项目代码",
        },
    ),
]
"""The rules of other services that are declared relaxable: eligibility, never arithmetic."""


@command_data
class ProposeReform:
    """`red_lines` are those that the town has examined and finds kept.

    A reform that departs from a provision says which, who made it, and by which document the same
    organ authorised the departure. What it `opens` are rules of other services, by that document.
    """

    reform: Identifier
    town: TownId
    title: Name = titled("改革事项")
    content: Text
    level: ReformLevel
    since: date = titled("试点起始日期")
    until: date = titled("试点截止日期")
    red_lines: tuple[RedLine, ...]
    risk_plan: Text | None = None
    exit_plan: Text | None = None
    provision: Name | None = None
    made_by: Lawmaker | None = titled("该规定的制定机关", None)
    authorised_by: Lawmaker | None = titled("授权机关", None)
    authorising_document: DocumentRef | None = None
    opens: tuple[OpenableRule, ...] = titled("开放的规则", ())


@event("empowerment", clause=CLAUSE, title="提出改革事项")
class ReformProposed(ProposeReform):
    county: CountyId
    proposed_on: date
    legality_working_days: Days


@command_data
class ReviewReformLegality:
    reform: Identifier
    lawful: Flag
    findings: Text = titled("审核意见")
    document: DocumentRef = titled("审核意见文号")


@event("empowerment", clause=CLAUSE, title="改革合法性审核")
class ReformLegalityReviewed(ReviewReformLegality):
    town: TownId
    reviewed_by: OrganisationId
    reviewed_on: date


@command_data
class ApproveReform:
    """`decided_by` is the organ whose document it is; who enters it may be another."""

    reform: Identifier
    decided_by: Name = titled("批准机关")
    decided_on: date = titled("批准日期")
    document: DocumentRef = titled("批准文号")


@event("empowerment", clause=CLAUSE, title="批准改革事项")
class ReformApproved(ApproveReform):
    town: TownId
    county: CountyId
    title: Name = titled("改革事项")
    level: ReformLevel
    since: date = titled("试点起始日期")
    until: date = titled("试点截止日期")
    authorising_document: DocumentRef | None
    report_calendar_days: Days
    warning_calendar_days: Days
    evaluation_calendar_days: Days
    opens: tuple[OpenableRule, ...] = titled("开放的规则", ())


@command_data
class RefuseReform:
    reform: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("empowerment", clause=CLAUSE, title="不予批准改革事项")
class ReformRefused(RefuseReform):
    town: TownId
    refused_on: date


@command_data
class ReportReform:
    reform: Identifier
    progress: Text
    effects: Text
    risks: Text | None = None


@event("empowerment", clause=CLAUSE, title="改革半年报告")
class ReformReported(ReportReform):
    town: TownId
    number: Count = titled("第几次报告", unit="ordinal")
    reported_on: date


@command_data
class EvaluateReform:
    reform: Identifier
    result: ReformResult
    findings: Text = titled("评估情况")
    document: DocumentRef = titled("评估文号")


@event("empowerment", clause=CLAUSE, title="改革评估")
class ReformEvaluated(EvaluateReform):
    town: TownId
    evaluated_by: OrganisationId
    evaluated_on: date


@command_data
class ExtendReform:
    reform: Identifier
    until: date = titled("试点截止日期")
    reason: Reason
    document: DocumentRef = titled("延期文号")


@event("empowerment", clause=CLAUSE, title="延长改革试点")
class ReformExtended(ExtendReform):
    town: TownId
    extended_on: date
    opens: tuple[OpenableRule, ...] = titled("开放的规则", ())
    authorising_document: DocumentRef | None = None
    since: date | None = titled("试点起始日期", None)


@event("empowerment", clause=CLAUSE, title="改革试点即将期满")
class ReformExpiring:
    reform: Identifier
    town: TownId
    until: date = titled("试点截止日期")


@command_data
class EndReform:
    reform: Identifier
    reason: Reason
    document: DocumentRef = titled("终止文号")


@event("empowerment", clause=CLAUSE, title="改革试点终止")
class ReformEnded:
    reform: Identifier
    town: TownId
    cause: ReformEnd
    reason: Reason
    document: DocumentRef | None
    ended_on: date
    opens: tuple[OpenableRule, ...] = titled("开放的规则", ())


@command_data
class PromoteReform:
    reform: Identifier
    scope: Name
    document: DocumentRef = titled("推广文号")


@event("empowerment", clause=CLAUSE, title="改革经验推广")
class ReformPromoted(PromoteReform):
    town: TownId
    promoted_on: date


@event("empowerment", clause=CLAUSE, title="改革环节超期")
class ReformStepOverdue:
    reform: Identifier
    town: TownId
    county: CountyId
    step: ReformStep
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("改革名称", None)


@command_data
class ClearPilotReformFlag:
    reform: Identifier
    key: Identifier
    issue: Identifier


@event("empowerment", clause="RZ-3.3.c", title="解除改革试点预警")
class PilotReformFlagCleared(ClearPilotReformFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    ReformProposed | ReformLegalityReviewed | ReformApproved | ReformRefused | ReformReported
    | ReformEvaluated | ReformExtended | ReformExpiring | ReformEnded | ReformPromoted
    | ReformStepOverdue
    | PilotReformFlagCleared
)  # fmt: skip
