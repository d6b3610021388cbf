"""Person (`person-<number>`): the erasure of what the service keeps of somebody (个人信息保护法 §47).

A number stands for a person in all of the service's streams; with its key all of them lose what they
said of him. That he was erased, by whom and on what ground, stays.
"""

from dataclasses import dataclass

from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    holds,
    refuse,
    to_organisation,
)
from shared.schemas import platform

CLAUSE = "design"

rule = RulesOf(CLAUSE)
ERASED_ONCE = rule(
    "person-erased-once",
    zh="个人信息只删除一次",
    en="What is kept of a person is erased once.",
    pass_zh="该人员的个人信息已删除，无需再次提交",
    pass_en="It has been erased; there is nothing left to do.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whether the person was erased; nothing else is known here."""

    erased: bool = False


PERSON = Aggregate(
    "person",
    Person(),
    key="person",
    title="人员",
    sight=[to_organisation("organization"), to_organisation("discipline")],
)


@PERSON.evolve
def evolve(person: Person, event: platform.PersonErased) -> Person:
    return Person(erased=True)


PERSON.asks_nobody("个人信息已删除")


def _still_kept(person: Person) -> None:
    if person.erased:
        refuse(ERASED_ONCE)


@PERSON.command(
    title="删除个人信息", clause=CLAUSE, by=[ORGANIZATION], creates=None, when=[holds(_still_kept)]
)
def erase_person(person: Person, cmd: platform.ErasePerson, context: Context) -> Events:
    yield platform.PersonErased.of(cmd)
