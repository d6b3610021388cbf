"""What commands require of a case: where it stands, and that its own body acts (RZ-3.2.d)."""

from services.talent.domain.organisations import (
    COUNTY_DISCIPLINE,
    COUNTY_ORGANIZATION,
    DISCIPLINE,
    ORGANIZATION,
)
from services.talent.domain.tolerance_case import rules
from services.talent.domain.tolerance_case.state import STAGES, Stage, ToleranceCase
from shared.kernel.aggregate import Context, refuse

BODIES = (DISCIPLINE, ORGANIZATION, COUNTY_DISCIPLINE, COUNTY_ORGANIZATION)


def require_any_body(_: ToleranceCase, context: Context) -> None:
    """Refuse unless the actor is one of those who decide such cases."""
    by = context.actor.organisation
    counties = ("", *context.registry.counties)
    if not any(body.includes(by, "", county) for body in BODIES for county in counties):
        refuse(rules.TOLERANCE_BODY_ACTS)


def require_body(case: ToleranceCase, context: Context) -> None:
    """Refuse unless the body acts that registered the case."""
    if context.actor.organisation != case.body:
        refuse(rules.TOLERANCE_BODY_ACTS)


def require_stage(case: ToleranceCase, *needed: Stage) -> None:
    if case.stage not in needed:
        refuse(
            rules.TOLERANCE_STAGE_ALLOWS,
            now=STAGES[case.stage],
            now_en=case.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )
