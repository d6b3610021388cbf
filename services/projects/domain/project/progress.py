"""What follows admission: adjustments, monthly reports, milestones, completion (RZ-2.1.a)."""

import re
from collections.abc import Iterable
from datetime import date

from services.projects.domain.organisations import HOUSING
from services.projects.domain.project.admission_rules import CLAUSE, LAND_HAS_A_USE
from services.projects.domain.project.progress_rules import (
    ACCEPTED_BEFORE_COMPLETED,
    ADJUSTMENT_CHANGES,
    ESTIMATE_IS_GIVEN,
    EXCESS_IS_REPORTED,
    MILESTONE_IS_RECORDED,
    MILESTONE_ONCE,
    MILESTONE_WAS_REACHED,
    MILESTONES_IN_ORDER,
    MONTH_HAS_COME,
)
from services.projects.domain.project.requirements import require_stage
from services.projects.domain.project.state import PROJECT, Project, next_month
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    holds,
    pick_id,
    refuse,
)
from shared.schemas.copying import replace
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_progress

MILESTONES: dict[projects.Milestone, str] = {
    "feasibility": "可研批复",
    "design": "初步设计批复",
    "started": "开工",
    "main-structure": "主体完工",
    "accepted": "竣工验收",
}
ORDER: list[projects.Milestone] = [*MILESTONES]


def _accepted_before_completed(project: Project, _: Context) -> None:
    if "accepted" not in project.milestones:
        refuse(ACCEPTED_BEFORE_COMPLETED)


@PROJECT.command(
    title="动态调整", clause=CLAUSE, by=[HOUSING], when=[holds(require_stage, "admitted")]
)
def adjust_project(project: Project, cmd: projects.AdjustProject, context: Context) -> Events:
    new = cmd.new
    if (new.land_area is None) != (new.land_use is None):
        refuse(LAND_HAS_A_USE)
    old = projects.ProjectFacts(
        project.investment_fen, land_area=project.land_area, land_use=project.land_use,
        site=project.site,
    )  # fmt: skip
    if new == old:
        refuse(ADJUSTMENT_CHANGES)
    today = context.today
    return [
        projects.ProjectAdjusted(
            cmd.project, town=project.town, old=old, new=new, reason=cmd.reason,
            adjusted_on=today, document=cmd.document,
        )
    ]  # fmt: skip


@PROJECT.command(
    title="月调度", clause=CLAUSE, by=[TOWN], when=[holds(require_stage, "admitted", "completed")]
)
def report_investment(
    project: Project, cmd: project_progress.ReportInvestment, context: Context
) -> Events:
    """A month may be reported again, which corrects it; also after completion, up to its month."""
    month, last = cmd.month, project.completed_on or context.today
    valid = re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", month)
    if not valid or month > f"{last:%Y-%m}":
        refuse(MONTH_HAS_COME, month=month)
    before = project.reports.get(month)
    total = sum(project.reports.values()) - (before or 0) + cmd.invested_fen
    return [
        project_progress.InvestmentReported(
            project=cmd.project, town=project.town, month=month, invested_fen=cmd.invested_fen,
            total_fen=total, replaced_fen=before,
            skipped=tuple(_months_between(project.awaited_month, month)), progress=cmd.progress,
            problems=cmd.problems, reported_on=context.today,
        )
    ]  # fmt: skip


def _require_ahead(project: Project, milestone: str, _: Context) -> None:
    if milestone in project.milestones:
        refuse(MILESTONE_ONCE)


def _require_recorded(project: Project, milestone: str, _: Context) -> None:
    if milestone not in project.milestones:
        refuse(MILESTONE_IS_RECORDED)


@PROJECT.command(
    title="项目节点",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_stage, "admitted")],
    picks=[pick_id("milestone", _require_ahead)],
)
def reach_milestone(
    project: Project, cmd: project_progress.ReachMilestone, context: Context
) -> Events:
    """政府投资条例§12: a design estimate more than 10% over the feasibility estimate is reported."""
    _require_ahead(project, cmd.milestone, context)
    if cmd.reached_on > context.today:
        refuse(MILESTONE_WAS_REACHED, reached_on=cmd.reached_on)
    _check_order(project, cmd)
    if project.government_funded and cmd.milestone in ("feasibility", "design"):
        _check_estimate(project, cmd, context)
    return [
        project_progress.MilestoneReached(
            cmd.project, town=project.town, milestone=cmd.milestone, reached_on=cmd.reached_on,
            estimate_fen=cmd.estimate_fen, report=cmd.report, review=cmd.review,
            document=cmd.document,
        )
    ]  # fmt: skip


@PROJECT.command(
    title="更正节点",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_stage, "admitted", "completed")],
    picks=[pick_id("milestone", _require_recorded)],
)
def correct_milestone(
    project: Project, cmd: project_progress.CorrectMilestone, context: Context
) -> Events:
    """What was recorded wrongly is corrected by a new event, with what it was."""
    _require_recorded(project, cmd.milestone, context)
    was = project.milestones[cmd.milestone]
    if cmd.reached_on > context.today:
        refuse(MILESTONE_WAS_REACHED, reached_on=cmd.reached_on)
    _check_order(project, cmd)
    before = project.estimates.get(cmd.milestone)
    cmd = replace(cmd, estimate_fen=cmd.estimate_fen or before)
    if project.government_funded and cmd.milestone in ("feasibility", "design"):
        _check_estimate(project, cmd, context)
    return [
        project_progress.MilestoneCorrected(
            cmd.project, town=project.town, milestone=cmd.milestone, was_reached_on=was,
            reached_on=cmd.reached_on, was_estimate_fen=before, estimate_fen=cmd.estimate_fen,
            reason=cmd.reason, document=cmd.document, report=cmd.report,
        )
    ]  # fmt: skip


@PROJECT.command(
    title="项目竣工",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_stage, "admitted"), _accepted_before_completed],
)
def complete_project(project: Project, cmd: projects.CompleteProject, context: Context) -> Events:
    return [
        projects.ProjectCompleted(
            cmd.project, town=project.town, completed_on=context.today, document=cmd.document
        )
    ]


def _check_order(
    project: Project, cmd: project_progress.ReachMilestone | project_progress.CorrectMilestone
) -> None:
    """A project goes its way in one direction; what was passed over stays open."""
    place = ORDER.index(cmd.milestone)
    earlier = [project.milestones[m] for m in ORDER[:place] if m in project.milestones]
    later = [project.milestones[m] for m in ORDER[place + 1 :] if m in project.milestones]
    first, last = max(earlier, default=date.min), min(later, default=date.max)
    if not first <= cmd.reached_on <= last:
        known = {m: project.milestones[m].isoformat() for m in ORDER if m in project.milestones}
        listed = ", ".join(f"{m} {day}" for m, day in known.items())
        listed_zh = "、".join(f"{MILESTONES[m]} {day}" for m, day in known.items())
        refuse(MILESTONES_IN_ORDER, listed=listed, listed_zh=listed_zh)


def _check_estimate(
    project: Project,
    cmd: project_progress.ReachMilestone | project_progress.CorrectMilestone,
    context: Context,
) -> None:
    """Whichever of the two estimates makes the excess, it is reported; a day alone changes none."""
    estimates = project.estimates
    if cmd.estimate_fen is not None:
        estimates = estimates.set(cmd.milestone, cmd.estimate_fen)
    feasibility, design = estimates.get("feasibility"), estimates.get("design")
    if cmd.milestone not in estimates or feasibility is None:
        refuse(ESTIMATE_IS_GIVEN)
    if design is None or estimates == project.estimates:
        return
    percent = context.parameter("projects.estimate_excess_percent")
    if design * 100 > feasibility * (100 + percent) and cmd.report is None:
        refuse(EXCESS_IS_REPORTED, percent=percent, feasibility_fen=feasibility)


def _months_between(awaited: str, month: str) -> Iterable[str]:
    while awaited < month:
        yield awaited
        awaited = next_month(awaited)
