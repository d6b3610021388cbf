"""RecruitmentPlan (`recruitment-plan-<plan>`): one kind of recruitment of a county in a year, RZ-2.5.d."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.recruitment_plan import rules
from shared.kernel.aggregate import Aggregate, refuse, to_named, to_region
from shared.schemas.copying import replace
from shared.schemas.talent import recruitment_plan as plans

CLAUSE = rules.CLAUSE
STEPS_ZH = {
    "request": "申请用编",
    "approval": "用编核准",
    "plan": "制定或上报计划",
    "decision": "登记批准的计划",
    "result": "登记招录结果",
}
BY_PROVINCE = ("civil-servant", "selected-graduate", "three-supports")


@dataclass(frozen=True, slots=True)
class RecruitmentPlan:
    """`approved` are the posts whose use was approved; `planned` those for towns."""

    county: str = ""
    year: int = 0
    recruitment: str = ""
    step: str = "request"
    requested_on: date | None = None
    answer_working_days: int = 0
    number: int = 0
    approved: int = 0
    planned: int = 0
    overdue: bool = False
    flags: frozenset[str] = frozenset()


RECRUITMENT_PLAN = Aggregate(
    "recruitment-plan",
    RecruitmentPlan(),
    key="plan",
    title="招录计划",
    sight=[to_region(), to_named()],
)


@RECRUITMENT_PLAN.evolve
def evolve(plan: RecruitmentPlan, event: plans.Event) -> RecruitmentPlan:
    match event:
        case plans.PostUseRequested():
            return RecruitmentPlan(
                county=event.county,
                year=event.year,
                recruitment=event.recruitment,
                step="plan" if event.recruitment == "three-supports" else "approval",
                requested_on=event.requested_on,
                answer_working_days=event.answer_working_days,
                number=event.number,
                approved=event.number if event.recruitment == "three-supports" else 0,
            )
        case plans.PostUseApproved(approved=approved):
            return replace(plan, step="plan", approved=approved)
        case plans.PostPlanSet(planned=planned):
            return replace(plan, step="result", planned=planned)
        case plans.PostPlanReported(planned=planned):
            return replace(plan, step="decision", planned=planned)
        case plans.ApprovedPlanRecorded(approved=approved):
            return replace(plan, step="result", planned=approved)
        case plans.HiringRecorded():
            return plan  # a later record takes its place: no decision rests on it
        case plans.PostUseOverdue():
            return replace(plan, overdue=True, flags=plan.flags | {"approval"})
        case plans.RecruitmentPlanFlagCleared(key=key):
            return replace(plan, flags=plan.flags - {key})
    assert_never(event)


def require_step(plan: RecruitmentPlan, step: str) -> None:
    if plan.step != step:
        refuse(rules.AT_STEP, step=plan.step, step_zh=STEPS_ZH[plan.step])
