"""The register of people: who is on it, under which subject; corrected, removed, reinstated."""

from dataclasses import replace

import pytest

from services.people.domain.person import rules
from services.people.domain.person.state import PERSON
from services.people.domain.sign_in import SIGN_IN, SUBJECT_IS_ONE_PERSON, sign_in_id
from services.people.views.people import People
from services.people.views.person_names import PersonNames
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.people.person import (
    CorrectPerson,
    Held,
    PersonCorrected,
    PersonReinstated,
    PersonRemoved,
    ReinstatePerson,
    RemovePerson,
)
from shared.schemas.people.sign_in import SignInReleased, SignInTaken
from tests.given import given
from tests.rows import rows
from tests.unit.people.records import (
    HANDLER,
    NAMED,
    REGISTER,
    REGISTERED,
    TAKEN,
    TODAY,
    appointed,
    record,
    say,
)

HELD = Held(1, organisation="finance", duties=("handler",))
REMOVE = RemovePerson("p1", reason="调离")
REMOVED = PersonRemoved.of(
    REMOVE, appointments=(HELD,), deputisings=(), removed_by="finance", removed_on=TODAY
)
CORRECT = CorrectPerson("p1", reason="录入有误", subject="sub-9")
REINSTATE = ReinstatePerson("p1", reason="调回")


def test_an_administrator_registers_a_person_and_nobody_else_does():
    nobody = given(PERSON, "p1")
    say(nobody, REGISTER).then(REGISTERED, TAKEN)
    nobody.when(REGISTER, by="finance", duties=("approver",)).not_permitted()


@pytest.mark.parametrize(
    "number", ["37110219900101123x", "p-371102199001011234", "371102900101123", "p13800138000"]
)
def test_neither_id_nor_subject_is_a_personal_number(number):
    nobody = given(PERSON, "p1")
    say(nobody, replace(REGISTER, person=number)).refused(rules.ID_IS_NO_PERSONAL_NUMBER)
    say(nobody, replace(REGISTER, subject=number)).refused(rules.ID_IS_NO_PERSONAL_NUMBER)


def test_a_subject_is_one_person():
    taken = replace(TAKEN, person="p2")
    theirs = given(PERSON, "p1").and_given(SIGN_IN, TAKEN.sign_in, taken)
    say(theirs, REGISTER).refused(SUBJECT_IS_ONE_PERSON)
    released = SignInReleased(TAKEN.sign_in, person="p2")
    free = given(PERSON, "p1").and_given(SIGN_IN, TAKEN.sign_in, taken, released)
    say(free, REGISTER).then(REGISTERED, TAKEN)


def test_a_corrected_subject_frees_the_earlier_one():
    say(record(HANDLER), CORRECT).then(
        PersonCorrected.of(
            CORRECT, name="演示-甲", subject="sub-9", appointments=(HELD,), corrected_on=TODAY
        ),
        SignInTaken(sign_in_id("sub-9"), person="p1"),
        SignInReleased(sign_in_id("sub-1"), person="p1"),
    )
    same = CorrectPerson("p1", reason="再录", name="演示-甲")
    say(record(), same).refused(NOTHING_CHANGES)
    say(record(), replace(CORRECT, subject="13800138000")).refused(rules.ID_IS_NO_PERSONAL_NUMBER)


def test_others_do_not_touch_a_person():
    for command in (CORRECT, REMOVE):
        say(record(HANDLER), command, by="housing").refused(rules.OWN_PERSON)
        assert not say(record(HANDLER), command, by="organization").refusal


def test_an_organisation_lets_nobody_in_as_a_person_who_works_for_another_too():
    """Else whoever appoints somebody could sign in as him everywhere."""
    both = record(HANDLER, appointed(number=2, organisation="taoluo"))
    for by in ("finance", "taoluo"):
        say(both, CORRECT, by=by).refused(rules.NO_OTHER_S_NAME)
    assert not say(both, CORRECT, by="organization").refusal
    moved = record(appointed(organisation="taoluo"))
    say(moved, CORRECT).refused(rules.NO_OTHER_S_NAME)


def test_removal_ends_every_appointment_and_all_acting_at_once():
    gone = say(record(HANDLER, NAMED), REMOVE).then(replace(REMOVED, deputisings=(1,)))
    state = record(HANDLER, NAMED, *gone.events).state
    assert state.removed_on == TODAY
    assert all(term.ended for term in state.terms())
    say(record(HANDLER, REMOVED), REMOVE).refused(rules.REGISTERED)


def test_an_organisation_does_not_remove_who_works_for_another_too():
    both = record(HANDLER, appointed(number=2, organisation="taoluo"))
    say(both, REMOVE).refused(rules.NO_OTHER_ORGANISATION)
    assert not say(both, REMOVE, by="organization").refusal


def test_who_was_removed_comes_back_without_duties():
    say(record(HANDLER, REMOVED), REINSTATE).then(
        PersonReinstated.of(REINSTATE, reinstated_on=TODAY)
    )
    back = record(HANDLER, REMOVED, PersonReinstated.of(REINSTATE, reinstated_on=TODAY))
    assert back.state.removed_on is None
    assert not back.state.open_appointments()
    say(record(), REINSTATE).refused(rules.REMOVED)


def test_the_register_tells_how_a_person_stands():
    row = rows(People, REGISTERED, HANDLER, appointed(number=2, organisation="taoluo"))["p1"]
    assert (row.name, row.subject, row.standing) == ("演示-甲", "sub-1", "registered")
    assert row.concerned == ["finance", "taoluo"]
    assert rows(People, REGISTERED, HANDLER, REMOVED)["p1"].standing == "removed"


def test_everybody_may_know_what_a_person_is_called_and_nothing_else():
    corrected = PersonCorrected(
        "p1", reason="更正", name="演示-丙", subject="s", appointments=(), corrected_on=TODAY
    )
    row = rows(PersonNames, REGISTERED, corrected, REMOVED)["p1"]
    assert (row.name, row.standing) == ("演示-丙", "removed")
    back = PersonReinstated.of(REINSTATE, reinstated_on=TODAY)
    assert rows(PersonNames, REGISTERED, REMOVED, back)["p1"].standing == "registered"
    assert [c.name for c in PersonNames.definition.columns] == ["person", "name", "standing"]


def test_who_registered_and_whoever_the_person_works_for_see_the_record():
    state = record(appointed(organisation="taoluo")).state
    assert state.organisations == {"finance", "taoluo"}
