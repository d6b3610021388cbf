"""Tolerated still means corrected; then a case closes (RZ-3.2.d)."""

from services.talent.domain.tolerance_case import rules
from services.talent.domain.tolerance_case.requirements import require_body, require_stage
from services.talent.domain.tolerance_case.state import CLAUSE, TOLERANCE_CASE, ToleranceCase
from shared.kernel.aggregate import ANYONE, Context, Events, holds, refuse
from shared.schemas.talent import tolerance_case as cases


@TOLERANCE_CASE.command(
    title="登记纠错验收",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "determined", "told", "review")],
)
def verify_correction(case: ToleranceCase, cmd: cases.VerifyCorrection, context: Context) -> Events:
    if case.correction_by is None or case.corrected:
        refuse(rules.CORRECTION_IS_OWED)
    yield cases.CorrectionVerified.of(cmd, verified_on=context.today)


@TOLERANCE_CASE.command(
    title="容错结案",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "told")],
)
def close_tolerance_case(
    case: ToleranceCase, cmd: cases.CloseToleranceCase, context: Context
) -> Events:
    if owes_correction(case):
        refuse(rules.CORRECTED_BEFORE_CLOSING)
    yield cases.ToleranceCaseClosed.of(cmd, closed_on=context.today)


def owes_correction(case: ToleranceCase) -> bool:
    return case.correction_by is not None and not case.corrected
