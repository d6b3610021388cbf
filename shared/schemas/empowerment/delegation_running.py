"""How a delegated power runs: capacity, support, disputes, the yearly evaluation (RZ-2.6.b)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.empowerment.power_list import SupportKind
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.6.b"

CapacityNeed = Annotated[
    Literal["licensed-officers", "site-inspectors", "legal-reviewer", "window", "funding", "training"],
    words(
        "承接条件",
        {
            "licensed-officers": "持证执法人员",
            "site-inspectors": "现场核查人员",
            "legal-reviewer": "法制审核人员",
        },
        window="办事窗口",
        funding="经费保障",
        training="业务培训",
    ),
]  # fmt: skip
EvaluationResult = Annotated[
    Literal["keep", "strengthen", "adjust", "withdraw"],
    words("评估结论", keep="保留", strengthen="加强", adjust="调整", withdraw="收回"),
]
DisputeKind = Annotated[
    Literal["review", "suit"], words("争议类别", review="行政复议", suit="行政诉讼")
]


@command_data
class AssessCapacity:
    """The checklist of one power in one town. People and things that are there on the day."""

    delegation: Identifier
    county: CountyId
    town: TownId
    item: Identifier
    licensed_officers: CountOrZero
    site_inspectors: CountOrZero
    legal_reviewer: Flag
    window: Flag
    funding: Flag
    training: Flag
    document: DocumentRef | None = titled("评估报告文号", None)


@event("empowerment", clause=CLAUSE, title="承接能力评估")
class CapacityAssessed(AssessCapacity):
    """`lacking` is what the power needs besides; passed when it is empty."""

    organ: OrganisationId
    lacking: tuple[CapacityNeed, ...]
    assessed_by: OrganisationId
    assessed_on: date
    in_post: CountOrZero | None = titled("评估时在编实有（名）", None, unit="people")


@command_data
class QuestionCapacity:
    """Since it was assessed the town has come to have fewer people in post: `in_post` now."""

    delegation: Identifier
    in_post: CountOrZero = titled("在编实有（名）", unit="people")


@event("empowerment", clause=CLAUSE, title="承接能力待复核")
class CapacityQuestioned(QuestionCapacity):
    """Who left is not told here: the department assesses anew."""

    town: TownId
    questioned_on: date = titled("提出复核日期")


@event("empowerment", clause=CLAUSE, title="承接能力不足")
class CapacityLapsed:
    """A town that exercises the power lacks what it needs: someone left, or money ended."""

    delegation: Identifier
    town: TownId
    lacking: tuple[CapacityNeed, ...]
    lapsed_on: date


@command_data
class DeliverSupport:
    delegation: Identifier
    support: Identifier
    evidence: Text = titled("落实情况")
    document: DocumentRef | None = None


@event("empowerment", clause=CLAUSE, title="保障落实")
class SupportDelivered(DeliverSupport):
    town: TownId
    provider: OrganisationId
    delivered_on: date


@event("empowerment", clause=CLAUSE, title="保障逾期未落实")
class SupportOverdue:
    delegation: Identifier
    town: TownId
    support: Identifier
    kind: SupportKind
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("事项名称", None)


@command_data
class RecordDispute:
    delegation: Identifier
    dispute: Identifier
    kind: DisputeKind
    case_number: DocumentRef
    lodged_on: date


@event("empowerment", clause=CLAUSE, title="登记复议诉讼")
class DisputeRecorded(RecordDispute):
    """`respondent`: the town under 赋权, the county department under 委托 and 受理."""

    town: TownId
    respondent: OrganisationId


@event("empowerment", clause=CLAUSE, title="运行评估到期")
class EvaluationDue:
    delegation: Identifier
    town: TownId
    organ: OrganisationId
    due_on: date
    evaluation_working_days: Days


@command_data
class EvaluateDelegation:
    """Figures since the last evaluation, or the taking up."""

    delegation: Identifier
    handled: CountOrZero
    late: CountOrZero
    result: EvaluationResult
    findings: Text = titled("评估情况")
    document: DocumentRef = titled("评估文号")


@event("empowerment", clause=CLAUSE, title="运行评估")
class DelegationEvaluated(EvaluateDelegation):
    """`idle` 空转: not one case since the last evaluation."""

    town: TownId
    reviews: CountOrZero
    suits: CountOrZero
    idle: Flag
    evaluated_by: OrganisationId
    evaluated_on: date
    evaluation_calendar_days: Days


Event = (
    CapacityAssessed | CapacityQuestioned | CapacityLapsed | SupportDelivered | SupportOverdue | DisputeRecorded
    | EvaluationDue | DelegationEvaluated
)  # fmt: skip
