"""推荐、评审、公示 (RZ-1.b): how a town comes to be named for a tier."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Name,
    OrganisationId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.programme.stages import TierLevel

CLAUSE = "RZ-1.b"


@command_data
class NominateTown:
    town: TownId
    level: TierLevel = titled("推荐层级")
    reason: Reason = titled("推荐理由")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="推荐申报")
class TownNominated(NominateTown):
    """`nomination` counts a town's nominations from 1."""

    county: CountyId
    nomination: Count
    nominated_on: date


@command_data
class ReviewNomination:
    town: TownId
    passed: Flag = titled("评审是否通过")
    reason: Reason = titled("评审意见")
    decided_by: Name = titled("评审单位")
    decided_on: date
    document: DocumentRef


@event("programme", clause=CLAUSE, title="评审申报")
class NominationReviewed(ReviewNomination):
    nomination: Count
    recorded_by: OrganisationId


@command_data
class PubliciseNomination:
    town: TownId
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="公示申报")
class NominationPublicised(PubliciseNomination):
    """For so many working days from the day on."""

    document: DocumentRef | None
    nomination: Count
    publicised_on: date
    working_days: Days


@event("programme", clause=CLAUSE, title="申报公示期满")
class NominationPublicityEnded:
    town: TownId
    nomination: Count
    last_day: date


Event = TownNominated | NominationReviewed | NominationPublicised | NominationPublicityEnded
