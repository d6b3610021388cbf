"""领导联系 (RZ-3.1.a): leaders of city and county linked to a pilot town by their portfolio."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-3.1.a"

LeaderLevel = Annotated[Literal["city", "county"], words("层级", city="市级", county="县级")]


@event("supervision", clause=CLAUSE, title="领导联系镇")
class LeaderLinked:
    """`portfolio` 分工 is what the leader answers for, and helps the town with."""

    link: Identifier
    town: TownId
    county: CountyId
    level: LeaderLevel
    leader: Name
    position: Name
    portfolio: Text
    linked_on: date
    document: DocumentRef | None = None


@command_data
class LinkLeader:
    link: Identifier
    town: TownId
    leader: Name = titled("领导")
    position: Name = titled("职务")
    portfolio: Text = titled("分工")
    level: LeaderLevel = titled("层级")
    document: DocumentRef | None = None


@command_data
class RelieveLeader:
    link: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("supervision", clause=CLAUSE, title="解除领导联系")
class LeaderRelieved(RelieveLeader):
    town: TownId
    level: LeaderLevel
    relieved_on: date


@command_data
class RecordLeaderVisit:
    link: Identifier
    visited_on: date = titled("走访日期", usual=TODAY)
    findings: Text = titled("走访情况")
    issues: tuple[Identifier, ...] = titled("涉及事项", ())
    attachments: Attachments = titled("附件", ())


@event("supervision", clause=CLAUSE, title="领导走访")
class LeaderVisited(RecordLeaderVisit):
    """`number` counts the visits of the link; `issues` are matters that it looked at."""

    town: TownId
    number: Count


Event = LeaderLinked | LeaderRelieved | LeaderVisited
