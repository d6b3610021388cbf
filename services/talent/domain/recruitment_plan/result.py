"""计划、报名、录聘、递补、到岗、一年后在岗: who came, and stayed (RZ-2.5.d)."""

from services.talent.domain.recruitment_plan import rules
from services.talent.domain.recruitment_plan.post_use import RECRUITERS
from services.talent.domain.recruitment_plan.state import (
    CLAUSE,
    RECRUITMENT_PLAN,
    RecruitmentPlan,
    require_step,
)
from shared.kernel.aggregate import Context, Events, holds, refuse
from shared.schemas.talent import recruitment_plan as plans


@RECRUITMENT_PLAN.command(
    title="登记招录结果", clause=CLAUSE, by=RECRUITERS, when=[holds(require_step, "result")]
)
def record_hiring(plan: RecruitmentPlan, cmd: plans.RecordHiring, context: Context) -> Events:
    taken = cmd.hired + cmd.substituted
    follow = cmd.stayed <= cmd.arrived <= taken <= plan.planned and cmd.hired <= cmd.applied
    if not follow or cmd.as_of > context.today:
        refuse(rules.COUNTS_FOLLOW, planned=plan.planned)
    yield plans.HiringRecorded.of(cmd, county=plan.county, planned=plan.planned)
