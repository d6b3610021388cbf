"""Agreement 同意任职: nobody helps himself to the people of another organisation."""

from dataclasses import replace
from datetime import timedelta

from services.people.domain.person import rules
from services.people.domain.person.state import PERSON
from services.people.views.appointment_history import AppointmentHistory
from shared.schemas.people.person import PersonReinstated, PersonRemoved, RemovePerson
from shared.schemas.people.person_agreement import AgreementWithdrawn, WithdrawAgreement
from shared.schemas.people.person_appointment import AppointmentEnded, PersonAppointed
from tests.given import NOON, given
from tests.rows import rows
from tests.unit.people.records import (
    AGREE,
    AGREED,
    APPOINT,
    HANDLER,
    KEEPER,
    REGISTERED,
    TODAY,
    appointed,
    record,
    say,
)

IN_TOWN = appointed(number=2, organisation="taoluo")
WITHDRAW = WithdrawAgreement("p1", organisation="taoluo", reason="本局工作需要")
LEFT = AppointmentEnded(
    "p1", number=1, reason="调离", ends_on=TODAY, at_once=True, organisation="finance",
    duties=("handler",), ended_on=TODAY,
)  # fmt: skip
WITHDRAWN = AgreementWithdrawn.of(WITHDRAW, withdrawn_by="finance")


def test_another_organisation_appoints_a_person_once_their_own_has_agreed():
    say(record(HANDLER), APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)
    say(record(), APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)
    say(record(HANDLER), AGREE).then(AGREED)
    say(record(HANDLER, AGREED), APPOINT, by="taoluo").then(IN_TOWN)
    say(record(HANDLER, AGREED), APPOINT, by="housing").refused(rules.AGREED_BY_EMPLOYER)


def test_what_was_agreed_to_is_used_once_and_not_for_ever():
    later = replace(APPOINT, since=AGREED.good_until + timedelta(days=1))
    at = NOON + timedelta(days=31)
    lent = record(HANDLER, AGREED)
    late = lent.when(later, by="taoluo", duties=KEEPER, at=at)
    late.refused(rules.AGREED_BY_EMPLOYER)
    assert "taoluo" not in record(HANDLER, AGREED, IN_TOWN).state.agreed
    assert not say(
        record(HANDLER, IN_TOWN), replace(APPOINT, duties=("reviewer",)), by="taoluo"
    ).refusal


def test_only_whom_the_person_works_for_agrees_or_the_organisation_department():
    lent = record(HANDLER, AGREED, IN_TOWN)
    to_housing = replace(AGREE, organisation="housing")
    say(lent, to_housing, by="taoluo").refused(rules.EMPLOYER_AGREES)
    say(record(HANDLER), AGREE, by="taoluo").refused(rules.EMPLOYER_AGREES)
    assert not say(record(HANDLER), AGREE, by="organization").refusal
    for no_other in ("finance", "atlantis"):
        wrong = replace(AGREE, organisation=no_other)
        say(record(HANDLER), wrong).refused(rules.AGREED_TO_ANOTHER)


def test_an_agreement_that_was_not_used_is_withdrawn():
    say(record(HANDLER, AGREED), WITHDRAW).then(WITHDRAWN)
    say(record(HANDLER, AGREED, WITHDRAWN), WITHDRAW).refused(rules.AGREEMENT_IS_OPEN)
    say(record(HANDLER, AGREED, IN_TOWN), WITHDRAW).refused(rules.AGREEMENT_IS_OPEN)
    back = record(HANDLER, AGREED, WITHDRAWN)
    say(back, APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)


def test_whom_the_organisation_department_registered_for_others_they_appoint_themselves():
    registered = replace(REGISTERED, registered_by="organization")
    new = given(PERSON, "p1", registered)
    [event] = say(new, APPOINT, by="taoluo").events
    assert isinstance(event, PersonAppointed)
    employed = given(PERSON, "p1", registered, appointed(organisation="organization"))
    say(employed, APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)


def test_whom_somebody_employed_before_is_agreed_to_by_the_organisation_department():
    registered = replace(REGISTERED, registered_by="organization")
    left = given(PERSON, "p1", registered, HANDLER, LEFT)
    say(left, APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)
    agreed = replace(AGREED, agreed_by="organization")
    lent = given(PERSON, "p1", registered, HANDLER, LEFT, agreed)
    assert not say(lent, APPOINT, by="taoluo").refusal


def test_what_an_earlier_employer_agreed_to_does_not_bind_the_next_one():
    at_housing = appointed(number=2, organisation="housing")
    lent = replace(AGREED, organisation="housing")
    moved = record(HANDLER, AGREED, lent, at_housing, LEFT)
    say(moved, APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)
    say(moved, WITHDRAW, by="housing").refused(rules.AGREEMENT_IS_OPEN)
    again = replace(AGREED, agreed_by="housing")
    anew = record(HANDLER, AGREED, lent, at_housing, LEFT, again)
    assert not say(anew, APPOINT, by="taoluo").refusal


def test_what_was_agreed_to_ends_when_the_person_is_removed():
    remove = RemovePerson("p1", reason="调离")
    gone = PersonRemoved.of(
        remove, appointments=(), deputisings=(), removed_by="finance", removed_on=TODAY
    )
    back = PersonReinstated("p1", reason="调回", reinstated_on=TODAY)
    anew = record(AGREED, gone, back)
    say(record(AGREED), APPOINT, by="taoluo").then(appointed(organisation="taoluo"))
    say(anew, APPOINT, by="taoluo").refused(rules.AGREED_BY_EMPLOYER)
    say(anew, WITHDRAW).refused(rules.AGREEMENT_IS_OPEN)
    assert record(AGREED, gone, back, WITHDRAWN).state == anew.state


def test_who_has_not_appointed_yet_sees_nothing_of_the_record():
    assert "taoluo" not in record(HANDLER, AGREED).state.organisations
    (row,) = rows(AppointmentHistory, AGREED).values()
    assert row.act == "agreed"
    assert "taoluo" not in (row.organisation, row.by_organisation)
