"""重点项目库 (RZ-2.1.a): a project, and how each event changes it."""

from datetime import date
from decimal import Decimal
from typing import Literal, assert_never

import msgspec
from immutables import Map

from services.projects.domain.reservations import name_id, name_ids
from shared.kernel.aggregate import Aggregate, to_city, to_town
from shared.schemas.copying import replace
from shared.schemas.projects import project as projects
from shared.schemas.projects import project_admission, project_progress

Stage = Literal[
    "applied", "reviewed", "returned", "rejected", "withdrawn", "admitted", "completed", "exited"
]

STAGES: dict[Stage, str] = {
    "applied": "待初审",
    "reviewed": "联审中",
    "returned": "退回补正",
    "rejected": "不予入库",
    "withdrawn": "已撤回",
    "admitted": "已入库",
    "completed": "已竣工",
    "exited": "已出库",
}

ProjectEvent = projects.Event | project_admission.Event | project_progress.Event


class Opinion(msgspec.Struct, frozen=True):
    """A department's standing opinion; `settled` once a joint meeting overcame its objection."""

    agrees: bool
    statutory: bool
    settled: bool = False
    silent: bool = False

    @property
    def blocks(self) -> bool:
        return not self.agrees and self.statutory

    @property
    def unsettled(self) -> bool:
        return not self.agrees and not self.statutory and not self.settled


class Project(msgspec.Struct, frozen=True):
    """Money in fen, area in square metres; `opinions` by department, `reports` by month.

    `reviewed_on` while opinions are awaited, `asked_on` since when, also after that time; `awaited_month` is the next one to be reported;
    `estimates` by milestone; `experts` are the engagements whose opinions are awaited.
    """

    stage: Stage = "applied"
    name: str = ""
    town: str = ""
    county: str = ""
    kind: projects.ProjectKind = "investment"
    origin: projects.Origin = "own"
    unit: str = ""
    investment_fen: int = 0
    land_area: Decimal | None = None
    land_use: projects.LandUse | None = None
    national_code: str | None = None
    opinions: Map[str, Opinion] = Map()
    reviewed_on: date | None = None
    asked_on: date | None = None
    opinion_days: int = 0
    government_funded: bool = False
    site: str | None = None
    reports: Map[str, int] = Map()
    awaited_month: str = ""
    report_days: int = 0
    report_missed: bool = False
    milestones: Map[str, date] = Map()
    estimates: Map[str, int] = Map()
    completed_on: date | None = None
    experts: frozenset[str] = frozenset()

    @property
    def name_id(self) -> str:
        return name_id(self.town, self.unit, self.name)

    @property
    def name_ids(self) -> set[str]:
        """Every id under which its name may be reserved; none before it has a name."""
        return name_ids(self.town, self.unit, self.name) if self.name else set()

    @property
    def live(self) -> bool:
        return self.stage == "admitted"

    @property
    def objectors(self) -> tuple[str, ...]:
        """Departments whose statutory objection stands."""
        return tuple(sorted(by for by, o in self.opinions.items() if o.blocks))

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Departments whose other objection waits for a joint meeting."""
        return tuple(sorted(by for by, o in self.opinions.items() if o.unsettled))


PROJECT = Aggregate(
    "project",
    Project(),
    key="project",
    title="重点项目",
    sight=[to_town(), to_city()],
)


@PROJECT.evolve
def evolve(project: Project, event: ProjectEvent) -> Project:
    match event:
        case project_admission.AdmissionApplied(town=town, county=county):
            return replace(_fill(project, event), town=town, county=county)
        case project_admission.ApplicationResubmitted():
            return _fill(project, event)
        case project_admission.PreliminaryReviewPassed(passed_on=day, opinion_working_days=days):
            return replace(
                project, stage="reviewed", reviewed_on=day, asked_on=day, opinion_days=days
            )
        case project_admission.OpinionPeriodEnded(silent=silent):
            for by in silent:
                project = _with_opinion(project, by, Opinion(True, False, silent=True))
            return replace(project, reviewed_on=None)
        case project_admission.OpinionGiven(organisation=by, agrees=agrees, statutory=statutory):
            return _with_opinion(project, by, Opinion(agrees, statutory))
        case project_admission.OpinionWithdrawn(organisation=by, withdrawn_on=day):
            opinions, since = project.opinions.delete(by), project.reviewed_on or day
            return replace(project, opinions=opinions, reviewed_on=since, asked_on=since)
        case project_admission.JointMeetingSettled(objections=objections):
            for by in objections:
                project = _with_opinion(project, by, replace(project.opinions[by], settled=True))
            return project
        case project_admission.ApplicationReturned():
            return replace(project, stage="returned")
        case project_admission.ProjectExpertsAwaited(engagement=engagement):
            return replace(project, experts=project.experts | {engagement})
        case project_admission.ProjectExpertsHeard(engagement=engagement):
            return replace(project, experts=project.experts - {engagement})
        case projects.NationalCodeRecorded(national_code=code):
            return replace(project, national_code=code)
        case project_admission.ApplicationRejected():
            return replace(project, stage="rejected")
        case project_admission.ApplicationWithdrawn():
            return replace(project, stage="withdrawn")
        case projects.ProjectAdmitted(admitted_on=day, monthly_report_calendar_days=days):
            month = f"{day:%Y-%m}"
            return replace(project, stage="admitted", awaited_month=month, report_days=days)
        case projects.ProjectAdjusted(new=new):
            return replace(
                project, investment_fen=new.investment_fen,
                land_area=new.land_area, land_use=new.land_use, site=new.site,
            )  # fmt: skip
        case project_progress.InvestmentReported(month=month, invested_fen=fen):
            project = replace(project, reports=project.reports.set(month, fen))
            if month < project.awaited_month:
                return project
            return replace(project, awaited_month=next_month(month), report_missed=False)
        case project_progress.MonthlyReportMissed():
            return replace(project, report_missed=True)
        case project_progress.MilestoneReached() | project_progress.MilestoneCorrected():
            if event.estimate_fen is not None:
                estimates = project.estimates.set(event.milestone, event.estimate_fen)
                project = replace(project, estimates=estimates)
            milestones = project.milestones.set(event.milestone, event.reached_on)
            return replace(project, milestones=milestones)
        case projects.ProjectCompleted(completed_on=day):
            return replace(project, stage="completed", completed_on=day)
        case projects.ProjectExited():
            return replace(project, stage="exited")
    assert_never(event)


def _fill(
    project: Project,
    form: project_admission.AdmissionApplied | project_admission.ApplicationResubmitted,
) -> Project:
    return replace(
        project,
        stage="applied",
        name=form.name,
        kind=form.kind,
        origin=form.origin,
        unit=form.unit,
        investment_fen=form.investment_fen,
        land_area=form.land_area,
        land_use=form.land_use,
        national_code=form.national_code,
        opinions=Map(),
        reviewed_on=None,
        government_funded=form.government_funded,
    )


def next_month(month: str) -> str:
    """The month after `2024-03`."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02}"


def _with_opinion(project: Project, by: str, opinion: Opinion) -> Project:
    return replace(project, opinions=project.opinions.set(by, opinion))
