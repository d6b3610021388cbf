"""第一书记 (RZ-2.5.c): who is sent to a village, for two years, and who follows."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    PersonalName,
    PersonalText,
    PersonId,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.known import known
from shared.schemas.talent.secondment import AppraisalGrade
from shared.schemas.words import personal, words

CLAUSE = "RZ-2.5.c"

SenderLevel = Annotated[
    Literal["province", "city", "county"],
    words("选派层级", province="省派", city="市派", county="县派"),
]
RecallReason = Annotated[
    str,
    personal(
        words(
            "召回原因",
            {"health": "健康原因", "transfer": "工作调整", "unfit": "不胜任", "discipline": "违纪"},
        )
    ),
]


@command_data
class DispatchSecretary:
    """`ranking` is the ranking that the village stands in; `deviation` why it stands in none."""

    village: Identifier
    town: TownId
    village_name: Name
    person: PersonId
    name: PersonalName
    sender: OrganisationId
    level: SenderLevel
    team: CountOrZero
    started_on: date
    until: date
    decided_by: OrganisationId
    document: DocumentRef
    ranking: Identifier | None = None
    deviation: Reason | None = None


DISPATCHED = frozenset(
    {
        "village", "town", "village_name", "person", "sender", "level", "team", "started_on",
        "until", "decided_by", "document", "ranking", "deviation", "county", "warn_calendar_days",
    }
)  # fmt: skip


@event("talent", clause=CLAUSE, title="选派第一书记", restricted=True, public_fields=DISPATCHED)
class SecretaryDispatched(DispatchSecretary):
    county: CountyId
    warn_calendar_days: Days


@command_data
class PlanRotation:
    village: Identifier
    planned_on: date
    sender: OrganisationId
    decided_by: OrganisationId


@event("talent", clause=CLAUSE, title="安排第一书记轮换")
class RotationPlanned(PlanRotation):
    town: TownId


@command_data
class RotateSecretary:
    village: Identifier
    person: PersonId
    name: PersonalName
    sender: OrganisationId
    level: SenderLevel
    team: CountOrZero
    started_on: date
    until: date
    decided_by: OrganisationId
    document: DocumentRef


ROTATED = frozenset(
    {
        "village", "person", "sender", "level", "team", "started_on", "until", "decided_by",
        "document", "town", "predecessor", "warn_calendar_days",
    }
)  # fmt: skip


@event("talent", clause=CLAUSE, title="第一书记轮换", restricted=True, public_fields=ROTATED)
class SecretaryRotated(RotateSecretary):
    town: TownId
    predecessor: Identifier
    warn_calendar_days: Days


@command_data
class RecallSecretary:
    village: Identifier
    person: PersonId = titled(
        "人员编号", known=known("first-secretary", by="village", field="person")
    )
    reason: RecallReason
    recalled_on: date
    decided_by: OrganisationId
    document: DocumentRef


RECALLED = frozenset({"village", "person", "recalled_on", "decided_by", "document", "town"})


@event("talent", clause=CLAUSE, title="召回第一书记", restricted=True, public_fields=RECALLED)
class SecretaryRecalled(RecallSecretary):
    town: TownId


@command_data
class AppraiseSecretary:
    village: Identifier
    person: PersonId = titled(
        "人员编号", known=known("first-secretary", by="village", field="person")
    )
    year: Year
    grade: AppraisalGrade
    comment: PersonalText
    document: DocumentRef


APPRAISED = frozenset({"village", "person", "year", "document", "town", "appraised_on"})


@event("talent", clause=CLAUSE, title="第一书记考核", restricted=True, public_fields=APPRAISED)
class SecretaryAppraised(AppraiseSecretary):
    town: TownId
    appraised_on: date


@event("talent", clause=CLAUSE, title="第一书记即将期满")
class SecretaryTermEnding:
    village: Identifier
    town: TownId
    until: date


@event("talent", clause=CLAUSE, title="第一书记期满未轮换")
class RotationOverdue:
    village: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("村名", None)


@command_data
class ClearFirstSecretaryFlag:
    village: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除第一书记预警")
class FirstSecretaryFlagCleared(ClearFirstSecretaryFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    SecretaryDispatched
    | RotationPlanned
    | SecretaryRotated
    | SecretaryRecalled
    | SecretaryAppraised
    | SecretaryTermEnding
    | RotationOverdue
    | FirstSecretaryFlagCleared
)
