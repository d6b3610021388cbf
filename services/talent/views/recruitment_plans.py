"""招录倾斜台账: posts for pilots, by which measures, and who came and stayed (RZ-2.5.d)."""

from datetime import date

from services.talent.domain.recruitment_plan.state import RECRUITMENT_PLAN
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, DocumentRef
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent.stages import RecruitmentStep


@view("recruitment-plans", title="招录倾斜台账", key="plan", version=1, of=RECRUITMENT_PLAN)
class RecruitmentPlans(Row):
    plan: str = column("计划编号")
    county: CountyId = column("区县")
    year: int = column("年度")
    recruitment: demands.RecruitmentKind = column("招录类别")
    step: RecruitmentStep = column("当前环节")
    number: int = column("申请用编", 0)
    approved: int = column("核准用编", 0)
    county_posts: int = column("全区县岗位", 0)
    planned: int = column("镇岗位", 0)
    pilot_posts: int = column("试点镇岗位", 0)
    share_percent: int = column("试点镇占比（%）", 0)
    measures: tuple[plans.TiltKind, ...] = column("倾斜措施", ())
    document: DocumentRef = column("计划文号", "")
    applied: int = column("报名", 0)
    hired: int = column("录聘", 0)
    substituted: int = column("递补", 0)
    arrived: int = column("到岗", 0)
    stayed: int = column("一年后在岗", 0)
    filled_percent: int = column("到岗率（%）", 0)
    as_of: date | None = column("结果日期", None)
    overdue: bool = column("用编核准逾期", False)


PLANS = totals(
    "recruitment_plans",
    "Recruitment plans by what is next, and county",
    of=RecruitmentPlans,
    by=("step", "county"),
)


@RecruitmentPlans.on(plans.PostUseRequested)
def requested(row: RecruitmentPlans, event: plans.PostUseRequested) -> RecruitmentPlans:
    posts = event.recruitment != "three-supports"
    return replace(
        row,
        county=event.county,
        year=event.year,
        recruitment=event.recruitment,
        step="approval" if posts else "plan",
        number=event.number,
        approved=0 if posts else event.number,
    )


@RecruitmentPlans.on(plans.PostUseApproved)
def approved(row: RecruitmentPlans, event: plans.PostUseApproved) -> RecruitmentPlans:
    return replace(row, step="plan", approved=event.approved, overdue=False)


@RecruitmentPlans.on(plans.PostPlanSet)
def planned(row: RecruitmentPlans, event: plans.PostPlanSet) -> RecruitmentPlans:
    return _planned(replace(row, step="result"), event)


@RecruitmentPlans.on(plans.PostPlanReported)
def reported(row: RecruitmentPlans, event: plans.PostPlanReported) -> RecruitmentPlans:
    return _planned(replace(row, step="decision"), event)


@RecruitmentPlans.on(plans.ApprovedPlanRecorded)
def decided(row: RecruitmentPlans, event: plans.ApprovedPlanRecorded) -> RecruitmentPlans:
    return replace(row, step="result", planned=event.approved, document=event.document)


@RecruitmentPlans.on(plans.HiringRecorded)
def hiring(row: RecruitmentPlans, event: plans.HiringRecorded) -> RecruitmentPlans:
    return replace(
        row,
        applied=event.applied,
        hired=event.hired,
        substituted=event.substituted,
        arrived=event.arrived,
        stayed=event.stayed,
        filled_percent=event.arrived * 100 // event.planned if event.planned else 0,
        as_of=event.as_of,
    )


@RecruitmentPlans.on(plans.PostUseOverdue)
def overdue(row: RecruitmentPlans, event: plans.PostUseOverdue) -> RecruitmentPlans:
    return replace(row, overdue=True)


def _planned(
    row: RecruitmentPlans, event: plans.PostPlanSet | plans.PostPlanReported
) -> RecruitmentPlans:
    return replace(
        row,
        county_posts=event.county_posts,
        planned=event.planned,
        pilot_posts=event.pilot_posts,
        share_percent=event.pilot_posts * 100 // event.county_posts,
        measures=tuple(measure.tilt for measure in event.measures),
        document=event.document,
    )


@RecruitmentPlans.on(plans.RecruitmentPlanFlagCleared)
def flag_fell(row: RecruitmentPlans, event: plans.RecruitmentPlanFlagCleared) -> RecruitmentPlans:
    return replace(row, overdue=False)
