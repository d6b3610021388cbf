"""第一书记选派村排序 (RZ-2.5.c): which villages of a county get one, the pilots' first."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    Reason,
    TownId,
    Year,
    titled,
)

CLAUSE = "RZ-2.5.c"


@command_data
class RankedVillage:
    village: Identifier
    town: TownId
    name: Name | None = titled("村", None)


@command_data
class RankVillages:
    """In the order in which they are served; `deviation` says why a pilot's does not come first."""

    ranking: Identifier
    county: CountyId
    year: Year
    villages: tuple[RankedVillage, ...]
    deviation: Reason | None = None
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="选派村排序")
class VillagesRanked(RankVillages):
    pilots_first: bool
    ranked_on: date


Event = VillagesRanked
