"""在册项目: the admitted projects of each town, as the projects service reports them."""

from datetime import date

from shared.kernel.aggregate import to_city, to_town
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.projects import project as projects


@view(
    "projects-on-the-ledger",
    title="在册项目",
    key="project",
    version=1,
    source="projects",
    sight=[to_town(), to_city()],
)
class ProjectsOnTheLedger(Row):
    project: str = column("项目")
    name: str = column("项目名称")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    kind: projects.ProjectKind = column("类别")
    admitted_on: date | None = column("入库日期")
    exited: bool = column("已出库")


@ProjectsOnTheLedger.on(projects.ProjectAdmitted)
def admitted(row: ProjectsOnTheLedger, event: projects.ProjectAdmitted) -> ProjectsOnTheLedger:
    return replace(
        row,
        name=event.name,
        town=event.town,
        county=event.county,
        kind=event.kind,
        admitted_on=event.admitted_on,
    )


@ProjectsOnTheLedger.on(projects.ProjectExited)
def exited(row: ProjectsOnTheLedger, event: projects.ProjectExited) -> ProjectsOnTheLedger:
    return replace(row, town=event.town, exited=True)
