"""镇级力量 (RZ-2.5.a): establishment and staff of a town, by kind; 行政, 事业, 工勤, 编外 stand apart."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    DocumentRef,
    Identifier,
    OrganisationId,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.5.a"

PostKind = Annotated[
    Literal["administrative", "institution", "worker", "contract"],
    words("编制类别", administrative="行政", institution="事业", worker="工勤", contract="编外"),
]
OverBasis = Annotated[
    Literal["veterans", "reform", "policy"],
    words("超编依据", veterans="军转安置", reform="机构改革划转", policy="政策性安置"),
]


@command_data
class RecordStrength:
    """One kind of posts of a town on a day; over strength only with a basis and a day by which it
    is digested."""

    town: TownId
    posts: PostKind
    as_of: date
    approved: CountOrZero
    actual: CountOrZero
    over_basis: OverBasis | None = None
    digested_by: date | None = None
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="登记镇级力量")
class StrengthRecorded(RecordStrength):
    county: CountyId


@event("talent", clause=CLAUSE, title="超编逾期未消化")
class OverStrengthOverdue:
    town: TownId
    posts: PostKind
    over: CountOrZero
    organisation: OrganisationId
    due_on: date


@event("talent", clause="RZ-3.2.a", title="增编落实")
class ApprovedPostsRaised:
    """By the posts of a request that was carried out; the next record counts them in."""

    town: TownId
    posts: PostKind
    number: Count = titled("落实数（名）", unit="people")
    request: Identifier = titled("增编申请编号", reference="establishment-request")
    raised_on: date = titled("落实日期")


@command_data
class ClearStrengthFlag:
    town: TownId
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除镇级力量预警")
class StrengthFlagCleared(ClearStrengthFlag):
    """The issue that its lateness raised was resolved."""

    flags_left: CountOrZero = titled("尚存预警", unit="count")


Event = StrengthRecorded | ApprovedPostsRaised | OverStrengthOverdue | StrengthFlagCleared
