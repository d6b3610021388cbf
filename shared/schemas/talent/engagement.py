"""专家意见 (RZ-2.5.g): experts drawn for a key stage of a matter, their opinions, and the answers.

The matter is another service's scheme, project, assessment or fund: its service waits until the stage
is closed, by N opinions, each answered, or by a reasoned waiver.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.talent.expert_pool import PoolId
from shared.schemas.talent.stages import TalentField
from shared.schemas.words import words

CLAUSE = "RZ-2.5.g"

MatterKind = Annotated[
    Literal["scheme", "project", "assessment", "fund"],
    words("事项类别", scheme="方案", project="项目", assessment="年度评估", fund="资金"),
]
ExpertStage = Annotated[
    Literal["drafting", "planning-review", "yearly-assessment", "other"],
    words(
        "环节",
        {"planning-review": "规划评估", "yearly-assessment": "年度评估"},
        drafting="方案制定",
        other="其他",
    ),
]
OpinionAnswer = Annotated[
    Literal["adopted", "part", "not-adopted"],
    words("采纳情况", {"not-adopted": "不采纳"}, adopted="采纳", part="部分采纳"),
]


@command_data
class RequestExperts:
    engagement: Identifier
    town: TownId
    matter_kind: MatterKind
    matter: Identifier
    stage: ExpertStage
    fields: tuple[TalentField, ...]
    question: Text


@event("talent", clause=CLAUSE, title="申请专家意见")
class ExpertsRequested(RequestExperts):
    county: CountyId
    requested_by: OrganisationId
    requested_on: date
    wanted: Count
    draw_working_days: Days
    opinion_working_days: Days
    answer_working_days: Days


@command_data
class Exclusion:
    expert: Identifier
    why: Reason


@command_data
class AssignExperts:
    """`draw_number` was drawn by hand before a witness; with the request it decides who is drawn,
    so that whoever knows both finds the same."""

    engagement: Identifier
    pool: PoolId
    draw_number: Identifier
    witness: Name
    excluded: tuple[Exclusion, ...] = ()


@event("talent", clause=CLAUSE, title="抽取专家")
class ExpertsAssigned(AssignExperts):
    town: TownId
    among: CountOrZero
    experts: tuple[Identifier, ...]
    assigned_on: date


@command_data
class DeclareConflict:
    engagement: Identifier
    expert: Identifier
    why: Reason


@event("talent", clause=CLAUSE, title="专家回避")
class ConflictDeclared(DeclareConflict):
    town: TownId
    left: CountOrZero


@command_data
class GiveExpertOpinion:
    engagement: Identifier
    expert: Identifier
    supports: Flag
    opinion: Text
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="专家提出意见")
class ExpertOpinionGiven(GiveExpertOpinion):
    """`given` opinions of the `wanted` are there now."""

    town: TownId
    matter_kind: MatterKind
    matter: Identifier
    stage: ExpertStage
    given: Count
    wanted: Count
    given_on: date


@command_data
class AnswerOpinion:
    engagement: Identifier
    expert: Identifier
    answer: OpinionAnswer
    reason: Reason | None = None


@event("talent", clause=CLAUSE, title="答复专家意见")
class OpinionAnswered(AnswerOpinion):
    town: TownId
    answered_on: date


@command_data
class WaiveOpinion:
    engagement: Identifier
    reason: Reason
    decided_by: OrganisationId
    document: DocumentRef


@event("talent", clause=CLAUSE, title="不再等待专家意见")
class OpinionWaived(WaiveOpinion):
    town: TownId
    given: CountOrZero


@event("talent", clause=CLAUSE, title="专家环节完成")
class EngagementClosed:
    """The stage of the matter may go on; `waived` without all of the opinions wanted."""

    engagement: Identifier
    town: TownId
    matter_kind: MatterKind
    matter: Identifier
    stage: ExpertStage
    opinions: CountOrZero
    waived: Flag
    closed_on: date


@command_data
class RecordExpertExpense:
    engagement: Identifier
    expert: Identifier
    amount_fen: Fen
    document: DocumentRef


@event("talent", clause=CLAUSE, title="登记专家费用")
class ExpertExpenseRecorded(RecordExpertExpense):
    town: TownId


@command_data
class RateExpert:
    """One to five."""

    engagement: Identifier
    expert: Identifier
    points: Count
    remark: Reason | None = titled("评价说明", None)


@event("talent", clause=CLAUSE, title="评价专家")
class ExpertRated(RateExpert):
    town: TownId


@event("talent", clause=CLAUSE, title="抽取专家逾期")
class ExpertDrawOverdue:
    engagement: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("专家意见事项", None)


@event("talent", clause=CLAUSE, title="专家意见逾期")
class ExpertOpinionOverdue:
    engagement: Identifier
    town: TownId
    missing: Count
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("专家意见事项", None)


@event("talent", clause=CLAUSE, title="专家意见逾期未答复")
class OpinionAnswerOverdue:
    engagement: Identifier
    expert: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("专家意见事项", None)


@command_data
class ClearEngagementFlag:
    engagement: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除专家意见预警")
class EngagementFlagCleared(ClearEngagementFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId
    flags_left: CountOrZero = titled("尚存预警", unit="count")


Event = (
    ExpertsRequested
    | ExpertsAssigned
    | ConflictDeclared
    | ExpertOpinionGiven
    | OpinionAnswered
    | OpinionWaived
    | EngagementClosed
    | ExpertExpenseRecorded
    | ExpertRated
    | ExpertDrawOverdue
    | ExpertOpinionOverdue
    | OpinionAnswerOverdue
    | EngagementFlagCleared
)
