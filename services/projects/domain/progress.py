"""What follows admission: adjustments, monthly reports, milestones, completion (RZ-2.1.a)."""

import re
from collections.abc import Iterable

from services.projects.domain.admission_rules import CLAUSE, LAND_HAS_A_USE
from services.projects.domain.organisations import HOUSING
from services.projects.domain.progress_rules import (
    ACCEPTED_BEFORE_COMPLETED,
    ADJUSTMENT_CHANGES,
    ESTIMATE_IS_GIVEN,
    EXCESS_IS_REPORTED,
    MILESTONE_ONCE,
    MILESTONE_WAS_REACHED,
    MONTH_HAS_COME,
)
from services.projects.domain.project import PROJECT, Project, next_month, require_stage
from shared.aggregate import TOWN, Context, refuse
from shared.schemas.projects.progress import (
    InvestmentReported,
    MilestoneReached,
    ReachMilestone,
    ReportInvestment,
)
from shared.schemas.projects.project import (
    AdjustProject,
    CompleteProject,
    ProjectAdjusted,
    ProjectCompleted,
    ProjectFacts,
)

Events = list[object]


@PROJECT.command(title="动态调整", clause=CLAUSE, by=[HOUSING])
def adjust_project(project: Project, cmd: AdjustProject, context: Context) -> Events:
    require_stage(project, "admitted")
    new = cmd.new
    if (new.land_area is None) != (new.land_use is None):
        refuse(LAND_HAS_A_USE)
    old = ProjectFacts(project.investment_fen, project.land_area, project.land_use, project.site)
    if new == old:
        refuse(ADJUSTMENT_CHANGES)
    today = context.today
    return [ProjectAdjusted(cmd.project, project.town, old, new, cmd.reason, today, cmd.document)]


@PROJECT.command(title="月调度", clause=CLAUSE, by=[TOWN])
def report_investment(project: Project, cmd: ReportInvestment, context: Context) -> Events:
    """A month may be reported again, which corrects it."""
    require_stage(project, "admitted")
    month = cmd.month
    valid = re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", month)
    if not valid or month > f"{context.today:%Y-%m}":
        refuse(MONTH_HAS_COME, month=month)
    before = project.reports.get(month)
    total = sum(project.reports.values()) - (before or 0) + cmd.invested_fen
    return [
        InvestmentReported(
            project=cmd.project,
            town=project.town,
            month=month,
            invested_fen=cmd.invested_fen,
            total_fen=total,
            replaced_fen=before,
            skipped=tuple(_between(project.awaited_month, month)),
            progress=cmd.progress,
            problems=cmd.problems,
            reported_on=context.today,
        )
    ]


@PROJECT.command(title="项目节点", clause=CLAUSE, by=[TOWN])
def reach_milestone(project: Project, cmd: ReachMilestone, context: Context) -> Events:
    """政府投资条例§12: a design estimate more than 10% over the feasibility estimate is reported."""
    require_stage(project, "admitted")
    if cmd.milestone in project.milestones:
        refuse(MILESTONE_ONCE)
    if cmd.reached_on > context.today:
        refuse(MILESTONE_WAS_REACHED, reached_on=cmd.reached_on)
    if project.government_funded and cmd.milestone in ("feasibility", "design"):
        _check_estimate(project, cmd, context)
    return [
        MilestoneReached(
            cmd.project, project.town, cmd.milestone, cmd.reached_on,
            cmd.estimate_fen, cmd.report, cmd.review, cmd.document,
        )
    ]  # fmt: skip


@PROJECT.command(title="项目竣工", clause=CLAUSE, by=[HOUSING])
def complete_project(project: Project, cmd: CompleteProject, context: Context) -> Events:
    require_stage(project, "admitted")
    if "accepted" not in project.milestones:
        refuse(ACCEPTED_BEFORE_COMPLETED)
    return [ProjectCompleted(cmd.project, project.town, context.today, cmd.document)]


def _check_estimate(project: Project, cmd: ReachMilestone, context: Context) -> None:
    feasibility = project.feasibility_fen
    if cmd.estimate_fen is None or (cmd.milestone == "design" and feasibility is None):
        refuse(ESTIMATE_IS_GIVEN)
    if cmd.milestone == "feasibility" or feasibility is None:
        return
    percent = context.parameter("projects.estimate_excess_percent")
    if cmd.estimate_fen * 100 > feasibility * (100 + percent) and cmd.report is None:
        refuse(EXCESS_IS_REPORTED, percent=percent, feasibility_fen=feasibility)


def _between(awaited: str, month: str) -> Iterable[str]:
    while awaited < month:
        yield awaited
        awaited = next_month(awaited)
