"""Appointments 任职: made, extended, ended, each by its own organisation's administrator."""

from datetime import date, timedelta

from services.people.domain.person import rules
from services.people.domain.person.agreeing import require_agreed
from services.people.domain.person.exclusion import check_together
from services.people.domain.person.requirements import (
    ADMINISTRATOR,
    OVERSEER,
    find_open,
    require_registered,
)
from services.people.domain.person.state import PERSON, Appointment, Person, Term
from shared.kernel.aggregate import ANYONE, Context, Events, holds, organisation, pick, refuse
from shared.schemas.checked import LAST_DAY
from shared.schemas.duty import Duty
from shared.schemas.people import person_appointment
from shared.schemas.words import say

CLAUSE = "design"


@PERSON.command(
    title="任职",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered), require_agreed],
)
def appoint_person(
    state: Person, cmd: person_appointment.AppointPerson, context: Context
) -> Events:
    """For the administrator's own organisation: no other can be named. Of a person who works for
    another one, once that has agreed."""
    by = context.actor.organisation
    excluding = _check(state, by, cmd.duties, cmd.since, cmd.until, context)
    yield person_appointment.PersonAppointed(
        cmd.person, number=len(state.appointments) + 1, organisation=by, name=state.name,
        duties=cmd.duties, since=cmd.since, until=cmd.until, post=cmd.post, excluding=excluding,
        notice_working_days=context.parameter("people.notice_working_days"),
        document=cmd.document, appointed_by=by, appointed_on=context.today,
    )  # fmt: skip


@PERSON.command(
    title="任命单位人员管理员",
    clause=CLAUSE,
    by=[organisation(OVERSEER)],
    duty=ADMINISTRATOR,
    when=[holds(require_registered)],
)
def appoint_administrator(
    state: Person, cmd: person_appointment.AppointAdministrator, context: Context
) -> Events:
    """The first administrator of an organisation, who appoints its other people."""
    if not context.registry.knows(cmd.organisation):
        refuse(rules.KNOWN_ORGANISATION, organisation=cmd.organisation)
    duties: tuple[Duty, ...] = ("administrator",)
    excluding = _check(state, cmd.organisation, duties, cmd.since, cmd.until, context)
    yield person_appointment.PersonAppointed(
        cmd.person, number=len(state.appointments) + 1, organisation=cmd.organisation,
        name=state.name, duties=duties, since=cmd.since, until=cmd.until, excluding=excluding,
        notice_working_days=context.parameter("people.notice_working_days"), reason=cmd.reason,
        document=cmd.document, appointed_by=context.actor.organisation,
        appointed_on=context.today,
    )  # fmt: skip


def _require_limited(
    state: Person, cmd: person_appointment.ExtendAppointment, context: Context
) -> tuple[Term, date]:
    """An own term that ends some day; that day."""
    term = find_open(state, cmd.number, context).term
    if term.until is None:
        refuse(rules.EXTENDED_BEYOND, until=LAST_DAY)
    return term, term.until


@PERSON.command(
    title="续任",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered)],
    picks=[pick("number", _require_limited)],
)
def extend_appointment(
    state: Person, cmd: person_appointment.ExtendAppointment, context: Context
) -> Events:
    term, until = _require_limited(state, cmd, context)
    yesterday = context.today - timedelta(days=1)
    if cmd.until <= max(until, yesterday):
        refuse(rules.EXTENDED_BEYOND, until=max(until, yesterday))
    later = until + timedelta(days=1)
    _check_free(state, term.organisation, term.duties, later, cmd.until)
    excluding = check_together(state, term.organisation, term.duties, later, cmd.until, context)
    yield person_appointment.AppointmentExtended.of(
        cmd, organisation=term.organisation, duties=term.duties, previous_until=until,
        excluding=excluding, extended_on=context.today,
    )  # fmt: skip


def _require_open(
    state: Person, cmd: person_appointment.EndAppointment, context: Context
) -> Appointment:
    return find_open(state, cmd.number, context, or_lapsed=True)


@PERSON.command(
    title="离任",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered)],
    picks=[pick("number", _require_open)],
)
def end_appointment(
    state: Person, cmd: person_appointment.EndAppointment, context: Context
) -> Events:
    """On a day that comes, the last on which it holds; or at once. Of a term that has run out it
    is put on record that nothing follows."""
    appointment = _require_open(state, cmd, context)
    term = appointment.term
    latest = term.until or LAST_DAY
    earliest = min(max(term.since, context.today), latest)
    ends_on = cmd.ends_on or min(context.today, latest)
    if cmd.ends_on and (
        appointment.lapsed or not earliest <= ends_on <= latest or ends_on == term.until
    ):
        refuse(rules.ENDS_AHEAD, earliest=earliest, latest=latest)
    yield person_appointment.AppointmentEnded.of(
        cmd, ends_on=ends_on, at_once=cmd.ends_on is None, organisation=term.organisation,
        duties=term.duties, ended_on=context.today,
    )  # fmt: skip


def _check(
    state: Person,
    organisation: str,
    duties: tuple[Duty, ...],
    since: date,
    until: date | None,
    context: Context,
) -> tuple[Duty, ...]:
    """The duties that exclude each other and are told of; everything else is refused."""
    if not duties or len({*duties}) < len(duties):
        refuse(rules.HAS_DUTIES)
    late = timedelta(days=context.parameter("people.recorded_within_days"))
    earliest = context.today - late
    if since < earliest or (until is not None and until < max(since, context.today)):
        refuse(rules.HAS_A_TERM, earliest=earliest)
    _check_free(state, organisation, duties, since, until)
    return check_together(state, organisation, duties, since, until, context)


def _check_free(
    state: Person, organisation: str, duties: tuple[Duty, ...], since: date, until: date | None
) -> None:
    held = {
        duty
        for a in state.appointments.values()
        if a.term.organisation == organisation and a.term.meets(since, until)
        for duty in a.term.duties
    }
    if twice := [duty for duty in duties if duty in held]:
        refuse(rules.NOT_HELD_TWICE, duties=", ".join(twice), duties_zh=say(Duty, *twice))
