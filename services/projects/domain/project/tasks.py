"""待办: an application on its way into the library, and what a project reports (RZ-2.1.a)."""

from services.projects.domain.organisations import HOUSING, REVIEWERS
from services.projects.domain.project.admission import (
    admit_project,
    give_opinion,
    pass_preliminary_review,
    reject_application,
    return_for_correction,
    settle_in_joint_meeting,
    withdraw_application,
)
from services.projects.domain.project.admission_rules import CLAUSE
from services.projects.domain.project.application import record_national_code, resubmit_application
from services.projects.domain.project.limits import opinion_limit, report_limit
from services.projects.domain.project.progress import complete_project, report_investment
from services.projects.domain.project.state import PROJECT, STAGES, Project
from shared.kernel.aggregate import COUNTY, TOWN, Answers, Over, Task, Tasks, Wait


@PROJECT.tasks
def tasks(project: Project) -> Tasks:
    """The next step of the application; each opinion that is awaited; the monthly report, and the
    code that an admitted project still lacks."""
    match project.stage:
        case "applied":
            yield Task(
                "preliminary-review", [COUNTY], f"初审“{project.name}”",
                [pass_preliminary_review, return_for_correction], clause=CLAUSE,
            )  # fmt: skip
        case "reviewed":
            yield from _reviewed(project)
        case "returned":
            yield Task(
                "resubmission", [TOWN], f"补正“{project.name}”后重新申报，或撤回",
                [resubmit_application, withdraw_application], clause=CLAUSE,
            )  # fmt: skip
        case "admitted":
            yield from _admitted(project)
        case stage:
            yield Over(STAGES[stage])


def _reviewed(project: Project) -> Tasks:
    limit = opinion_limit(project)
    awaited = [by for by in REVIEWERS if by.id not in project.opinions]
    for by in awaited:
        about = f"对“{project.name}”出具联审意见"
        yield Task(f"opinion-{by.id}", [by], about, [give_opinion], limit, clause=CLAUSE)
    if awaited:
        return
    if project.reviewed_on:
        yield Wait("联审意见已齐，期满前仍可撤回", limit)
    if project.unsettled:
        answers: Answers = [settle_in_joint_meeting, return_for_correction, reject_application]
        about = f"召开联席会议，议定“{project.name}”的不同意见"
        yield Task("joint-meeting", [HOUSING], about, answers, clause=CLAUSE)
    elif project.experts:
        yield Wait("等待专家意见，了结后决定入库")
    else:
        answers = [admit_project, return_for_correction, reject_application]
        yield Task("admission", [HOUSING], f"决定“{project.name}”入库", answers, clause=CLAUSE)


def _admitted(project: Project) -> Tasks:
    limit, month = report_limit(project), project.awaited_month
    assert limit is not None
    about = f"报送“{project.name}”{month[:4]}年{int(month[5:])}月的月调度"
    yield Task(limit.key, [TOWN], about, [report_investment], limit, since=limit.starts_on)
    if project.national_code is None:
        about = f"登记“{project.name}”的投资项目统一代码"
        yield Task("national-code", [TOWN], about, [record_national_code], clause=CLAUSE)
    if project.milestones.get("accepted") and project.completed_on is None:
        about = f"确认“{project.name}”竣工"
        yield Task("completion", [HOUSING], about, [complete_project], clause=CLAUSE)
