"""A town is warned, puts it right, and the warning is cleared: 动态管理 (RZ-1.b)."""

from services.programme.domain.organisations import HOUSING
from services.programme.domain.tier import rules
from services.programme.domain.tier.saying import WARNINGS, stages
from services.programme.domain.tier.state import TIER, Tier, require_in_a_tier
from shared.kernel.aggregate import FLAG_STANDS, SYSTEM, TOWN, Context, Events, holds, refuse
from shared.schemas.programme import tier
from shared.schemas.programme.stages import WarningStage

CLAUSE = rules.CLAUSE


def _require_warning(known: Tier, *needed: WarningStage) -> None:
    if known.warning.stage not in needed:
        refuse(rules.WARNING_STAGE_ALLOWS, **stages(WARNINGS, known.warning.stage, *needed))


@TIER.command(
    title="警示",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_in_a_tier), holds(_require_warning, "none")],
)
def warn_town(known: Tier, cmd: tier.WarnTown, context: Context) -> Events:
    yield tier.TownWarned.of(
        cmd, county=context.registry.county_of(known.town), warning=known.warning.number + 1,
        warned_on=context.today, calendar_days=context.parameter("programme.rectification_days"),
    )  # fmt: skip


@TIER.command(
    title="报送整改",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(_require_warning, "warned", "overdue", "rectified")],
)
def submit_rectification(known: Tier, cmd: tier.SubmitRectification, context: Context) -> Events:
    """Again where the first did not suffice."""
    yield tier.RectificationSubmitted.of(
        cmd, warning=known.warning.number, submitted_on=context.today
    )


@TIER.command(
    title="解除警示", clause=CLAUSE, by=[HOUSING], when=[holds(_require_warning, "rectified")]
)
def clear_warning(known: Tier, cmd: tier.ClearWarning, context: Context) -> Events:
    yield tier.WarningCleared.of(cmd, warning=known.warning.number, cleared_on=context.today)


@TIER.command(title="解除整改逾期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_tier_flag(known: Tier, cmd: tier.ClearTierFlag, context: Context) -> Events:
    if known.warning.flag != cmd.key:
        refuse(FLAG_STANDS, key=cmd.key)
    yield tier.TierFlagCleared.of(cmd)
