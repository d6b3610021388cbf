"""镇用人需求 (RZ-2.5.d): what posts a town needs next year, and what it is answered."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
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
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.5.d"

RecruitmentKind = Annotated[
    Literal["civil-servant", "institution", "selected-graduate", "three-supports"],
    words(
        "招录类别",
        {
            "civil-servant": "公务员",
            "selected-graduate": "选调生",
            "three-supports": "三支一扶",
        },
        institution="事业编制人员",
    ),
]
DemandAnswer = Annotated[
    Literal["met", "part", "no"], words("答复", met="满足", part="部分满足", no="不予安排")
]


@command_data
class SubmitPostDemand:
    demand: Identifier
    town: TownId
    year: Year
    recruitment: RecruitmentKind
    number: Count
    speciality: Name


@event("talent", clause=CLAUSE, title="提出用人需求")
class PostDemandSubmitted(SubmitPostDemand):
    county: CountyId
    submitted_on: date
    late: Flag
    answer_working_days: Days


@command_data
class AnswerPostDemand:
    """`reason` where not all of it is met."""

    demand: Identifier
    answer: DemandAnswer
    granted: CountOrZero
    reason: Reason | None = None
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="答复用人需求")
class PostDemandAnswered(AnswerPostDemand):
    town: TownId
    number: Count
    answered_on: date


@event("talent", clause=CLAUSE, title="用人需求逾期未答复")
class PostDemandOverdue:
    demand: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("专业", None)


@command_data
class ClearPostDemandFlag:
    demand: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除用人需求预警")
class PostDemandFlagCleared(ClearPostDemandFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = PostDemandSubmitted | PostDemandAnswered | PostDemandOverdue | PostDemandFlagCleared
