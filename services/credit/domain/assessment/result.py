"""The assessment is confirmed once publicity is over and no objection open, and applied (RZ-2.4.g)."""

from services.credit.domain.assessment import rules
from services.credit.domain.assessment.state import ASSESSMENT, CLAUSE, Assessment, at_stage
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.credit import assessment as assessments


def _publicity_is_over(assessment: Assessment, _: Context) -> None:
    if not assessment.publicity_over:
        refuse(rules.PUBLICITY_RUNS, state="未期满", state_en="not over")


def _nothing_is_open(assessment: Assessment, _: Context) -> None:
    if assessment.open_objections:
        refuse(rules.NO_ASSESSMENT_OBJECTION_OPEN, objections="、".join(assessment.open_objections))


@ASSESSMENT.command(
    title="确认考核结果",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    when=[at_stage("publicised"), _publicity_is_over, _nothing_is_open],
)
def confirm_institution_assessment(
    assessment: Assessment, cmd: assessments.ConfirmInstitutionAssessment, context: Context
) -> Events:
    graded = [one.institution for one in cmd.grades]
    if sorted(graded) != sorted(assessment.institutions):
        names = "、".join(sorted(assessment.institutions))
        refuse(rules.EVERY_INSTITUTION_IS_GRADED, institutions=names)
    yield assessments.InstitutionsAssessed.of(
        cmd, year=assessment.year, edition=assessment.edition, ranking=list(assessment.ranking),
        confirmed_on=context.today,
    )  # fmt: skip


@ASSESSMENT.command(
    title="运用考核结果", clause=CLAUSE, by=[LOCAL_FINANCE], when=[at_stage("confirmed")]
)
def apply_result(assessment: Assessment, cmd: assessments.ApplyResult, context: Context) -> Events:
    if cmd.institution not in assessment.institutions:
        refuse(rules.INSTITUTION_WAS_ASSESSED, institution=cmd.institution)
    yield assessments.AssessmentResultApplied.of(cmd, applied_on=context.today)
