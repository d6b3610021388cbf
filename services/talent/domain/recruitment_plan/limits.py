"""Within how many working days the use of posts is approved (RZ-2.5.d)."""

from collections.abc import Iterable

from services.talent.domain.recruitment_plan.state import CLAUSE, RECRUITMENT_PLAN, RecruitmentPlan
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.words import words_of


@RECRUITMENT_PLAN.deadlines
def deadlines(plan: RecruitmentPlan) -> Iterable[Deadline]:
    if plan.step == "approval" and not plan.overdue:
        yield approval_limit(plan)


@RECRUITMENT_PLAN.when_passed(clause=CLAUSE)
def time_is_over(plan: RecruitmentPlan, passed: DeadlinePassed, context: Context) -> Events:
    if plan.step == "approval":
        yield plans.PostUseOverdue(
            passed.stream_id,
            county=plan.county,
            organisation=f"{plan.county}-staffing",
            due_on=passed.due_on,
            name=f"{plan.year}年{words_of(demands.RecruitmentKind)[plan.recruitment]}",
        )


def approval_limit(plan: RecruitmentPlan) -> Deadline:
    """Within which staffing says how many posts may be filled."""
    assert plan.requested_on is not None
    days = plan.answer_working_days
    return Deadline("approval", plan.requested_on, days, "working", CLAUSE)


@RECRUITMENT_PLAN.command(title="解除招录计划预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_recruitment_plan_flag(
    plan: RecruitmentPlan, cmd: plans.ClearRecruitmentPlanFlag, context: Context
) -> Events:
    require_flag(plan.flags, cmd.key)
    yield plans.RecruitmentPlanFlagCleared.of(cmd, county=plan.county)
