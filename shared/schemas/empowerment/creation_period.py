"""创建期: within which reforms are tried, as programme's events told (RZ-2.6.d)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import TownId, titled

CLAUSE = "RZ-2.6.d"


@command_data
class NoteCreationPeriod:
    town: TownId
    starts_on: date
    ends_on: date = titled("创建期截止日期")


@event("empowerment", clause=CLAUSE, title="记载创建期")
class CreationPeriodNoted(NoteCreationPeriod):
    """Of this town; without it the registered one of all towns holds."""


Event = CreationPeriodNoted
