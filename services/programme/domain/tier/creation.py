"""The creation period 创建期 of a town in a tier, and its acceptance 验收 (RZ-1.b)."""

from datetime import timedelta

from services.programme.domain.organisations import HOUSING
from services.programme.domain.tier import rules
from services.programme.domain.tier.saying import ACCEPTANCES, stages
from services.programme.domain.tier.state import TIER, Tier, require_in_a_tier
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, holds, refuse
from shared.schemas.programme import tier
from shared.schemas.programme.stages import AcceptanceStage

CLAUSE = rules.CLAUSE


def _require_acceptance(known: Tier, *needed: AcceptanceStage) -> None:
    if known.acceptance not in needed:
        refuse(
            rules.ACCEPTANCE_STAGE_ALLOWS,
            **stages(ACCEPTANCES, known.acceptance, *needed),
        )


@TIER.command(
    title="设定创建期", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(require_in_a_tier)]
)
def set_creation_period(known: Tier, cmd: tier.SetCreationPeriod, context: Context) -> Events:
    """Set again, it takes the place of the period before, as when it is extended."""
    if cmd.ends_on <= cmd.starts_on:
        refuse(rules.PERIOD_HAS_AN_END, starts=cmd.starts_on, ends=cmd.ends_on)
    latest = cmd.starts_on + timedelta(days=366 * context.parameter("programme.creation_years"))
    if cmd.ends_on > latest:
        refuse(rules.PERIOD_IS_BOUNDED, latest=latest)
    yield tier.CreationPeriodSet.of(
        cmd, county=context.registry.county_of(known.town), level=require_in_a_tier(known)
    )


@TIER.command(
    title="申请验收",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_in_a_tier), holds(_require_acceptance, "creating", "failed")],
)
def apply_for_acceptance(known: Tier, cmd: tier.ApplyForAcceptance, context: Context) -> Events:
    yield tier.AcceptanceApplied.of(cmd, applied_on=context.today)


@TIER.command(
    title="登记验收结果",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_in_a_tier), holds(_require_acceptance, "applied")],
)
def record_acceptance(known: Tier, cmd: tier.RecordAcceptance, context: Context) -> Events:
    if cmd.decided_on > context.today:
        refuse(rules.DECIDED_BY_TODAY, today=context.today)
    yield tier.AcceptanceRecorded.of(
        cmd, county=context.registry.county_of(known.town), level=require_in_a_tier(known),
        recorded_by=context.actor.organisation,
    )  # fmt: skip
