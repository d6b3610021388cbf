"""镇域画像 (RZ-1.a): what class a town is, and which features it has 差异化、特色化、分类施策."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.programme.stages import Direction

CLAUSE = "RZ-1.a"


@command_data
class DirectionProfile:
    """Where a town stands in one of the five directions."""

    direction: Direction
    situation: Text = titled("现状与优势")


@command_data
class ProfileTown:
    """All five directions, each once."""

    town: TownId
    directions: tuple[DirectionProfile, ...] = titled("五个方向的现状")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="登记镇域画像")
class TownProfiled(ProfileTown):
    """`edition` counts from 1."""

    document: DocumentRef | None
    edition: Count
    organisation: OrganisationId
    recorded_on: date


@command_data
class ClassifyTown:
    """One main class and any features, out of the list in force."""

    town: TownId
    catalogue: Identifier
    town_class: Name = titled("主类型")
    features: tuple[Name, ...] = titled("特色", ())
    basis: Reason
    document: DocumentRef
    decided_by: Name = titled("认定机关")
    decided_on: date


@event("programme", clause=CLAUSE, title="认定城镇类型")
class TownClassified(ClassifyTown):
    """Acts from `effective_from`, the first day of the budget year after the decision: a settled
    year keeps its class. `edition` is that of the list."""

    features: tuple[Name, ...]
    county: CountyId
    edition: Count
    previous: Name | None = titled("原主类型")
    effective_from: date
    recorded_by: OrganisationId


Event = TownProfiled | TownClassified
