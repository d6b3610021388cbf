"""Who is on the register: registered, corrected, removed, reinstated."""

import re
from collections.abc import Iterator

from services.people.domain.person import rules
from services.people.domain.person.requirements import (
    ADMINISTRATOR,
    elsewhere_too,
    require_nowhere_else,
    require_own,
    require_registered,
)
from services.people.domain.person.state import PERSON, Person
from services.people.domain.sign_in import SIGN_IN, release, sign_in_id, take
from shared.kernel.aggregate import ANYONE, Context, Events, guard, holds, refuse
from shared.schemas.people import person as persons

CLAUSE = "design"
_PERSONAL_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}|1[3-9]\d{9}")
"""An identity card's, of either length, or a mobile telephone's."""


@PERSON.command(
    title="登记人员",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    guards=[guard(SIGN_IN, lambda _, cmd: sign_in_id(cmd.subject))],
    creates=True,
    numbered="staff-{year}",
)
def register_person(state: Person, cmd: persons.RegisterPerson, context: Context) -> Events:
    """With no duty yet. By the administrator of whom the person will work for."""
    _require_impersonal(cmd.person, cmd.subject)
    yield persons.PersonRegistered.of(
        cmd, registered_by=context.actor.organisation, registered_on=context.today
    )
    yield from take(cmd.subject, cmd.person, context)


def _subjects(state: Person, cmd: persons.CorrectPerson) -> Iterator[str]:
    yield from (sign_in_id(s) for s in {cmd.subject or "", state.subject} if s)


@PERSON.command(
    title="更正人员信息",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    guards=[guard(SIGN_IN, _subjects)],
    when=[require_own, holds(require_registered), require_nowhere_else],
)
def correct_person(state: Person, cmd: persons.CorrectPerson, context: Context) -> Events:
    """Another name, or another subject: then the earlier one signs nobody in any more."""
    subject, name = cmd.subject or state.subject, cmd.name or state.name
    if (name, subject) == (state.name, state.subject):
        return
    _require_impersonal(cmd.person, subject)
    held = tuple(
        persons.Held(number=n, organisation=a.term.organisation, duties=a.term.duties)
        for n, a in sorted(state.appointments.items())
    )
    yield persons.PersonCorrected.of(
        cmd, name=name, subject=subject, appointments=held, corrected_on=context.today
    )
    if subject != state.subject:
        yield from take(subject, cmd.person, context)
        yield from release(state.subject, cmd.person)


@PERSON.command(
    title="注销人员",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[require_own, holds(require_registered)],
)
def remove_person(state: Person, cmd: persons.RemovePerson, context: Context) -> Events:
    """At once, with every appointment. The subject stays the person's: nobody else gets it."""
    by = context.actor.organisation
    still = state.open_appointments()
    if others := elsewhere_too(state, context):
        refuse(rules.NO_OTHER_ORGANISATION, others=others)
    held = tuple(
        persons.Held(number=n, organisation=a.term.organisation, duties=a.term.duties)
        for n, a in still
    )
    acting = tuple(sorted(n for n, a in state.acting.items() if not a.term.ended))
    yield persons.PersonRemoved.of(
        cmd, appointments=held, deputisings=acting, removed_by=by, removed_on=context.today
    )


def _require_removed(state: Person) -> None:
    if state.removed_on is None:
        refuse(rules.REMOVED)


@PERSON.command(
    title="恢复人员",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[require_own, holds(_require_removed)],
)
def reinstate_person(state: Person, cmd: persons.ReinstatePerson, context: Context) -> Events:
    """On the register again, with no duty."""
    yield persons.PersonReinstated.of(cmd, reinstated_on=context.today)


def _require_impersonal(*texts: str) -> None:
    if any(_PERSONAL_NUMBER.search(text) for text in texts):
        refuse(rules.ID_IS_NO_PERSONAL_NUMBER)
