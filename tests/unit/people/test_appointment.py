"""Appointments 任职: each organisation's own; excluding duties; their end told beforehand."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from services.people.domain.person import rules
from services.people.views.appointment_history import AppointmentHistory
from services.people.views.appointments import Appointments
from services.people.views.excluding_duties import ExcludingDuties
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.checked import LAST_DAY
from shared.schemas.people.person import Held, PersonCorrected, PersonRemoved
from shared.schemas.people.person_appointment import (
    AppointAdministrator,
    AppointmentEnded,
    AppointmentEndsSoon,
    AppointmentExtended,
    AppointmentLapsed,
    EndAppointment,
    ExtendAppointment,
    PersonAppointed,
)
from tests.rows import rows
from tests.unit.people.records import (
    AGREED,
    APPOINT,
    HANDLER,
    NAMED,
    SUMMER,
    TODAY,
    TOMORROW,
    UNTIL_SUMMER,
    appointed,
    record,
    say,
)

NEXT_YEAR = date(2025, 8, 31)
ADMINISTRATOR = AppointAdministrator("p1", organisation="taoluo", since=TODAY, reason="首任")
EXTEND = ExtendAppointment("p1", number=1, until=NEXT_YEAR, reason="续任")
EXTENDED = AppointmentExtended.of(
    EXTEND, organisation="finance", duties=("handler",), previous_until=SUMMER, extended_on=TODAY
)
END = EndAppointment("p1", number=1, reason="轮岗", ends_on=TOMORROW)
ENDED = AppointmentEnded.of(
    END, ends_on=TOMORROW, at_once=False, organisation="finance", duties=("handler",),
    ended_on=TODAY,
)  # fmt: skip
AT_ONCE = replace(ENDED, ends_on=TODAY, at_once=True)
SOON = AppointmentEndsSoon(
    "p1", number=1, organisation="finance", duties=("handler",), until=SUMMER
)
LAPSED = AppointmentLapsed(
    "p1", number=1, organisation="finance", duties=("handler",), until=SUMMER
)
DUTIES = registry().parameters["people.excluding_duties"].value


def test_an_administrator_appoints_for_their_own_organisation_and_can_name_no_other():
    say(record(), APPOINT).then(HANDLER)
    [elsewhere] = say(record(AGREED), APPOINT, by="taoluo").events
    assert isinstance(elsewhere, PersonAppointed)
    assert elsewhere.organisation == "taoluo"


def test_the_organisation_department_makes_anybodys_administrator():
    made = replace(
        appointed("administrator", organisation="taoluo"),
        appointed_by="organization",
        reason="首任",
    )
    say(record(), ADMINISTRATOR, by="organization").then(made)
    say(record(), ADMINISTRATOR).not_permitted()
    unknown = replace(ADMINISTRATOR, organisation="atlantis")
    say(record(), unknown, by="organization").refused(rules.KNOWN_ORGANISATION)
    assert not say(record(made), END, by="organization").refusal
    say(record(made), END).refused(rules.OWN_APPOINTMENT)


def test_an_appointment_names_its_duties_and_a_term():
    for duties in ((), ("handler", "handler")):
        say(record(), replace(APPOINT, duties=duties)).refused(rules.HAS_DUTIES)
    late = registry().parameters["people.recorded_within_days"].value
    first = TODAY - timedelta(days=late)
    assert not say(record(), replace(APPOINT, since=first)).refusal
    early = replace(APPOINT, since=first - timedelta(days=1))
    say(record(), early).refused(rules.HAS_A_TERM)
    over = replace(APPOINT, since=first, until=TODAY - timedelta(days=1))
    say(record(), over).refused(rules.HAS_A_TERM)
    assert not say(record(), replace(APPOINT, until=TODAY)).refusal


def test_a_duty_is_held_once_at_a_time_for_one_organisation():
    say(record(UNTIL_SUMMER), APPOINT).refused(rules.NOT_HELD_TWICE)
    assert not say(record(UNTIL_SUMMER, AGREED), APPOINT, by="taoluo").refusal
    after = replace(APPOINT, since=SUMMER + timedelta(days=1))
    [second] = say(record(UNTIL_SUMMER), after).events
    assert isinstance(second, PersonAppointed)
    assert second.number == 2
    assert not say(record(UNTIL_SUMMER, AT_ONCE), APPOINT).refusal


@pytest.mark.parametrize("pair", DUTIES)
def test_duties_that_exclude_each_other_are_refused_on_the_same_days(pair):
    one, other = pair.split("/")
    add = replace(APPOINT, duties=(other,))
    say(record(), replace(APPOINT, duties=(one, other))).refused(rules.DUTIES_GO_TOGETHER)
    say(record(appointed(one)), add).refused(rules.DUTIES_GO_TOGETHER)
    assert not say(record(appointed(one), AGREED), add, by="taoluo").refusal
    assert not say(record(appointed(one, until=TODAY)), replace(add, since=TOMORROW)).refusal


def test_where_the_parameter_says_so_they_are_only_told():
    add = replace(APPOINT, duties=("approver",))
    told = record(HANDLER).when(
        add, by="finance", duties=("administrator",), parameters={"people.exclusion": "tell"}
    )
    [event] = told.events
    assert isinstance(event, PersonAppointed)
    assert event.excluding == ("handler", "approver")
    assert rows(Appointments, event)["p1-2-approver"].excluding
    (doubt,) = rows(ExcludingDuties, event).values()
    assert (doubt.person, doubt.excluding) == ("p1", ["handler", "approver"])
    assert not rows(ExcludingDuties, HANDLER)


def test_what_a_deputy_acts_in_excludes_as_well():
    add = replace(APPOINT, duties=("auditor",))
    say(record(appointed("principal"), NAMED), add).refused(rules.DUTIES_GO_TOGETHER)


def test_a_term_is_extended_beyond_its_end():
    say(record(UNTIL_SUMMER), EXTEND).then(EXTENDED)
    say(record(UNTIL_SUMMER), replace(EXTEND, until=SUMMER)).refused(rules.EXTENDED_BEYOND)
    say(record(HANDLER), EXTEND).refused(rules.EXTENDED_BEYOND)
    say(record(UNTIL_SUMMER, AT_ONCE), EXTEND).refused(rules.APPOINTMENT_IS_OPEN)
    follows = replace(appointed(number=2), since=SUMMER + timedelta(days=1))
    say(record(UNTIL_SUMMER, follows), EXTEND).refused(rules.NOT_HELD_TWICE)


def test_an_appointment_ends_on_a_day_ahead_or_at_once():
    say(record(HANDLER), END).then(ENDED)
    say(record(HANDLER), replace(END, ends_on=None)).then(AT_ONCE)
    yesterday = replace(END, ends_on=TODAY - timedelta(days=1))
    say(record(HANDLER), yesterday).refused(rules.ENDS_AHEAD)
    say(record(UNTIL_SUMMER), replace(END, ends_on=SUMMER)).refused(rules.ENDS_AHEAD)
    say(record(HANDLER), END, by="taoluo").refused(rules.OWN_APPOINTMENT)
    say(record(HANDLER, AT_ONCE), END).refused(rules.APPOINTMENT_IS_OPEN)


def test_its_organisation_is_reminded_before_the_end_and_asked_until_it_comes():
    story = record(UNTIL_SUMMER)
    assert {d.key for d in story.deadlines} == {"term-1", "notice-1"}
    assert not story.tasks
    story.when_passed("notice-1", TODAY).then(SOON)
    told = record(UNTIL_SUMMER, SOON)
    assert told.turns == {("finance", "term-1")}
    assert {d.key for d in told.deadlines} == {"term-1"}
    told.when_passed("term-1", SUMMER).then(LAPSED)


def test_a_term_that_ran_out_is_asked_about_until_somebody_decides():
    over, later = record(UNTIL_SUMMER, SOON, LAPSED), SUMMER + timedelta(days=9)
    assert not over.deadlines
    assert over.turns == {("finance", "term-1")}
    at = datetime.combine(later, time(9), LOCAL_TIME)
    word = replace(END, ends_on=None)
    said = over.when(word, by="finance", duties=("administrator",), at=at)
    said.then(replace(AT_ONCE, ends_on=SUMMER, ended_on=later))
    assert not record(UNTIL_SUMMER, SOON, LAPSED, *said.events).tasks
    again = replace(appointed(number=2), since=later)
    assert not record(UNTIL_SUMMER, SOON, LAPSED, again).tasks
    assert not record(UNTIL_SUMMER, ENDED, LAPSED).tasks


def test_who_decided_the_end_is_not_asked_again_and_who_extended_is_reminded_anew():
    assert not record(UNTIL_SUMMER, SOON, ENDED).tasks
    assert not record(UNTIL_SUMMER, SOON, EXTENDED).tasks
    again = record(UNTIL_SUMMER, SOON, EXTENDED)
    assert {d.key for d in again.deadlines} == {"term-1", "notice-1"}
    assert not again.when_passed("term-1", SUMMER).events


def test_the_ledger_answers_who_held_a_duty_on_a_day():
    both = appointed("handler", "accountant", until=SUMMER)
    found = rows(Appointments, both)
    assert {(r.duty, r.since, r.counts_until) for r in found.values()} == {
        ("handler", TODAY, SUMMER),
        ("accountant", TODAY, SUMMER),
    }
    assert rows(Appointments, HANDLER)["p1-1-handler"].counts_until == LAST_DAY
    ended = rows(Appointments, HANDLER, ENDED)["p1-1-handler"]
    assert (ended.counts_until, ended.standing) == (TOMORROW, "held")
    assert rows(Appointments, HANDLER, AT_ONCE)["p1-1-handler"].standing == "ended"
    assert rows(Appointments, UNTIL_SUMMER, SOON)["p1-1-handler"].ends_soon
    assert rows(Appointments, UNTIL_SUMMER, SOON, LAPSED)["p1-1-handler"].standing == "ended"
    assert rows(Appointments, UNTIL_SUMMER, EXTENDED)["p1-1-handler"].until == NEXT_YEAR


def test_what_ends_before_it_began_held_on_no_day():
    ahead = replace(HANDLER, since=TOMORROW)
    held = Held(1, organisation="finance", duties=("handler",))
    removed = PersonRemoved(
        "p1", reason="撤销", appointments=(held,), deputisings=(), removed_by="finance",
        removed_on=TODAY - timedelta(days=3),
    )  # fmt: skip
    row = rows(Appointments, ahead, removed)["p1-1-handler"]
    assert (row.counts_until, row.standing) == (TODAY, "removed")


def test_the_ledger_takes_a_corrected_name():
    held = Held(1, organisation="finance", duties=("handler",))
    corrected = PersonCorrected(
        "p1", reason="更正", name="演示-丙", subject="s", appointments=(held,), corrected_on=TODAY
    )
    assert rows(Appointments, HANDLER, corrected)["p1-1-handler"].name == "演示-丙"


def test_the_history_keeps_every_act():
    [row] = rows(AppointmentHistory, ENDED).values()
    assert (row.act, row.organisation, row.until, row.reason) == (
        "ended",
        "finance",
        TOMORROW,
        "轮岗",
    )
