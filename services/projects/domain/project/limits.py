"""Silence in the joint review, and monthly reports that do not come (RZ-2.1.a)."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from services.projects.domain.project.admission_rules import CLAUSE
from services.projects.domain.project.state import PROJECT, Project
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.projects import project_admission, project_progress

OPINIONS = "opinions"


@PROJECT.deadlines
def deadlines(project: Project) -> Iterable[Deadline]:
    """A month whose report was missed is told once; the next limit runs when a report came."""
    opinions, report = opinion_limit(project), report_limit(project)
    if opinions and project.reviewed_on:
        yield opinions
    if report and not project.report_missed:
        yield report


def opinion_limit(project: Project) -> Deadline | None:
    if project.stage != "reviewed" or project.asked_on is None:
        return None
    return Deadline(OPINIONS, project.asked_on, project.opinion_days, "working", CLAUSE)


def report_limit(project: Project) -> Deadline | None:
    if project.stage != "admitted":
        return None
    month, days = project.awaited_month, project.report_days
    return Deadline(f"report:{month}", _last_day(month), days, "calendar", CLAUSE)


@PROJECT.when_passed(clause=CLAUSE)
def a_limit_passes(project: Project, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(project)}:
        return []
    id, town = passed.stream_id, project.town
    if passed.key != OPINIONS:
        month = passed.key.removeprefix("report:")
        return [
            project_progress.MonthlyReportMissed(id, town=town, month=month, due_on=passed.due_on)
        ]
    never_silent = context.parameter("projects.statutory_opinions")
    required = context.parameter("projects.opinions_required")
    silent = tuple(by for by in required if by not in project.opinions and by not in never_silent)
    return [
        project_admission.OpinionPeriodEnded(id, town=town, silent=silent, due_on=passed.due_on)
    ]


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])
