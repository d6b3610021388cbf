"""待办: who takes the next step of a recruitment plan (RZ-2.5.d)."""

from services.talent.domain.organisations import COUNTY_STAFFING
from services.talent.domain.recruitment_plan.limits import approval_limit
from services.talent.domain.recruitment_plan.planning import (
    record_approved_plan,
    report_post_plan,
    set_post_plan,
)
from services.talent.domain.recruitment_plan.post_use import RECRUITERS, approve_post_use
from services.talent.domain.recruitment_plan.result import record_hiring
from services.talent.domain.recruitment_plan.state import (
    BY_PROVINCE,
    CLAUSE,
    RECRUITMENT_PLAN,
    RecruitmentPlan,
)
from shared.kernel.aggregate import Task, Tasks


@RECRUITMENT_PLAN.tasks
def tasks(plan: RecruitmentPlan) -> Tasks:
    match plan.step:
        case "approval":
            limit = approval_limit(plan)
            yield Task("approval", [COUNTY_STAFFING], "办理用编核准", [approve_post_use], limit)
        case "plan":
            answer = report_post_plan if plan.recruitment in BY_PROVINCE else set_post_plan
            yield Task("plan", RECRUITERS, "制定或上报招录计划", [answer], clause=CLAUSE)
        case "decision":
            yield Task(
                "decision", RECRUITERS, "登记批准的招录计划", [record_approved_plan], clause=CLAUSE
            )
        case "result":
            yield Task("result", RECRUITERS, "登记招录结果", [record_hiring], clause=CLAUSE)
