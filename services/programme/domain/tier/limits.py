"""The time limits of a tier: publicity, creation period, rectification (RZ-1.b)."""

from collections.abc import Iterable
from datetime import date

from services.programme.domain.tier.rules import CLAUSE
from services.programme.domain.tier.state import TIER, Tier
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.programme import tier, tier_nomination


@TIER.deadlines
def deadlines(known: Tier) -> Iterable[Deadline]:
    if known.nomination.stage == "publicised":
        yield publicity_limit(known)
    if known.period and not known.period_over:
        yield creation_limit(known.period)
    if known.warning.stage == "warned":
        yield rectification_limit(known)


def publicity_limit(known: Tier) -> Deadline:
    nomination = known.nomination
    key = f"publicity-{nomination.number}"
    return Deadline(key, nomination.publicised_on, nomination.days, "working", CLAUSE)


def creation_limit(period: tuple[date, date]) -> Deadline:
    start, end = period
    return Deadline(f"creation-{end:%Y%m%d}", start, (end - start).days, "calendar", CLAUSE)


def rectification_limit(known: Tier) -> Deadline:
    warning = known.warning
    return Deadline(
        f"rectification-{warning.number}", warning.since, warning.days, "calendar", CLAUSE
    )


@TIER.when_passed(clause=CLAUSE)
def publicity_period_or_patience_ends(
    known: Tier, passed: DeadlinePassed, context: Context
) -> Events:
    """A rectification that is late proposes withdrawal: a person decides."""
    town, county = known.town, context.registry.county_of(known.town)
    if known.nomination.stage == "publicised" and passed.key == publicity_limit(known).key:
        yield tier_nomination.NominationPublicityEnded(
            town, nomination=known.nomination.number, last_day=passed.due_on
        )
    if known.period and not known.period_over and passed.key == creation_limit(known.period).key:
        yield tier.CreationPeriodEnded(town, county=county, ends_on=passed.due_on)
    if known.warning.stage == "warned" and passed.key == rectification_limit(known).key:
        yield tier.RectificationOverdue(
            town, county=county, organisation=town, key=passed.key,
            warning=known.warning.number, due_on=passed.due_on,
        )  # fmt: skip
