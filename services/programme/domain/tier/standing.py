"""A town enters a tier, moves to another, or is withdrawn (RZ-1.b)."""

from datetime import date

from services.programme.domain.organisations import HOUSING
from services.programme.domain.tier import rules, saying
from services.programme.domain.tier.state import TIER, Tier, require_in_a_tier
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import Context, Events, holds, refuse
from shared.schemas.programme import tier
from shared.schemas.programme.stages import TierLevel
from shared.schemas.standing import Standing

CLAUSE = rules.CLAUSE


@TIER.command(title="纳入梯次", clause=CLAUSE, by=[HOUSING], creates=None)
def enter_tier(known: Tier, cmd: tier.EnterTier, context: Context) -> Events:
    if known.level != "none":
        refuse(rules.NOT_YET_IN_A_TIER, **saying.level(known.level))
    _require_named(known, cmd.level)
    yield _change(known, cmd, cmd.level, "entered", context)


@TIER.command(title="调整层级", clause=CLAUSE, by=[HOUSING], when=[holds(require_in_a_tier)])
def promote_tier(known: Tier, cmd: tier.PromoteTier, context: Context) -> Events:
    if cmd.level == known.level:
        refuse(rules.ANOTHER_TIER, **saying.level(known.level))
    _require_named(known, cmd.level)
    yield _change(known, cmd, cmd.level, "moved", context)


@TIER.command(title="退出梯次", clause=CLAUSE, by=[HOUSING], when=[holds(require_in_a_tier)])
def withdraw_from_tier(known: Tier, cmd: tier.WithdrawFromTier, context: Context) -> Events:
    """Money and land granted stay; what runs goes on until its owner decides."""
    yield _change(known, cmd, "none", "withdrawn", context, cmd.reason)


def _require_named(known: Tier, level: TierLevel) -> None:
    nomination = known.nomination
    publicised = nomination.stage == "publicity-ended" and nomination.level == level
    if level != "provincial" and not publicised:
        told = saying.stages(saying.NOMINATIONS, nomination.stage)
        refuse(rules.CITY_NAMES_AFTER_PUBLICITY, **told, **saying.level(level))


def _change(
    known: Tier, cmd: tier.EnterTier | tier.PromoteTier | tier.WithdrawFromTier, level: Standing,
    change: tier.TierChange, context: Context, reason: str | None = None,
) -> tier.TierChanged:  # fmt: skip
    today = context.today
    if cmd.effective_on <= known.effective_on or cmd.decided_on > today:
        first = known.effective_on == date.min
        refuse(rules.CHANGES_IN_ORDER, last="—" if first else known.effective_on, today=today)
    town = require_registered(cmd.town, context)
    return tier.TierChanged(
        cmd.town, county=town.county, change=change, level=level, previous=known.level,
        document=cmd.document, decided_by=cmd.decided_by, decided_on=cmd.decided_on,
        effective_on=cmd.effective_on, backdated=cmd.effective_on < today, reason=reason,
        recorded_by=context.actor.organisation,
    )  # fmt: skip
