"""A year's assessment until its scores: opened, assessed by the town, reviewed, scored (RZ-1.a)."""

from services.programme.domain import directions
from services.programme.domain.opinions import require_heard
from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_assessment import rules
from services.programme.domain.town_assessment.state import (
    TOWN_ASSESSMENT,
    TownAssessment,
    require_all_directions,
    require_stage,
)
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, holds, refuse
from shared.schemas.programme import town_assessment
from shared.schemas.programme.stages import DIRECTIONS

CLAUSE = rules.CLAUSE


@TOWN_ASSESSMENT.command(title="启动年度评估", clause=CLAUSE, by=[HOUSING], creates=None)
def open_assessment(
    known: TownAssessment, cmd: town_assessment.OpenAssessment, context: Context
) -> Events:
    """During the year already, so that the town knows by what it will be judged."""
    town, expected = require_registered(cmd.town, context), f"{cmd.town}-{cmd.year}"
    if cmd.assessment != expected or known.town:
        refuse(rules.ID_IS_TOWN_AND_YEAR, expected=expected)
    told, total = [w.direction for w in cmd.weights], sum(w.weight for w in cmd.weights)
    wrong = [d for d in DIRECTIONS if told.count(d) != 1]
    if wrong or total != 100:
        refuse(
            rules.WEIGHTS_COVER_ALL_DIRECTIONS, total=total, wrong=directions.named(wrong),
            wrong_en=", ".join(wrong),
        )  # fmt: skip
    yield town_assessment.AssessmentOpened.of(
        cmd, county=town.county, opened_on=context.today,
        self_assessment_days=context.parameter("programme.self_assessment_days"),
        opinion_working_days=context.parameter("programme.opinion_working_days"),
    )  # fmt: skip


def _year_has_ended(known: TownAssessment, context: Context) -> None:
    if context.today.year <= known.year:
        refuse(rules.YEAR_HAS_ENDED, next=known.year + 1)


@TOWN_ASSESSMENT.command(
    title="提交自评",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_stage, "opened"), _year_has_ended],
)
def submit_self_assessment(
    known: TownAssessment, cmd: town_assessment.SubmitSelfAssessment, context: Context
) -> Events:
    require_all_directions(cmd.scores)
    yield town_assessment.SelfAssessmentSubmitted.of(
        cmd, town=known.town, submitted_on=context.today,
        review_working_days=context.parameter("programme.review_working_days"),
    )  # fmt: skip


@TOWN_ASSESSMENT.command(
    title="区县初审", clause=CLAUSE, by=[COUNTY], when=[holds(require_stage, "submitted")]
)
def review_assessment(
    known: TownAssessment, cmd: town_assessment.ReviewAssessment, context: Context
) -> Events:
    yield town_assessment.AssessmentReviewed.of(cmd, town=known.town, reviewed_on=context.today)


def _experts_heard(known: TownAssessment, _: Context) -> None:
    require_heard(known.opinion)


@TOWN_ASSESSMENT.command(
    title="评估评分",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_stage, "reviewed", "scored"), _experts_heard],
)
def score_assessment(
    known: TownAssessment, cmd: town_assessment.ScoreAssessment, context: Context
) -> Events:
    """Again until they are publicised, and once an objection was upheld."""
    require_all_directions(cmd.scores)
    weighted = sum(s.points * known.weights[s.direction] for s in cmd.scores)
    yield town_assessment.AssessmentScored.of(
        cmd, town=known.town, score_thousandths=weighted * 10, scored_on=context.today
    )
