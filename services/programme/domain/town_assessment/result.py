"""A year's assessment from its scores to its result: publicity, objections, confirmation (RZ-1.a)."""

from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_assessment import rules
from services.programme.domain.town_assessment.state import (
    TOWN_ASSESSMENT,
    TownAssessment,
    require_stage,
)
from shared.kernel.aggregate import (
    ANYONE,
    SYSTEM,
    Context,
    Events,
    holds,
    pick,
    refuse,
    require_flag,
)
from shared.schemas.programme import town_assessment_result
from shared.schemas.programme.stages import Grade

CLAUSE = rules.CLAUSE
GRADES: tuple[Grade, ...] = ("excellent", "good", "qualified")


@TOWN_ASSESSMENT.command(
    title="公示评估结果", clause=CLAUSE, by=[HOUSING], when=[holds(require_stage, "scored")]
)
def publicise_assessment(
    known: TownAssessment, cmd: town_assessment_result.PubliciseAssessment, context: Context
) -> Events:
    yield town_assessment_result.AssessmentPublicised.of(
        cmd, town=known.town, publicity=known.publicity + 1, scores=known.scores,
        score_thousandths=known.score_thousandths, grade=_grade(known.score_thousandths, context),
        publicised_on=context.today,
        working_days=context.parameter("programme.assessment_publicity_working_days"),
        confirm_working_days=context.parameter("programme.confirm_working_days"),
    )  # fmt: skip


def _grade(score_thousandths: int, context: Context) -> Grade:
    """By the least points of each grade, the best first."""
    least = context.parameter("programme.grade_points")
    reached = (g for g, points in zip(GRADES, least, strict=True)
               if score_thousandths >= points * 1000)  # fmt: skip
    return next(reached, "unqualified")


@TOWN_ASSESSMENT.command(
    title="对评估提出异议", clause=CLAUSE, by=[ANYONE], when=[holds(require_stage, "publicised")]
)
def lodge_assessment_objection(
    known: TownAssessment, cmd: town_assessment_result.LodgeAssessmentObjection, context: Context
) -> Events:
    if cmd.objection in known.objections:
        refuse(rules.OBJECTION_IS_NEW, objection=cmd.objection)
    yield town_assessment_result.AssessmentObjectionLodged.of(
        cmd, town=known.town, organisation=context.actor.organisation, lodged_on=context.today
    )


def _require_open(
    known: TownAssessment, cmd: town_assessment_result.ResolveAssessmentObjection, _: Context
) -> None:
    if not known.objections.get(cmd.objection, False):
        refuse(rules.OBJECTION_IS_OPEN, objection=cmd.objection)


@TOWN_ASSESSMENT.command(
    title="处理对评估的异议",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_stage, "publicised", "publicity-ended", "reviewed", "scored")],
    picks=[pick("objection", _require_open)],
)
def resolve_assessment_objection(
    known: TownAssessment, cmd: town_assessment_result.ResolveAssessmentObjection, context: Context
) -> Events:
    """One that is upheld takes the assessment back to its scores."""
    _require_open(known, cmd, context)
    yield town_assessment_result.AssessmentObjectionResolved.of(
        cmd, town=known.town, decided_by=context.actor.organisation, decided_on=context.today
    )


def _no_open_objection(known: TownAssessment, _: Context) -> None:
    if known.open_objections:
        refuse(rules.NO_OPEN_OBJECTION, objections="、".join(known.open_objections))


@TOWN_ASSESSMENT.command(
    title="确认年度评估",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_stage, "publicity-ended"), _no_open_objection],
)
def confirm_assessment(
    known: TownAssessment, cmd: town_assessment_result.ConfirmAssessment, context: Context
) -> Events:
    if cmd.decided_on > context.today:
        refuse(rules.DECIDED_BY_TODAY, today=context.today)
    yield town_assessment_result.YearAssessed.of(
        cmd, town=known.town, county=context.registry.county_of(known.town), year=known.year,
        scores=known.scores, score_thousandths=known.score_thousandths, grade=known.grade,
        recorded_by=context.actor.organisation,
    )  # fmt: skip


@TOWN_ASSESSMENT.command(title="解除评估逾期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_assessment_flag(
    known: TownAssessment, cmd: town_assessment_result.ClearAssessmentFlag, context: Context
) -> Events:
    require_flag(known.flags, cmd.key)
    yield town_assessment_result.AssessmentFlagCleared.of(cmd, town=known.town)
