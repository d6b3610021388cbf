"""Person (`person-<number>`): the erasure of what the service keeps of somebody (个人信息保护法 §47).

A number stands for a person in all of the service's streams; with its key all of them lose what they
said of him. That he was erased, by whom and on what ground, stays. It can't be undone, and a number
is easily mistaken for another: so one person proposes it, and another carries it out.

Who asked is to be answered 及时 (§50); GB/T 35273—2020 8.7 names thirty days at most, of which the
department may set itself fewer. Lateness raises no issue: other departments would read of whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    to_organisation,
)
from shared.schemas import platform
from shared.schemas.talent import person_erasure
from shared.schemas.words import say

CLAUSE = "design"

rule = RulesOf(CLAUSE)
ERASED_ONCE = rule(
    "person-erased-once",
    zh="个人信息只删除一次",
    en="What is kept of a person is erased once.",
    pass_zh="该人员的个人信息已删除，无需再次提交",
    pass_en="It has been erased; there is nothing left to do.",
)
PROPOSED_ONCE = rule(
    "erasure-proposed-once",
    zh="删除个人信息的申请一次只办理一件",
    en="One proposal to erase what is kept of a person is dealt with at a time.",
    pass_zh="该人员已有待办的删除申请：请由他人办理删除，或办理不予删除",
    pass_en="One is open: have another person carry it out, or decline it.",
)
ERASURE_IS_PROPOSED = rule(
    "erasure-is-proposed",
    zh="删除个人信息须先提出，再由他人办理",
    en="An erasure is proposed first, and then carried out by another person.",
    pass_zh="请先提出删除个人信息，再由他人办理",
    pass_en="Propose it first (propose-erasure).",
)
ERASURE_TAKES_TWO = rule(
    "erasure-takes-two",
    zh="删除个人信息的提出人和办理人不得为同一人",
    en="Who proposes to erase what is kept of a person does not carry it out, too.",
    pass_zh="请由 {proposer} 以外的人员核对后办理",
    pass_en="Have somebody other than {proposer} check it and carry it out.",
)
ERASED_AS_PROPOSED = rule(
    "erased-as-proposed",
    zh="删除个人信息的事由和文号须与提出的一致",
    en="What is erased is erased on the ground, and by the document, that were proposed.",
    pass_zh="提出的事由为“{ground_zh}”，文号为 {document}；有误的请办理不予删除后重新提出",
    pass_en="Proposed were {ground} and {document}; where that is wrong, decline and propose anew.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """On what ground and by which document somebody, `by`, would have the person erased; of a
    deputy also for whom. It was proposed `on` a day, and is answered within days."""

    ground: str
    document: str | None
    by: tuple[str, ...]
    on: date | None = None
    answer_days: int = 0
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Whether the person was erased, and what waits for a second one; nothing else is known here."""

    erased: bool = False
    proposed: Proposal | None = None


PERSON = Aggregate(
    "person",
    Person(),
    key="person",
    title="人员",
    sight=[to_organisation("organization"), to_organisation("discipline")],
)


@PERSON.evolve
def evolve(person: Person, event: platform.PersonErased | person_erasure.Event) -> Person:
    match event:
        case person_erasure.ErasureProposed():
            on, days = event.proposed_on, event.answer_days or 0
            return Person(
                proposed=Proposal(event.ground, event.document, _persons(event), on, days)
            )
        case person_erasure.ErasureOverdue():
            late = replace(person.proposed, overdue=True) if person.proposed else None
            return replace(person, proposed=late)
        case person_erasure.ErasureDeclined():
            return Person()
        case platform.PersonErased():
            return Person(erased=True)
    assert_never(event)


def _persons(event: person_erasure.ErasureProposed) -> tuple[str, ...]:
    return (event.proposer, event.proposer_for) if event.proposer_for else (event.proposer,)


def _still_kept(person: Person) -> None:
    if person.erased:
        refuse(ERASED_ONCE)


def _none_proposed(person: Person) -> None:
    if person.proposed is not None:
        refuse(PROPOSED_ONCE)


def _proposed(person: Person) -> Proposal:
    if person.proposed is None:
        refuse(ERASURE_IS_PROPOSED)
    return person.proposed


def _proposed_by_another(person: Person, context: Context) -> None:
    """One human is one name here, whenever registered: services believe one issuer, and its tokens
    name people by their numbers on the register, which gives nobody else a token; where the issuer
    is the provider itself, always by their subjects."""
    proposer = _proposed(person).by
    if {*proposer} & {*context.actor.persons}:
        refuse(ERASURE_TAKES_TWO, proposer=proposer[0])


@PERSON.command(
    title="提出删除个人信息",
    clause=CLAUSE,
    by=[ORGANIZATION],
    creates=None,
    when=[holds(_still_kept), holds(_none_proposed)],
)
def propose_erasure(person: Person, cmd: person_erasure.ProposeErasure, context: Context) -> Events:
    yield person_erasure.ErasureProposed.of(
        cmd,
        proposer=context.actor.person,
        proposer_for=context.actor.on_behalf_of or None,
        proposed_on=context.today,
        answer_days=context.parameter("talent.erasure_answer_days"),
    )


@PERSON.command(
    title="不予删除个人信息",
    clause=CLAUSE,
    by=[ORGANIZATION],
    when=[holds(_still_kept), holds(_proposed)],
)
def decline_erasure(person: Person, cmd: person_erasure.DeclineErasure, context: Context) -> Events:
    """By anybody of the department, who proposed it included."""
    yield person_erasure.ErasureDeclined.of(cmd)


@PERSON.command(
    title="删除个人信息",
    clause=CLAUSE,
    by=[ORGANIZATION],
    creates=None,
    when=[holds(_still_kept), _proposed_by_another],
)
def erase_person(person: Person, cmd: platform.ErasePerson, context: Context) -> Events:
    """The ground and the document are said a second time, by who has looked at them."""
    proposed = _proposed(person)
    if (cmd.ground, cmd.document) != (proposed.ground, proposed.document):
        refuse(
            ERASED_AS_PROPOSED, ground=proposed.ground,
            ground_zh=say(platform.ErasureGround, proposed.ground),
            document=proposed.document or "—",
        )  # fmt: skip
    yield platform.PersonErased.of(cmd)


@PERSON.command(title="重新删除个人信息", clause=CLAUSE, by=[SYSTEM], creates=None)
def repeat_erasure(person: Person, cmd: person_erasure.RepeatErasure, context: Context) -> Events:
    """After a restore; where it was never forgotten, nothing follows."""
    if not person.erased:
        yield platform.PersonErased(cmd.person, ground=cmd.ground, document=cmd.document)


@PERSON.deadlines
def deadlines(person: Person) -> Iterable[Deadline]:
    if person.proposed and not person.proposed.overdue and (limit := answer_limit(person.proposed)):
        yield limit


@PERSON.when_passed(clause=CLAUSE)
def time_is_over(person: Person, passed: DeadlinePassed, context: Context) -> Events:
    if person.proposed:
        yield person_erasure.ErasureOverdue(
            passed.stream_id, organisation="organization", due_on=passed.due_on
        )


def answer_limit(proposed: Proposal) -> Deadline | None:
    """Within which what was proposed is carried out or declined."""
    if proposed.on is None:
        return None
    return Deadline("erase", proposed.on, proposed.answer_days, "calendar", CLAUSE)


@PERSON.tasks
def tasks(person: Person) -> Tasks:
    if person.erased:
        yield Over("个人信息已删除")
    elif person.proposed is not None:
        yield Task(
            "erase",
            [ORGANIZATION],
            "由提出人以外的人员核对并删除个人信息，或不予删除",
            [erase_person, decline_erasure],
            answer_limit(person.proposed),
            clause=CLAUSE,
        )
    else:
        yield Over("不予删除个人信息")
