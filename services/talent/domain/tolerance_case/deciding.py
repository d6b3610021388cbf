"""The determination, its telling, and its review; the reasons stand in the file (RZ-3.2.d)."""

from datetime import timedelta

from services.talent.domain.tolerance_case import rules
from services.talent.domain.tolerance_case.requirements import require_body, require_stage
from services.talent.domain.tolerance_case.state import CLAUSE, TOLERANCE_CASE, ToleranceCase
from shared.kernel.aggregate import ANYONE, Context, Events, holds, refuse
from shared.schemas.talent import tolerance_case as cases

FACTORS: dict[cases.Factor, str] = {
    "motive": "动机态度",
    "circumstances": "客观条件",
    "procedure": "程序方法",
    "nature": "性质程度",
    "consequences": "后果影响",
    "remedy": "挽回损失",
}


@TOLERANCE_CASE.command(
    title="登记容错认定",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "verified")],
)
def determine_tolerance(
    case: ToleranceCase, cmd: cases.DetermineTolerance, context: Context
) -> Events:
    lacking = [factor for factor in FACTORS if factor not in cmd.factors]
    if lacking:
        said = "、".join(FACTORS[factor] for factor in lacking)
        refuse(rules.SIX_FACTORS_ARE_WEIGHED, lacking=said, lacking_en=", ".join(lacking))
    if cmd.on_negative_list and cmd.result != "denied":
        refuse(rules.NEGATIVE_LIST_DENIES)
    today = context.today
    latest = today + timedelta(days=context.parameter("talent.correction_most_calendar_days"))
    by = cmd.correction_by
    if (by is None and cmd.result != "denied") or (by is not None and not today < by <= latest):
        refuse(rules.TOLERATED_IS_CORRECTED, today=today, latest=latest)
    yield cases.ToleranceDetermined.of(
        cmd,
        determined_on=today,
        telling_working_days=context.parameter("talent.tolerance_telling_working_days"),
        review_calendar_days=context.parameter("talent.tolerance_review_calendar_days"),
    )


@TOLERANCE_CASE.command(
    title="登记告知",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "determined")],
)
def tell_tolerance(case: ToleranceCase, cmd: cases.TellTolerance, context: Context) -> Events:
    yield cases.ToleranceTold.of(cmd, told_on=context.today)


@TOLERANCE_CASE.command(
    title="登记复核申请",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "told")],
)
def ask_tolerance_review(
    case: ToleranceCase, cmd: cases.AskToleranceReview, context: Context
) -> Events:
    assert case.told_on is not None
    latest = case.told_on + timedelta(days=case.review_days)
    if case.reviewed or not case.told_on <= cmd.asked_on <= min(latest, context.today):
        refuse(rules.REVIEW_IS_ASKED_IN_TIME, latest=latest)
    days = context.parameter("talent.tolerance_review_decision_calendar_days")
    yield cases.ToleranceReviewAsked.of(cmd, review_decision_calendar_days=days)


@TOLERANCE_CASE.command(
    title="登记复核决定",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "review")],
)
def decide_tolerance_review(
    case: ToleranceCase, cmd: cases.DecideToleranceReview, context: Context
) -> Events:
    yield cases.ToleranceReviewDecided.of(cmd, decided_on=context.today)
