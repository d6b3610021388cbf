"""What an application leads to: review, opinions, admission or not, and exit (RZ-2.1.a)."""

from collections.abc import Sequence

from services.projects.domain.organisations import HOUSING, REVIEWERS
from services.projects.domain.project.admission_rules import (
    CLAUSE,
    EXPERTS_ARE_HEARD,
    MEETING_WAS_HELD,
    NO_STATUTORY_OBJECTION,
    OBJECTION_TO_SETTLE,
    OBJECTIONS_ARE_SETTLED,
    ONE_OPINION_EACH,
    OPINION_STANDS,
    OPINIONS_ARE_COMPLETE,
)
from services.projects.domain.project.requirements import require_stage
from services.projects.domain.project.state import PROJECT, Project
from services.projects.domain.readiness import READINESS, Readiness
from services.projects.domain.reservations import (
    RESERVED_CODE,
    RESERVED_NAME,
    release_code,
    release_name,
)
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    TOWN,
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_admission, readiness

HELD = [
    guard(RESERVED_NAME, lambda project, _: project.name_ids),
    guard(RESERVED_CODE, lambda project, _: [c for c in [project.national_code] if c]),
]
"""What a project gives back when it leaves."""


def _check_opinions(project: Project, context: Context) -> None:
    required = context.parameter("projects.opinions_required")
    missing = [by for by in required if by not in project.opinions]
    if missing:
        refuse(OPINIONS_ARE_COMPLETE, **_listed("missing", missing, context))
    if project.objectors:
        refuse(NO_STATUTORY_OBJECTION, **_listed("objectors", project.objectors, context))
    if project.unsettled:
        refuse(OBJECTIONS_ARE_SETTLED, **_listed("objectors", project.unsettled, context))


def _experts_heard(project: Project, _: Context) -> None:
    if project.experts:
        refuse(EXPERTS_ARE_HEARD, engagements="、".join(sorted(project.experts)))


@PROJECT.command(
    title="初审通过",
    clause=CLAUSE,
    by=[COUNTY, COUNTY_DEPARTMENTS],
    when=[holds(require_stage, "applied")],
)
def pass_preliminary_review(
    project: Project, cmd: project_admission.PassPreliminaryReview, context: Context
) -> Events:
    by = context.actor.organisation
    days = context.parameter("projects.opinion_working_days")
    return [
        project_admission.PreliminaryReviewPassed(
            cmd.project, town=project.town, organisation=by, document=cmd.document,
            passed_on=context.today, opinion_working_days=days,
        )
    ]  # fmt: skip


@PROJECT.command(
    title="出具联审意见", clause=CLAUSE, by=REVIEWERS, when=[holds(require_stage, "reviewed")]
)
def give_opinion(project: Project, cmd: project_admission.GiveOpinion, context: Context) -> Events:
    by = context.actor.organisation
    if by in project.opinions and not project.opinions[by].silent:
        refuse(ONE_OPINION_EACH)
    return [project_admission.OpinionGiven.of(cmd, town=project.town, organisation=by)]


@PROJECT.command(
    title="撤回联审意见", clause=CLAUSE, by=REVIEWERS, when=[holds(require_stage, "reviewed")]
)
def withdraw_opinion(
    project: Project, cmd: project_admission.WithdrawOpinion, context: Context
) -> Events:
    by = context.actor.organisation
    if by not in project.opinions or project.opinions[by].silent:
        refuse(OPINION_STANDS)
    return [
        project_admission.OpinionWithdrawn.of(
            cmd, town=project.town, organisation=by, withdrawn_on=context.today
        )
    ]


@PROJECT.command(
    title="联席会议议定", clause=CLAUSE, by=[HOUSING], when=[holds(require_stage, "reviewed")]
)
def settle_in_joint_meeting(
    project: Project, cmd: project_admission.SettleInJointMeeting, context: Context
) -> Events:
    objections = project.unsettled
    if not objections:
        refuse(OBJECTION_TO_SETTLE)
    if cmd.held_on > context.today:
        refuse(MEETING_WAS_HELD, held_on=cmd.held_on)
    return [project_admission.JointMeetingSettled.of(cmd, town=project.town, objections=objections)]


@PROJECT.command(
    title="项目入库",
    clause=CLAUSE,
    by=[HOUSING],
    guards=[guard(READINESS)],
    when=[holds(require_stage, "reviewed"), _check_opinions, _experts_heard],
)
def admit_project(project: Project, cmd: projects.AdmitProject, context: Context) -> Events:
    """The readiness stream opens in the same append: money and land may follow at once."""
    admitted = projects.ProjectAdmitted.of(
        cmd,
        name=project.name,
        town=project.town,
        county=project.county,
        kind=project.kind,
        origin=project.origin,
        investment_fen=project.investment_fen,
        land_area=project.land_area,
        land_use=project.land_use,
        admitted_on=context.today,
        monthly_report_calendar_days=context.parameter("projects.monthly_report_calendar_days"),
        national_code=project.national_code,
        code_awaited=project.national_code is None,
    )
    needs = readiness.ReadinessOpened(
        cmd.project, town=project.town, investment_fen=project.investment_fen,
        land_area=project.land_area,
    )  # fmt: skip
    return [admitted, *elsewhere(Readiness, cmd.project, [needs])]


@PROJECT.command(
    title="退回补正",
    clause=CLAUSE,
    by=[HOUSING, COUNTY, COUNTY_DEPARTMENTS],
    when=[holds(require_stage, "applied", "reviewed")],
)
def return_for_correction(
    project: Project, cmd: project_admission.ReturnForCorrection, _: Context
) -> Events:
    return [project_admission.ApplicationReturned.of(cmd, town=project.town)]


@PROJECT.command(
    title="不予入库",
    clause=CLAUSE,
    by=[HOUSING],
    guards=HELD,
    when=[holds(require_stage, "applied", "reviewed", "returned")],
)
def reject_application(
    project: Project, cmd: project_admission.RejectApplication, context: Context
) -> Events:
    rejected = project_admission.ApplicationRejected.of(cmd, town=project.town)
    return [rejected, *give_back(cmd.project, project, context)]


@PROJECT.command(
    title="撤回申报",
    clause=CLAUSE,
    by=[TOWN],
    guards=HELD,
    when=[holds(require_stage, "applied", "reviewed", "returned")],
)
def withdraw_application(
    project: Project, cmd: project_admission.WithdrawApplication, context: Context
) -> Events:
    withdrawn = project_admission.ApplicationWithdrawn.of(
        cmd, town=project.town, withdrawn_on=context.today
    )
    return [withdrawn, *give_back(cmd.project, project, context)]


@PROJECT.command(
    title="项目出库",
    clause=CLAUSE,
    by=[HOUSING],
    guards=HELD,
    when=[holds(require_stage, "admitted")],
)
def exit_project(project: Project, cmd: projects.ExitProject, context: Context) -> Events:
    exited = projects.ProjectExited.of(cmd, town=project.town)
    return [exited, *give_back(cmd.project, project, context)]


def _listed(name: str, organisations: Sequence[str], context: Context) -> dict[str, str]:
    names = (context.registry.name_of(by, context.today) for by in organisations)
    return {name: "、".join(names), f"{name}_en": ", ".join(organisations)}


def give_back(id: str, project: Project, context: Context) -> Events:
    """The name and the code that a project held are free again."""
    return [
        *release_name(id, project.town, project.name_ids, context),
        *release_code(id, project.town, project.national_code),
    ]
