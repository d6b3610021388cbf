"""An institution objects during publicity; local-finance resolves it in time (RZ-2.4.g)."""

from services.credit.domain.assessment import rules
from services.credit.domain.assessment.state import (
    ASSESSMENT,
    CLAUSE,
    Assessment,
    Objection,
    at_stage,
)
from services.credit.domain.organisations import ANSWERERS, LOCAL_FINANCE, require_own_matter
from shared.kernel.aggregate import Context, Events, pick, refuse
from shared.schemas.credit import assessment as assessments


def _publicity_runs(assessment: Assessment, _: Context) -> None:
    if assessment.publicity_over:
        refuse(rules.PUBLICITY_RUNS, state="已期满", state_en="over")


@ASSESSMENT.command(
    title="提出考核异议",
    clause=CLAUSE,
    by=ANSWERERS,
    when=[at_stage("publicised"), _publicity_runs],
)
def lodge_score_objection(
    assessment: Assessment, cmd: assessments.LodgeScoreObjection, context: Context
) -> Events:
    require_own_matter(cmd.institution, context)
    if cmd.institution not in assessment.institutions or cmd.objection in assessment.objections:
        refuse(rules.PARTY_OBJECTS, institution=cmd.institution, objection=cmd.objection)
    yield assessments.ScoreObjectionLodged.of(
        cmd, objection_working_days=context.parameter("credit.assessment_objection_working_days"),
        lodged_on=context.today, entered_by=context.actor.organisation,
    )  # fmt: skip


def _require_open(
    assessment: Assessment, cmd: assessments.ResolveScoreObjection, _: Context
) -> Objection:
    objection = assessment.objections.get(cmd.objection)
    if objection is None or not objection.open:
        refuse(rules.OBJECTION_IS_OPEN, objection=cmd.objection)
    return objection


@ASSESSMENT.command(
    title="处理考核异议",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    picks=[pick("objection", _require_open)],
)
def resolve_score_objection(
    assessment: Assessment, cmd: assessments.ResolveScoreObjection, context: Context
) -> Events:
    """An upheld one stays in the way until the figure is corrected."""
    objection = _require_open(assessment, cmd, context)
    yield assessments.ScoreObjectionResolved.of(
        cmd, institution=objection.institution, resolved_on=context.today
    )
