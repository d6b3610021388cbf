"""What a town does for its project: apply, correct, record the national code (RZ-2.1.a)."""

from collections.abc import Iterable

from services.projects.domain.project.admission_rules import (
    CLAUSE,
    CODE_IS_NEW,
    LAND_HAS_A_USE,
    TOWN_IS_ACTIVE,
)
from services.projects.domain.project.requirements import require_stage
from services.projects.domain.project.state import PROJECT, Project
from services.projects.domain.reservations import (
    RESERVED_CODE,
    RESERVED_NAME,
    name_ids,
    release_code,
    release_name,
    reserve_code,
    reserve_name,
)
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    guard,
    holds,
    refuse,
)
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_admission


def _names(
    project: Project,
    cmd: project_admission.ApplyForAdmission | project_admission.ResubmitApplication,
) -> Iterable[str]:
    """The name that the form takes, and the one that the project held before."""
    town = cmd.town if isinstance(cmd, project_admission.ApplyForAdmission) else project.town
    return project.name_ids | name_ids(town, cmd.unit, cmd.name)


def _codes(
    project: Project,
    cmd: project_admission.ApplyForAdmission
    | project_admission.ResubmitApplication
    | projects.RecordNationalCode,
) -> Iterable[str]:
    """The code that the command takes, and the one that the project held before."""
    return {code for code in (project.national_code, cmd.national_code) if code}


UNIQUE = [guard(RESERVED_NAME, _names), guard(RESERVED_CODE, _codes)]


@PROJECT.command(
    title="申报入库",
    clause=CLAUSE,
    by=[TOWN],
    guards=UNIQUE,
    creates=True,
    numbered="{town}-{year}",
)
def apply_for_admission(
    _: Project, cmd: project_admission.ApplyForAdmission, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.active:
        refuse(TOWN_IS_ACTIVE, town=cmd.town)
    _check_land(cmd)
    applied = project_admission.AdmissionApplied.of(
        cmd, county=town.county, applied_on=context.today
    )
    return [
        applied,
        *reserve_name(cmd.project, cmd.town, cmd.unit, cmd.name, context),
        *reserve_code(cmd.project, cmd.town, cmd.national_code, context),
    ]


@PROJECT.command(
    title="重新申报",
    clause=CLAUSE,
    by=[TOWN],
    guards=UNIQUE,
    when=[holds(require_stage, "returned")],
)
def resubmit_application(
    project: Project, cmd: project_admission.ResubmitApplication, context: Context
) -> Events:
    _check_land(cmd)
    resubmitted = project_admission.ApplicationResubmitted.of(
        cmd, town=project.town, resubmitted_on=context.today
    )
    events: list[object] = [resubmitted]
    if (cmd.unit, cmd.name) != (project.unit, project.name):
        events += release_name(cmd.project, project.town, project.name_ids, context)
        events += reserve_name(cmd.project, project.town, cmd.unit, cmd.name, context)
    return [*events, *_change_code(cmd.project, project, cmd.national_code, context)]


@PROJECT.command(
    title="登记项目代码",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(RESERVED_CODE, _codes)],
    when=[holds(require_stage, "applied", "reviewed", "returned", "admitted")],
)
def record_national_code(
    project: Project, cmd: projects.RecordNationalCode, context: Context
) -> Events:
    if cmd.national_code == project.national_code:
        refuse(CODE_IS_NEW)
    recorded = projects.NationalCodeRecorded.of(cmd, town=project.town)
    return [recorded, *_change_code(cmd.project, project, cmd.national_code, context)]


def _change_code(id: str, project: Project, code: str | None, context: Context) -> Events:
    if code == project.national_code:
        return []
    return [
        *release_code(id, project.town, project.national_code),
        *reserve_code(id, project.town, code, context),
    ]


def _check_land(
    form: project_admission.ApplyForAdmission | project_admission.ResubmitApplication,
) -> None:
    if (form.land_area is None) != (form.land_use is None):
        refuse(LAND_HAS_A_USE)
