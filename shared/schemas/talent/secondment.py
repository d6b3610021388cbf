"""挂职 (RZ-2.5.b): young officials of city and county departments seconded to a pilot town.

Who was considered before the decision stands nowhere; a name comes with the posting document. What
is said of the person is sealed; never an identity number, a telephone number or his file.
"""

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
    PersonalName,
    PersonalText,
    PersonId,
    Reason,
    Text,
    TownId,
    Year,
    titled,
)
from shared.schemas.known import known
from shared.schemas.words import personal, words

CLAUSE = "RZ-2.5.b"

AppraisalGrade = Annotated[
    str,
    personal(
        words(
            "考核等次",
            {"basically-competent": "基本称职"},
            excellent="优秀",
            competent="称职",
            incompetent="不称职",
        )
    ),
]
SecondmentEnd = Annotated[
    Literal["returned", "stayed", "recalled"],
    words("结束方式", returned="期满返回", stayed="留任", recalled="提前召回"),
]


@command_data
class RequestSecondee:
    secondment: Identifier
    town: TownId
    post: Name
    requirements: Text


@event("talent", clause=CLAUSE, title="提出挂职需求")
class SecondeeRequested(RequestSecondee):
    county: CountyId
    guided_by: OrganisationId
    requested_on: date
    answer_working_days: Days


@command_data
class NominateSecondee:
    """From which unit, how many were looked at, and what was asked of them: no names."""

    secondment: Identifier
    sender: OrganisationId
    candidates: Count
    requirements: Text


@event("talent", clause=CLAUSE, title="提出挂职人选单位")
class SecondeeNominated(NominateSecondee):
    town: TownId
    nominated_on: date


@command_data
class DeclineSecondee:
    secondment: Identifier
    reason: Reason
    decided_by: OrganisationId
    document: DocumentRef


@event("talent", clause=CLAUSE, title="不予选派挂职")
class SecondeeDeclined(DeclineSecondee):
    town: TownId
    declined_on: date


@command_data
class StartSecondment:
    secondment: Identifier
    person: PersonId
    name: PersonalName
    post: Name
    relation_stays: Flag
    started_on: date
    until: date
    decided_by: OrganisationId
    decided_on: date
    document: DocumentRef


STARTED = frozenset(
    {
        "secondment", "person", "post", "relation_stays", "started_on", "until", "decided_by",
        "decided_on", "document", "town", "sender", "warn_calendar_days",
    }
)  # fmt: skip


@event("talent", clause=CLAUSE, title="挂职任职", restricted=True, public_fields=STARTED)
class SecondmentStarted(StartSecondment):
    town: TownId
    sender: OrganisationId
    warn_calendar_days: Days


@command_data
class RegisterSecondment:
    """One that was under way before the service was: entered from the roll of secondments."""

    secondment: Identifier
    town: TownId
    sender: OrganisationId
    person: PersonId
    name: PersonalName
    post: Name
    relation_stays: Flag
    started_on: date = titled("开始日期")
    until: date
    decided_by: OrganisationId
    decided_on: date = titled("决定日期")
    document: DocumentRef


REGISTERED = STARTED | {"county", "guided_by"}


@event("talent", clause=CLAUSE, title="补录挂职", restricted=True, public_fields=REGISTERED)
class SecondmentRegistered(RegisterSecondment):
    county: CountyId
    guided_by: OrganisationId
    warn_calendar_days: Days


@command_data
class ExtendSecondment:
    secondment: Identifier
    until: date
    decided_by: OrganisationId
    decided_on: date
    document: DocumentRef


@event("talent", clause=CLAUSE, title="挂职延期")
class SecondmentExtended(ExtendSecondment):
    town: TownId
    previous_until: date


@command_data
class AppraiseSecondee:
    secondment: Identifier
    person: PersonId = titled(
        "人员编号", known=known("secondment", by="secondment", field="person")
    )
    year: Year
    grade: AppraisalGrade
    comment: PersonalText
    document: DocumentRef


APPRAISED = frozenset({"secondment", "person", "year", "document", "town", "appraised_on"})


@event("talent", clause=CLAUSE, title="挂职考核", restricted=True, public_fields=APPRAISED)
class SecondeeAppraised(AppraiseSecondee):
    town: TownId
    appraised_on: date


@command_data
class EndSecondment:
    secondment: Identifier
    end: SecondmentEnd
    ended_on: date
    decided_by: OrganisationId
    document: DocumentRef


@event("talent", clause=CLAUSE, title="挂职结束")
class SecondmentEnded(EndSecondment):
    town: TownId
    sender: OrganisationId


@event("talent", clause=CLAUSE, title="挂职需求逾期未答复")
class SecondeeOverdue:
    secondment: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("挂职岗位", None)


@event("talent", clause=CLAUSE, title="挂职即将期满")
class SecondmentEnding:
    """So many calendar days ahead of its end."""

    secondment: Identifier
    town: TownId
    until: date


@event("talent", clause=CLAUSE, title="挂职期满未处理")
class SecondmentDue:
    """Its last day has passed, and nobody has said whether the person returns, stays on or stays."""

    secondment: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("挂职岗位", None)


@command_data
class ClearSecondmentFlag:
    secondment: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除挂职预警")
class SecondmentFlagCleared(ClearSecondmentFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    SecondeeRequested
    | SecondeeNominated
    | SecondeeDeclined
    | SecondmentStarted
    | SecondmentRegistered
    | SecondmentExtended
    | SecondeeAppraised
    | SecondmentEnded
    | SecondeeOverdue
    | SecondmentEnding
    | SecondmentDue
    | SecondmentFlagCleared
)
