"""BenefitOnce (`benefit-<person>-<policy>`): a person has a policy's benefit once, RZ-2.5.e.

A stream a person and policy, guarded by whoever grants; nothing but the person's number stands here.
"""

from dataclasses import dataclass

from shared.kernel.aggregate import (
    Aggregate,
    Elsewhere,
    RulesOf,
    elsewhere,
    refuse,
    to_named,
    to_organisation,
    to_party,
)
from shared.schemas.talent import benefit_once as benefits

rule = RulesOf("RZ-2.5.e")
BENEFIT_ONCE_A_PERSON = rule(
    "benefit-once-a-person",
    zh="同一人、同一政策只享受一次待遇，跨镇亦然",
    en="A person has the benefit of a policy once, in whichever town.",
    pass_zh="{person} 已在某镇享受“{benefit_policy}”的待遇；有误的先追回并更正人员编号",
    pass_en="{person} has had {benefit_policy}: recover what was wrong, or correct the number.",
)


@dataclass(frozen=True, slots=True)
class BenefitOnce:
    town: str = ""


BENEFIT_ONCE = Aggregate(
    "benefit",
    BenefitOnce(),
    key="benefit",
    title="待遇占用",
    sight=[to_organisation("human-resources"), to_named("RZ-2.5.e"), to_party("town")],
)


@BENEFIT_ONCE.evolve
def evolve(_: BenefitOnce, event: benefits.Event) -> BenefitOnce:
    return BenefitOnce(event.town)


BENEFIT_ONCE.asks_nobody("随待遇兑现登记")


def benefit_of(person: str, policy: str) -> str:
    return f"{person}-{policy}"


def take_benefit(taken: BenefitOnce, person: str, policy: str, town: str) -> list[Elsewhere]:
    """The event by which nobody else grants it. Raises `Refused` where somebody has."""
    if taken.town:
        refuse(BENEFIT_ONCE_A_PERSON, person=person, benefit_policy=policy)
    id = benefit_of(person, policy)
    event = benefits.BenefitTaken(id, person=person, benefit_policy=policy, town=town)
    return elsewhere(BenefitOnce, id, [event])
