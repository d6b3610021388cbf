"""What only one live project may have: its name in a town and unit, its national code."""

from shared.schemas.events import event
from shared.schemas.kinds import Identifier, Name, ProjectId, TownId

CLAUSE = "RZ-2.1.a"


@event("projects", clause=CLAUSE, title="占用项目名称")
class ProjectNameReserved:
    project: ProjectId
    town: TownId
    unit: Name
    name: Name


@event("projects", clause=CLAUSE, title="释放项目名称")
class ProjectNameReleased:
    project: ProjectId
    town: TownId


@event("projects", clause=CLAUSE, title="占用项目代码")
class NationalCodeReserved:
    project: ProjectId
    town: TownId
    national_code: Identifier


@event("projects", clause=CLAUSE, title="释放项目代码")
class NationalCodeReleased:
    project: ProjectId
    town: TownId
    national_code: Identifier


Event = ProjectNameReserved | ProjectNameReleased | NationalCodeReserved | NationalCodeReleased
