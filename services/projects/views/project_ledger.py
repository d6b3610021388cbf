"""重点项目库: every project that applied, and how far it came (RZ-2.1.a)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from services.projects.domain.project.state import PROJECT
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_admission, project_progress
from shared.schemas.projects.stages import OpinionSaid, ProjectStage


@view("project-ledger", title="重点项目库", key="project", version=4, of=PROJECT)
class ProjectLedger(Row):
    project: str = column("项目编号")
    name: str = column("项目名称", "")
    town: TownId = column("镇", "")
    county: CountyId = column("区县", "")
    stage: ProjectStage = column("环节", "applied")
    kind: projects.ProjectKind = column("类别", "")
    origin: projects.Origin = column("来源", "")
    unit: str = column("建设单位", "")
    investment_fen: int = column("总投资（分）", 0)
    land_area: Decimal | None = column("用地面积（平方米）", None)
    land_use: projects.LandUse | None = column("用地用途", None)
    national_code: str | None = column("项目代码", None)
    opinions: dict[OrganisationId, OpinionSaid] = column("联审意见", factory=dict)
    applied_on: date | None = column("申报日期", None)
    admitted_on: date | None = column("入库日期", None)
    document: str | None = column("入库文号", None)
    government_funded: bool = column("政府投资", False)
    site: str | None = column("选址", None)
    invested_fen: int = column("累计完成投资（分）", 0)
    reported_month: str = column("最近月报", "")
    missing_months: list[str] = column("缺报月份", factory=list)
    milestones: dict[projects.Milestone, str] = column("节点", factory=dict)
    completed_on: date | None = column("竣工日期", None)
    remark: str | None = column("最近一次退回、撤回、不予入库或出库的理由", None)


STAGES = figure(
    "project-stages", "项目进展", of=ProjectLedger, by=("town", "stage"), counts="项目数",
    clause="RZ-2.1.a",
)  # fmt: skip
INVESTMENT = figure(
    "project-investment", "项目投资", of=ProjectLedger, by=("town",),
    adds=("investment_fen", "invested_fen"), where={"stage": ("admitted", "completed")},
)  # fmt: skip
ADMISSIONS = figure(
    "project-admissions", "逐月入库", of=ProjectLedger, by=("admitted_on", "town"),
    counts="项目数", clause="RZ-2.1.a",
)  # fmt: skip

PROJECTS = totals("projects", "Projects by stage and town", of=ProjectLedger, by=("stage", "town"))


@ProjectLedger.on(project_admission.AdmissionApplied)
def applied(row: ProjectLedger, event: project_admission.AdmissionApplied) -> ProjectLedger:
    return replace(
        _filled(row, event), town=event.town, county=event.county, applied_on=event.applied_on
    )


@ProjectLedger.on(project_admission.ApplicationResubmitted)
def resubmitted(
    row: ProjectLedger, event: project_admission.ApplicationResubmitted
) -> ProjectLedger:
    return _filled(row, event)


@ProjectLedger.on(project_admission.PreliminaryReviewPassed)
def reviewed(row: ProjectLedger, event: project_admission.PreliminaryReviewPassed) -> ProjectLedger:
    return replace(row, stage="reviewed")


@ProjectLedger.on(project_admission.OpinionGiven)
def opinion_given(row: ProjectLedger, event: project_admission.OpinionGiven) -> ProjectLedger:
    objection: OpinionSaid = "objects-by-law" if event.statutory else "objects"
    said: OpinionSaid = "agrees" if event.agrees else objection
    return replace(row, opinions={**row.opinions, event.organisation: said})


@ProjectLedger.on(project_admission.OpinionWithdrawn)
def opinion_withdrawn(
    row: ProjectLedger, event: project_admission.OpinionWithdrawn
) -> ProjectLedger:
    left = {by: said for by, said in row.opinions.items() if by != event.organisation}
    return replace(row, opinions=left)


@ProjectLedger.on(project_admission.JointMeetingSettled)
def settled(row: ProjectLedger, event: project_admission.JointMeetingSettled) -> ProjectLedger:
    return _said(row, event.objections, "overcome")


@ProjectLedger.on(projects.NationalCodeRecorded)
def code_recorded(row: ProjectLedger, event: projects.NationalCodeRecorded) -> ProjectLedger:
    return replace(row, national_code=event.national_code)


@ProjectLedger.on(projects.ProjectAdmitted)
def admitted(row: ProjectLedger, event: projects.ProjectAdmitted) -> ProjectLedger:
    return replace(row, stage="admitted", admitted_on=event.admitted_on, document=event.document)


@ProjectLedger.on(project_admission.ApplicationReturned)
def returned(row: ProjectLedger, event: project_admission.ApplicationReturned) -> ProjectLedger:
    return replace(row, stage="returned", remark=event.reason)


@ProjectLedger.on(project_admission.ApplicationRejected)
def rejected(row: ProjectLedger, event: project_admission.ApplicationRejected) -> ProjectLedger:
    return replace(row, stage="rejected", remark=event.reason)


@ProjectLedger.on(project_admission.ApplicationWithdrawn)
def withdrawn(row: ProjectLedger, event: project_admission.ApplicationWithdrawn) -> ProjectLedger:
    return replace(row, stage="withdrawn", remark=event.reason)


@ProjectLedger.on(projects.ProjectExited)
def exited(row: ProjectLedger, event: projects.ProjectExited) -> ProjectLedger:
    return replace(row, stage="exited", remark=event.reason)


@ProjectLedger.on(project_admission.OpinionPeriodEnded)
def period_ended(row: ProjectLedger, event: project_admission.OpinionPeriodEnded) -> ProjectLedger:
    return _said(row, event.silent, "silent")


@ProjectLedger.on(projects.ProjectAdjusted)
def adjusted(row: ProjectLedger, event: projects.ProjectAdjusted) -> ProjectLedger:
    new = event.new
    return replace(
        row, investment_fen=new.investment_fen, land_area=new.land_area, land_use=new.land_use,
        site=new.site, remark=event.reason,
    )  # fmt: skip


@ProjectLedger.on(project_progress.InvestmentReported)
def reported(row: ProjectLedger, event: project_progress.InvestmentReported) -> ProjectLedger:
    missing = {*row.missing_months, *event.skipped} - {event.month}
    return replace(
        row, invested_fen=event.total_fen, missing_months=sorted(missing),
        reported_month=max(row.reported_month, event.month),
    )  # fmt: skip


@ProjectLedger.on(project_progress.MonthlyReportMissed)
def report_missed(row: ProjectLedger, event: project_progress.MonthlyReportMissed) -> ProjectLedger:
    return replace(row, missing_months=sorted({*row.missing_months, event.month}))


@ProjectLedger.on(project_progress.MilestoneReached, project_progress.MilestoneCorrected)
def milestone_reached(
    row: ProjectLedger,
    event: project_progress.MilestoneReached | project_progress.MilestoneCorrected,
) -> ProjectLedger:
    reached = {**row.milestones, event.milestone: event.reached_on.isoformat()}
    return replace(row, milestones=reached)


@ProjectLedger.on(projects.ProjectCompleted)
def completed(row: ProjectLedger, event: projects.ProjectCompleted) -> ProjectLedger:
    return replace(row, stage="completed", completed_on=event.completed_on)


def _filled(
    row: ProjectLedger,
    form: project_admission.AdmissionApplied | project_admission.ApplicationResubmitted,
) -> ProjectLedger:
    return replace(
        row,
        stage="applied",
        name=form.name,
        kind=form.kind,
        origin=form.origin,
        unit=form.unit,
        investment_fen=form.investment_fen,
        land_area=form.land_area,
        land_use=form.land_use,
        national_code=form.national_code,
        opinions={},
        government_funded=form.government_funded,
    )


def _said(row: ProjectLedger, by: Iterable[str], said: OpinionSaid) -> ProjectLedger:
    return replace(row, opinions={**row.opinions, **dict.fromkeys(by, said)})
