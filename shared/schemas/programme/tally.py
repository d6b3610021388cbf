"""What the other services' facts come to in a town's year: indicators are filled from it (RZ-1.a)."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import ProjectId, Thousandths, TownId, Year
from shared.schemas.programme.stages import Feed

CLAUSE = "RZ-1.a"


@command_data
class CountForTown:
    """`amount_thousandths` in thousandths of the feed's unit."""

    town: TownId
    year: Year
    feed: Feed
    project: ProjectId
    amount_thousandths: Thousandths


@event("programme", clause=CLAUSE, title="计入镇年度汇总")
class TownTallied(CountForTown):
    """As it came to be known from the project's own service."""


Event = TownTallied
