"""A town is nominated, reviewed and publicised before the city names it (RZ-1.b)."""

from services.programme.domain.organisations import HOUSING
from services.programme.domain.tier import rules
from services.programme.domain.tier.saying import NOMINATIONS, level, stages
from services.programme.domain.tier.state import TIER, Tier, require_nomination
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import COUNTY, Context, Events, holds, refuse
from shared.schemas.programme import tier_nomination

CLAUSE = rules.CLAUSE


@TIER.command(title="推荐申报", clause=CLAUSE, by=[COUNTY], creates=None)
def nominate_town(known: Tier, cmd: tier_nomination.NominateTown, context: Context) -> Events:
    town, stage = require_registered(cmd.town, context), known.nomination.stage
    if stage not in ("none", "refused") or cmd.level == known.level:
        refuse(rules.NO_NOMINATION_IS_OPEN, **stages(NOMINATIONS, stage), **level(known.level))
    yield tier_nomination.TownNominated.of(
        cmd, county=town.county, nomination=known.nomination.number + 1,
        nominated_on=context.today,
    )  # fmt: skip


@TIER.command(
    title="评审申报", clause=CLAUSE, by=[HOUSING], when=[holds(require_nomination, "nominated")]
)
def review_nomination(
    known: Tier, cmd: tier_nomination.ReviewNomination, context: Context
) -> Events:
    if cmd.decided_on > context.today:
        refuse(rules.DECIDED_BY_TODAY, today=context.today)
    yield tier_nomination.NominationReviewed.of(
        cmd, nomination=known.nomination.number, recorded_by=context.actor.organisation
    )


@TIER.command(
    title="公示申报", clause=CLAUSE, by=[HOUSING], when=[holds(require_nomination, "passed")]
)
def publicise_nomination(
    known: Tier, cmd: tier_nomination.PubliciseNomination, context: Context
) -> Events:
    yield tier_nomination.NominationPublicised.of(
        cmd, nomination=known.nomination.number, publicised_on=context.today,
        working_days=context.parameter("programme.publicity_working_days"),
    )  # fmt: skip
