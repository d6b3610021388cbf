"""用编核准: staffing approves how many posts may be filled (RZ-2.5.d)."""

from services.talent.domain.organisations import (
    COUNTY_HUMAN_RESOURCES,
    COUNTY_ORGANIZATION,
    COUNTY_STAFFING,
    HUMAN_RESOURCES,
    ORGANIZATION,
    STAFFING,
)
from services.talent.domain.recruitment_plan import rules
from services.talent.domain.recruitment_plan.state import (
    CLAUSE,
    RECRUITMENT_PLAN,
    RecruitmentPlan,
    require_step,
)
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.talent import recruitment_plan as plans

RECRUITERS = (COUNTY_HUMAN_RESOURCES, COUNTY_ORGANIZATION, HUMAN_RESOURCES, ORGANIZATION)


@RECRUITMENT_PLAN.command(
    title="申请用编", clause=CLAUSE, by=RECRUITERS, creates=True,
    numbered="{county}-recruitment-{year}",
)  # fmt: skip
def request_post_use(plan: RecruitmentPlan, cmd: plans.RequestPostUse, context: Context) -> Events:
    yield plans.PostUseRequested.of(
        cmd,
        requested_on=context.today,
        answer_working_days=context.parameter("talent.post_use_working_days"),
    )


@RECRUITMENT_PLAN.command(title="用编核准", clause=CLAUSE, by=[COUNTY_STAFFING, STAFFING])
def approve_post_use(plan: RecruitmentPlan, cmd: plans.ApprovePostUse, context: Context) -> Events:
    if plan.recruitment == "three-supports":
        refuse(rules.NEEDS_POSTS)
    require_step(plan, "approval")
    if cmd.approved > plan.number:
        refuse(rules.APPROVED_WITHIN, number=plan.number)
    yield plans.PostUseApproved.of(cmd, county=plan.county, approved_on=context.today)
