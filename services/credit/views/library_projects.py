"""在库项目: for which credit may be nominated and partnerships signed (RZ-2.1.a)."""

from services.credit.domain.library_project import LIBRARY_PROJECT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import library_project
from shared.schemas.kinds import CountyId, TownId


@view("library-projects", title="在库项目", key="project", version=1, of=LIBRARY_PROJECT)
class LibraryProjects(Row):
    project: str = column("项目编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    name: str = column("名称")
    live: bool = column("在库")


@LibraryProjects.on(library_project.LibraryProjectNoted)
def noted(row: LibraryProjects, event: library_project.LibraryProjectNoted) -> LibraryProjects:
    return replace(row, town=event.town, county=event.county, name=event.name, live=True)


@LibraryProjects.on(library_project.LibraryProjectLeft)
def left(row: LibraryProjects, event: library_project.LibraryProjectLeft) -> LibraryProjects:
    return replace(row, live=False)
