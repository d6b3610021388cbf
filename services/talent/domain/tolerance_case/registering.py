"""A case is registered by its number and that of its file; no more is said of it (RZ-3.2.d)."""

from services.talent.domain.tolerance_case import rules
from services.talent.domain.tolerance_case.requirements import (
    require_any_body,
    require_body,
    require_stage,
)
from services.talent.domain.tolerance_case.state import CLAUSE, TOLERANCE_CASE, ToleranceCase
from shared.kernel.aggregate import ANYONE, Context, Events, holds, refuse
from shared.schemas.talent import tolerance_case as cases


@TOLERANCE_CASE.command(
    title="登记容错申请", clause=CLAUSE, by=[ANYONE], creates=None, when=[require_any_body]
)
def apply_for_tolerance(
    case: ToleranceCase, cmd: cases.ApplyForTolerance, context: Context
) -> Events:
    """Entered by the body to which it was made."""
    if case.stage != "none" or cmd.applied_on > context.today:
        refuse(rules.TOLERANCE_IS_NEW, today=context.today)
    yield cases.ToleranceApplied.of(
        cmd,
        body=context.actor.organisation,
        acceptance_working_days=context.parameter("talent.tolerance_acceptance_working_days"),
    )


@TOLERANCE_CASE.command(
    title="受理容错申请",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "applied")],
)
def accept_tolerance(case: ToleranceCase, cmd: cases.AcceptTolerance, context: Context) -> Events:
    """Or not; either way by a document."""
    yield cases.ToleranceAccepted.of(
        cmd,
        accepted_on=context.today,
        verification_working_days=context.parameter("talent.tolerance_verification_working_days"),
    )


@TOLERANCE_CASE.command(
    title="登记核实完成",
    clause=CLAUSE,
    by=[ANYONE],
    when=[require_body, holds(require_stage, "accepted")],
)
def verify_tolerance(case: ToleranceCase, cmd: cases.VerifyTolerance, context: Context) -> Events:
    yield cases.ToleranceVerified.of(
        cmd,
        verified_on=context.today,
        determination_working_days=context.parameter("talent.tolerance_determination_working_days"),
    )
