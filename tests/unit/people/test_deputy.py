"""Deputies 代理: within the principal's organisation, for a time, in what may be deputised."""

from dataclasses import replace
from datetime import timedelta

from services.people.domain.person import rules
from services.people.views.deputies import Deputies
from shared.policy.loader import registry
from shared.schemas.people.person import PersonRemoved
from shared.schemas.people.person_deputy import DeputisingEnded, EndDeputising
from tests.rows import rows
from tests.unit.people.records import (
    HANDLER,
    NAME,
    NAMED,
    OF_ANOTHER,
    TODAY,
    TOMORROW,
    appointed,
    beside,
    record,
    say,
)

AUDITED = appointed("principal")
END = EndDeputising("p1", deputising=1, reason="返岗")
ENDED = DeputisingEnded.of(
    END, principal="p2", organisation="finance", duties=("approver",), ended_on=TODAY
)
REMOVED = PersonRemoved(
    "p1", reason="调离", appointments=(), deputisings=(1,), removed_by="finance", removed_on=TODAY
)


def test_a_deputy_acts_for_a_person_of_the_same_organisation():
    say(beside(record(AUDITED), OF_ANOTHER), NAME).then(NAMED)
    elsewhere = record(appointed(organisation="taoluo"))
    say(beside(elsewhere, OF_ANOTHER), NAME).refused(rules.DEPUTY_IS_OF_THE_ORGANISATION)
    short = record(appointed("principal", until=TODAY))
    say(beside(short, OF_ANOTHER), NAME).refused(rules.DEPUTY_IS_OF_THE_ORGANISATION)


def test_no_other_organisation_names_a_deputy():
    say(beside(record(AUDITED), OF_ANOTHER), NAME, by="taoluo").refused(rules.OWN_APPOINTMENT)


def test_nobody_deputises_for_themself():
    own = replace(NAME, principal="p1")
    say(record(AUDITED), own).refused(rules.DEPUTY_IS_ANOTHER)


def test_the_principal_holds_the_appointment_all_the_time():
    ends = replace(OF_ANOTHER, until=TODAY)
    say(beside(record(AUDITED), ends), NAME).refused(rules.PRINCIPAL_HOLDS_IT)
    say(beside(record(AUDITED)), NAME).refused(rules.APPOINTMENT_IS_OPEN)


def test_deputising_begins_today_or_later_and_is_short():
    most = registry().parameters["people.deputy_at_most_days"].value
    latest = TODAY + timedelta(days=most)
    story = beside(record(AUDITED), OF_ANOTHER)
    assert not say(story, replace(NAME, until=latest)).refusal
    for since, until in (
        (TODAY, latest + timedelta(days=1)),
        (TODAY - timedelta(days=1), TODAY),
        (TOMORROW, TODAY),
    ):
        days = replace(NAME, since=since, until=until)
        say(story, days).refused(rules.DEPUTISING_IS_SHORT)


def test_administration_is_not_deputised():
    keeper = replace(OF_ANOTHER, duties=("administrator",))
    say(beside(record(AUDITED), keeper), NAME).refused(rules.NOT_DEPUTISED_ON)
    besides = replace(OF_ANOTHER, duties=("approver", "operator"))
    say(beside(record(AUDITED), besides), NAME).then(NAMED)


def test_a_handler_does_not_act_for_the_approver():
    say(beside(record(HANDLER), OF_ANOTHER), NAME).refused(rules.DUTIES_GO_TOGETHER)


def test_deputising_ends_at_once_by_its_own_organisation():
    say(record(AUDITED, NAMED), END).then(ENDED)
    say(record(AUDITED, NAMED), END, by="taoluo").refused(rules.OWN_APPOINTMENT)
    say(record(AUDITED, NAMED, ENDED), END).refused(rules.DEPUTISING_IS_OPEN)
    say(record(AUDITED), END).refused(rules.DEPUTISING_IS_OPEN)


def test_the_ledger_tells_who_acts_for_whom_until_when():
    row = rows(Deputies, NAMED)["p1-1"]
    assert (row.name, row.principal_name, row.duties) == ("演示-甲", "演示-乙", ["approver"])
    assert (row.until, row.standing) == (TOMORROW, "held")
    ended = rows(Deputies, NAMED, ENDED)["p1-1"]
    assert (ended.until, ended.standing) == (TODAY, "ended")
    assert rows(Deputies, NAMED, REMOVED)["p1-1"].standing == "removed"
