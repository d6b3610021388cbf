"""IntroducedTalent (`introduced-talent-<talent>`): who was won for a pilot town, RZ-2.5.e, f."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.talent.domain.introduced_talent import rules
from shared.kernel.aggregate import Aggregate, refuse, to_organisation, to_party
from shared.schemas.copying import replace
from shared.schemas.talent import introduced_talent as talents

CLAUSE = "RZ-2.5.e"
SHORT = "急需紧缺人才"


@dataclass(frozen=True, slots=True)
class Benefit:
    """Amounts in fen; `over` once its publicity is."""

    publicised_fen: int
    publicised_on: date
    publicity_working_days: int
    over: bool = False
    granted_fen: int = 0
    recovered_fen: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class IntroducedTalent:
    """`verified` is None until somebody has looked; `benefits` by policy; `what` is the
    craft of a rural specialist, or that he is in short supply."""

    town: str = ""
    county: str = ""
    human_resources: str = ""
    person: str = ""
    what: str = ""
    arrived_on: date | None = None
    introduced_on: date | None = None
    verify_working_days: int = 0
    verification_late: bool = False
    verified: bool | None = None
    benefits: Map[str, Benefit] = Map()
    ended_on: date | None = None
    flags: frozenset[str] = frozenset()


INTRODUCED_TALENT = Aggregate(
    "introduced-talent",
    IntroducedTalent(),
    key="talent",
    title="引进人才",
    sight=[
        to_organisation("organization"),
        to_organisation("human-resources"),
        to_party("town"),
        to_party("human_resources"),
    ],
)


@INTRODUCED_TALENT.evolve
def evolve(talent: IntroducedTalent, event: talents.Event) -> IntroducedTalent:
    match event:
        case talents.TalentIntroduced() | talents.SpecialistIntroduced():
            return IntroducedTalent(
                town=event.town,
                county=event.county,
                human_resources=f"{event.county}-human-resources",
                person=event.person,
                what=event.craft if isinstance(event, talents.SpecialistIntroduced) else SHORT,
                arrived_on=event.arrived_on,
                introduced_on=event.introduced_on,
                verify_working_days=event.verify_working_days,
            )
        case talents.TalentVerified(holds=holds):
            return replace(talent, verified=holds)
        case talents.BenefitPublicised():
            made = Benefit(event.amount_fen, event.publicised_on, event.publicity_working_days)
            return _with(talent, event.benefit_policy, made)
        case talents.BenefitPublicityOver(benefit_policy=policy):
            return _with(talent, policy, replace(talent.benefits[policy], over=True))
        case talents.BenefitGranted(benefit_policy=policy, amount_fen=fen):
            return _with(talent, policy, replace(talent.benefits[policy], granted_fen=fen))
        case talents.BenefitStopped(benefit_policy=policy):
            return _with(talent, policy, replace(talent.benefits[policy], stopped=True))
        case talents.BenefitRecovered(benefit_policy=policy, amount_fen=fen):
            before = talent.benefits[policy]
            recovered = before.recovered_fen + fen
            return _with(talent, policy, replace(before, recovered_fen=recovered))
        case talents.EngagementEnded(ended_on=ended_on):
            return replace(talent, ended_on=ended_on)
        case talents.TalentVerificationOverdue():
            return replace(talent, verification_late=True, flags=talent.flags | {"verify"})
        case talents.IntroducedTalentFlagCleared(key=key):
            return replace(talent, flags=talent.flags - {key})
    assert_never(event)


def require_here(talent: IntroducedTalent) -> None:
    if talent.ended_on is not None:
        refuse(rules.STILL_HERE, ended_on=talent.ended_on)


def _with(talent: IntroducedTalent, policy: str, benefit: Benefit) -> IntroducedTalent:
    return replace(talent, benefits=talent.benefits.set(policy, benefit))
