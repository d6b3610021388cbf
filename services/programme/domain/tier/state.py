"""Tier (`tier-<town>`): the tier of a town from its nomination to its withdrawal, RZ-1.b.

Tiers are no ladder: a town comes into any of them on the document of whoever names towns of it.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.programme.domain.tier import rules
from services.programme.domain.tier.saying import NOMINATIONS, stages
from shared.kernel.aggregate import Aggregate, part, refuse, to_city, to_everyone, to_town
from shared.schemas.copying import replace
from shared.schemas.programme import tier, tier_nomination
from shared.schemas.programme.stages import (
    AcceptanceStage,
    NominationStage,
    TierLevel,
    WarningStage,
)
from shared.schemas.standing import Standing


@dataclass(frozen=True, slots=True)
class Nomination:
    number: int = 0
    stage: NominationStage = "none"
    level: TierLevel = "cultivation"
    publicised_on: date = date.min
    days: int = 0


@dataclass(frozen=True, slots=True)
class Warning:
    """`flag` is the key under which its lateness was told, until that is resolved."""

    number: int = 0
    stage: WarningStage = "none"
    since: date = date.min
    days: int = 0
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """`period` is the creation period, both days within it, once it is set."""

    town: str = ""
    level: Standing = "none"
    effective_on: date = date.min
    nomination: Nomination = Nomination()
    period: tuple[date, date] | None = None
    period_over: bool = False
    acceptance: AcceptanceStage = "none"
    warning: Warning = Warning()


PUBLIC = [
    tier.TierChanged,
    tier.CreationPeriodSet,
    tier_nomination.NominationPublicised,
]
TIER = Aggregate(
    "tier",
    Tier(),
    key="town",
    title="梯次名录",
    sight=[to_town(), to_city()],
    parts=[part("public", to_everyone(), events=PUBLIC)],
)


@TIER.evolve
def evolve(known: Tier, event: tier.Event | tier_nomination.Event) -> Tier:
    nomination, warning = known.nomination, known.warning
    match event:
        case tier_nomination.TownNominated():
            proposed = Nomination(event.nomination, "nominated", event.level)
            return replace(known, town=event.town, nomination=proposed)
        case tier_nomination.NominationReviewed(passed=passed):
            stage: NominationStage = "passed" if passed else "refused"
            return replace(known, nomination=replace(nomination, stage=stage))
        case tier_nomination.NominationPublicised(publicised_on=day, working_days=days):
            shown = replace(nomination, stage="publicised", publicised_on=day, days=days)
            return replace(known, nomination=shown)
        case tier_nomination.NominationPublicityEnded():
            return replace(known, nomination=replace(nomination, stage="publicity-ended"))
        case tier.TierChanged():
            return _changed(known, event)
        case tier.CreationPeriodSet(starts_on=start, ends_on=end):
            return replace(known, period=(start, end), period_over=False, acceptance="creating")
        case tier.CreationPeriodEnded():
            return replace(known, period_over=True)
        case tier.AcceptanceApplied():
            return replace(known, acceptance="applied")
        case tier.AcceptanceRecorded(passed=passed):
            return replace(known, acceptance="passed" if passed else "failed")
        case tier.TownWarned():
            warned = Warning(event.warning, "warned", event.warned_on, event.calendar_days)
            return replace(known, warning=warned)
        case tier.RectificationSubmitted():
            return replace(known, warning=replace(warning, stage="rectified"))
        case tier.RectificationOverdue(key=key):
            return replace(known, warning=replace(warning, stage="overdue", flag=key))
        case tier.WarningCleared():
            return replace(known, warning=replace(warning, stage="none"))
        case tier.TierFlagCleared():
            return replace(known, warning=replace(warning, flag=""))
    assert_never(event)


def _changed(known: Tier, event: tier.TierChanged) -> Tier:
    """A nomination for the tier is used up; what a town was warned of ends with its withdrawal."""
    nomination = known.nomination
    if event.change != "withdrawn" and nomination.level == event.level:
        nomination = replace(nomination, stage="none")
    changed = replace(
        known, town=event.town, level=event.level, effective_on=event.effective_on,
        nomination=nomination,
    )  # fmt: skip
    if event.change == "withdrawn":
        ended = replace(known.warning, stage="none")
        return replace(changed, warning=ended, period=None, acceptance="none")
    return changed


def require_in_a_tier(known: Tier) -> TierLevel:
    """Its tier; refused unless the town is in one."""
    if known.level == "none":
        refuse(rules.IN_A_TIER, town=known.town)
    return known.level


def require_nomination(known: Tier, needed: NominationStage) -> None:
    if known.nomination.stage != needed:
        refuse(
            rules.NOMINATION_STAGE_ALLOWS,
            **stages(NOMINATIONS, known.nomination.stage, needed),
        )
