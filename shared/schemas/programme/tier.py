"""梯次名录 (RZ-1.b): the tier of a town, its creation period, warnings and withdrawal."""

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
from shared.schemas.programme.stages import TierLevel
from shared.schemas.standing import Standing
from shared.schemas.words import words

CLAUSE = "RZ-1.b"

TierChange = Annotated[
    Literal["entered", "moved", "withdrawn"],
    words("变动", entered="纳入", moved="调整层级", withdrawn="退出"),
]


@command_data
class EnterTier:
    """On the document of whoever names towns of that tier; the province names its own."""

    town: TownId
    level: TierLevel
    document: DocumentRef
    decided_by: Name = titled("认定机关")
    decided_on: date = titled("决定日期")
    effective_on: date


@command_data
class PromoteTier:
    """To another tier, on the naming level's document: tiers are no ladder."""

    town: TownId
    level: TierLevel
    document: DocumentRef
    decided_by: Name = titled("认定机关")
    decided_on: date
    effective_on: date


@command_data
class WithdrawFromTier:
    """New benefits stop on the day; what runs goes on until its owner decides."""

    town: TownId
    reason: Reason
    document: DocumentRef
    decided_by: Name = titled("认定机关")
    decided_on: date
    effective_on: date


@event("programme", clause=CLAUSE, title="梯次变动")
class TierChanged:
    """From `effective_on` the scope of the clauses for pilot towns begins or ends for the town;
    money and land granted stay. A `backdated` one recomputes nothing: decisions taken since
    `effective_on` are looked at by whoever took them."""

    town: TownId
    county: CountyId
    change: TierChange
    level: Standing
    previous: Standing = titled("原层级")
    document: DocumentRef
    decided_by: Name = titled("认定机关")
    decided_on: date
    effective_on: date
    backdated: Flag
    reason: Reason | None
    recorded_by: OrganisationId


@command_data
class SetCreationPeriod:
    town: TownId
    starts_on: date
    ends_on: date
    document: DocumentRef


@event("programme", clause=CLAUSE, title="设定创建期")
class CreationPeriodSet(SetCreationPeriod):
    """RZ-2.6.d follows it: reforms are tried within the period."""

    county: CountyId
    level: TierLevel


@event("programme", clause=CLAUSE, title="创建期届满")
class CreationPeriodEnded:
    town: TownId
    county: CountyId
    ends_on: date


@command_data
class ApplyForAcceptance:
    town: TownId
    report: Text = titled("创建情况")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="申请验收")
class AcceptanceApplied(ApplyForAcceptance):
    applied_on: date


@command_data
class RecordAcceptance:
    town: TownId
    passed: Flag = titled("验收是否通过")
    remark: Text = titled("验收意见")
    document: DocumentRef
    decided_by: Name = titled("验收单位")
    decided_on: date


@event("programme", clause=CLAUSE, title="登记验收结果")
class AcceptanceRecorded(RecordAcceptance):
    county: CountyId
    level: TierLevel
    recorded_by: OrganisationId


@command_data
class WarnTown:
    town: TownId
    reason: Reason = titled("警示事由")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="警示")
class TownWarned(WarnTown):
    """The town puts it right within so many calendar days; `warning` counts from 1."""

    county: CountyId
    warning: Count
    warned_on: date
    calendar_days: Days = titled("整改期限（自然日）", unit="calendar-days")


@command_data
class SubmitRectification:
    town: TownId
    report: Text = titled("整改情况")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="报送整改")
class RectificationSubmitted(SubmitRectification):
    warning: Count
    submitted_on: date


@event("programme", clause=CLAUSE, title="整改逾期")
class RectificationOverdue:
    """Proposes that the town be withdrawn: a person decides. `key` is the warning."""

    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    warning: Count
    due_on: date


@command_data
class ClearWarning:
    town: TownId
    reason: Reason = titled("解除依据")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="解除警示")
class WarningCleared(ClearWarning):
    warning: Count
    cleared_on: date


@command_data
class ClearTierFlag:
    """Its issue was resolved; the warning itself stands until it is cleared."""

    town: TownId
    key: str
    issue: Identifier


@event("programme", clause="RZ-3.3.c", title="整改逾期预警解除")
class TierFlagCleared(ClearTierFlag):
    """The issue that lateness raised is resolved."""


Event = (
    TierChanged | CreationPeriodSet | CreationPeriodEnded | AcceptanceApplied | AcceptanceRecorded
    | TownWarned | RectificationSubmitted | RectificationOverdue | WarningCleared | TierFlagCleared
)  # fmt: skip
