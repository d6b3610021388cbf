"""The erasure of what is kept of a person (个人信息保护法 §47): by two people, for good."""

from dataclasses import replace
from datetime import date

from services.talent.domain.person import (
    ERASED_AS_PROPOSED,
    ERASED_ONCE,
    ERASURE_IS_PROPOSED,
    ERASURE_TAKES_TWO,
    PERSON,
    PROPOSED_ONCE,
)
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.platform import ErasePerson, PersonErased
from shared.schemas.talent.person_erasure import (
    DeclineErasure,
    ErasureDeclined,
    ErasureOverdue,
    ErasureProposed,
    ProposeErasure,
    RepeatErasure,
)
from tests.given import Given, Outcome, given

PROPOSE = ProposeErasure("p-2024-1", ground="consent-withdrawn", document="申请1号")
DAY = date(2024, 3, 1)
PROPOSED = ErasureProposed.of(PROPOSE, proposer="演示-甲", proposed_on=DAY, answer_days=15)
ERASE = ErasePerson("p-2024-1", ground="consent-withdrawn", document="申请1号")
ERASED = PersonErased.of(ERASE)
DECLINE = DeclineErasure("p-2024-1", why_kept="wrong-number")
DECLINED = ErasureDeclined.of(DECLINE)
REPEAT = RepeatErasure("p-2024-1", ground="consent-withdrawn", document="申请1号")


def person(*events: object) -> Given:
    return given(PERSON, "p-2024-1", *events)


def say(story: Given, command: object, name: str) -> Outcome:
    """Somebody of the organisation department gives a command."""
    return story.when(command, by="organization", person=name)


def test_one_proposes_an_erasure_and_another_carries_it_out_once() -> None:
    say(person(), PROPOSE, "演示-甲").then(PROPOSED)
    say(person(PROPOSED), ERASE, "演示-乙").then(ERASED)
    for command in (PROPOSE, ERASE, DECLINE):
        say(person(PROPOSED, ERASED), command, "演示-丙").refused(ERASED_ONCE)


def test_what_was_proposed_is_dealt_with_within_fifteen_days_or_is_told_to_be_late() -> None:
    (limit,) = person(PROPOSED).deadlines
    assert (limit.starts_on, limit.days, limit.unit) == (DAY, 15, "calendar")
    late = ErasureOverdue("p-2024-1", organisation="organization", due_on=date(2024, 3, 16))
    person(PROPOSED).when_passed("erase", date(2024, 3, 16)).then(late)
    assert not person(PROPOSED, late).deadlines
    assert person(PROPOSED, late).turns == {("organization", "erase")}
    say(person(PROPOSED, late), ERASE, "演示-乙").then(ERASED)
    for over in (ERASED, DECLINED):
        assert not person(PROPOSED, over).deadlines


def test_what_was_proposed_before_there_was_a_limit_has_none() -> None:
    earlier = replace(PROPOSED, proposed_on=None, answer_days=None)
    assert not person(earlier).deadlines
    assert person(earlier).turns == {("organization", "erase")}


def test_nobody_erases_alone() -> None:
    say(person(), ERASE, "演示-甲").refused(ERASURE_IS_PROPOSED)
    say(person(PROPOSED), ERASE, "演示-甲").refused(ERASURE_TAKES_TWO)
    say(person(PROPOSED), PROPOSE, "演示-乙").refused(PROPOSED_ONCE)


def test_a_deputy_and_whom_they_act_for_are_no_two() -> None:
    deputy = {"by": "organization", "person": "演示-乙", "on_behalf_of": "演示-甲"}
    person(PROPOSED).when(ERASE, **deputy).refused(ERASURE_TAKES_TWO)
    by_deputy = replace(PROPOSED, proposer="演示-乙", proposer_for="演示-甲")
    person().when(PROPOSE, **deputy).then(by_deputy)
    for name in ("演示-甲", "演示-乙"):
        say(person(by_deputy), ERASE, name).refused(ERASURE_TAKES_TWO)
    say(person(by_deputy), ERASE, "演示-丙").then(ERASED)


def test_what_the_second_says_is_what_the_first_has_proposed() -> None:
    other_ground = replace(ERASE, ground="unlawful")
    for wrong in (other_ground, replace(ERASE, document=None)):
        say(person(PROPOSED), wrong, "演示-乙").refused(ERASED_AS_PROPOSED)


def test_what_was_proposed_is_somebodys_task_until_it_is_carried_out_or_declined() -> None:
    assert person(PROPOSED).turns == {("organization", "erase")}
    say(person(PROPOSED), DECLINE, "演示-甲").then(DECLINED)
    assert not person(PROPOSED, DECLINED).turns
    say(person(PROPOSED, DECLINED), ERASE, "演示-乙").refused(ERASURE_IS_PROPOSED)
    say(person(PROPOSED, DECLINED), DECLINE, "演示-乙").refused(ERASURE_IS_PROPOSED)
    assert not say(person(PROPOSED, DECLINED), PROPOSE, "演示-乙").refusal


def test_nobody_else_does() -> None:
    for command in (PROPOSE, ERASE, DECLINE):
        person(PROPOSED).when(command, by="taoluo").not_permitted()
    person().when(REPEAT, by="organization").not_permitted()


def test_what_a_restored_log_forgot_is_erased_again_without_asking() -> None:
    system = {"by": "system", "person": "system"}
    person().when(REPEAT, **system).then(ERASED)
    person(PROPOSED).when(REPEAT, **system).then(ERASED)
    person(PROPOSED, ERASED).when(REPEAT, **system).refused(NOTHING_CHANGES)


def test_a_log_of_before_there_were_two_is_read_as_it_was() -> None:
    assert person(ERASED).state.erased
