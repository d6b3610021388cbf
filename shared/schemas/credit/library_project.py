"""在库项目: credit's own record that a project stands in the library (RZ-2.1.a)."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountyId, Name, ProjectId, Reason, TownId

CLAUSE = "RZ-2.1.a"


@command_data
class NoteProjectAdmitted:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId


@event("credit", clause=CLAUSE, title="记载项目入库")
class LibraryProjectNoted(NoteProjectAdmitted):
    """From now on credit may be nominated and partnerships signed for it."""


@command_data
class NoteProjectExited:
    project: ProjectId
    reason: Reason


@event("credit", clause=CLAUSE, title="记载项目出库")
class LibraryProjectLeft(NoteProjectExited):
    """No further nomination; what was approved is drawn until its own day."""

    town: TownId


Event = LibraryProjectNoted | LibraryProjectLeft
