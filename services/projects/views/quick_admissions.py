"""即日入库台账: projects that were admitted on the day on which they applied."""

from datetime import date

from services.projects.domain.project.state import PROJECT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_admission


@view(
    "quick-admissions",
    title="即日入库台账",
    key="project",
    version=1,
    of=PROJECT,
    doubt="申报当日即入库",
)
class QuickAdmissions(Row):
    """Every project that applied; `suspect` are those that were admitted the same day."""

    project: str = column("项目编号")
    name: str = column("项目名称")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    applied_on: date | None = column("申报日期")
    admitted_on: date | None = column("入库日期")
    suspect: bool = column("是否当日入库")


@QuickAdmissions.on(project_admission.AdmissionApplied)
def applied(row: QuickAdmissions, event: project_admission.AdmissionApplied) -> QuickAdmissions:
    return replace(
        row, name=event.name, town=event.town, county=event.county, applied_on=event.applied_on
    )


@QuickAdmissions.on(projects.ProjectAdmitted)
def admitted(row: QuickAdmissions, event: projects.ProjectAdmitted) -> QuickAdmissions:
    return replace(row, admitted_on=event.admitted_on, suspect=event.admitted_on == row.applied_on)
