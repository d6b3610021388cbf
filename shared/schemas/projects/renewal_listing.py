"""城市更新项目库 (RZ-2.1.d): nominated by criteria of a version, listed or declined."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Flag,
    Identifier,
    Name,
    ProjectId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.1.d"


@command_data
class CriterionAnswer:
    criterion: Name = titled("标准")
    met: Flag = titled("是否符合")
    evidence: Reason = titled("依据")


@event("projects", clause=CLAUSE, title="推荐城市更新项目")
class RenewalNominated:
    project: ProjectId
    town: TownId
    name: Name
    criteria_version: Identifier
    answers: tuple[CriterionAnswer, ...]
    nominated_on: date


@event("projects", clause=CLAUSE, title="列入城市更新项目库")
class RenewalListed:
    project: ProjectId
    town: TownId
    criteria_version: Identifier
    listed_on: date
    document: DocumentRef | None


@command_data
class NominateForRenewal:
    project: ProjectId
    town: TownId
    name: Name
    answers: tuple[CriterionAnswer, ...] = titled("逐项说明")


@command_data
class ListForRenewal:
    project: ProjectId
    document: DocumentRef | None = None


@command_data
class DeclineRenewal:
    project: ProjectId
    reason: Reason
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="不列入城市更新项目库")
class RenewalDeclined(DeclineRenewal):
    town: TownId
    criteria_version: Identifier
    declined_on: date
    document: DocumentRef | None


@command_data
class RemoveFromRenewal:
    project: ProjectId
    reason: Reason = titled("移出理由")
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="移出城市更新项目库")
class RenewalRemoved(RemoveFromRenewal):
    town: TownId
    removed_on: date
    document: DocumentRef | None


Event = RenewalNominated | RenewalListed | RenewalDeclined | RenewalRemoved
