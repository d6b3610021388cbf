"""What came of a reform: its evaluation, and where else it is taken up (RZ-2.6.d)."""

from services.empowerment.domain.organisations import STAFFING
from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.requirements import require_stage
from services.empowerment.domain.pilot_reform.state import CLAUSE, PILOT_REFORM, PilotReform
from shared.kernel.aggregate import COUNTY, Context, Events, holds, refuse
from shared.schemas.empowerment import pilot_reform as reforms


@PILOT_REFORM.command(
    title="评估改革试点",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    when=[holds(require_stage, "running", "ended")],
)
def evaluate_reform(reform: PilotReform, cmd: reforms.EvaluateReform, context: Context) -> Events:
    if reform.evaluated is not None:
        refuse(rules.EVALUATED_ONCE)
    yield reforms.ReformEvaluated.of(
        cmd,
        town=reform.town,
        evaluated_by=context.actor.organisation,
        evaluated_on=context.today,
    )


@PILOT_REFORM.command(
    title="推广改革经验",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    when=[holds(require_stage, "running", "ended")],
)
def promote_reform(reform: PilotReform, cmd: reforms.PromoteReform, context: Context) -> Events:
    found = reform.evaluated
    if found is None or found.result == "ineffective":
        refuse(rules.PROMOTED_WHEN_EFFECTIVE)
    yield reforms.ReformPromoted.of(cmd, town=reform.town, promoted_on=context.today)
