"""Deputies 代理: a person who acts for another, for a time, within one organisation."""

from datetime import timedelta

from services.people.domain.person import rules
from services.people.domain.person.exclusion import check_together
from services.people.domain.person.requirements import (
    ADMINISTRATOR,
    OVERSEER,
    find_open,
    require_registered,
)
from services.people.domain.person.state import PERSON, Acting, Person, Term
from shared.kernel.aggregate import ANYONE, Context, Events, guard, holds, pick, refuse
from shared.schemas.people import person_deputy

CLAUSE = "design"
_NEVER = {"administrator", "operator"}
"""Duties over the register and the machines are held in one's own name or not at all."""


def _find_held(_: Person, cmd: person_deputy.NameDeputy, context: Context) -> Term:
    """The appointment of another that the deputy acts in."""
    if cmd.principal == cmd.person:
        refuse(rules.DEPUTY_IS_ANOTHER)
    return find_open(context.guard(Person, cmd.principal), cmd.appointment, context).term


@PERSON.command(
    title="指定代理人",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    guards=[guard(PERSON, "principal")],
    when=[holds(require_registered)],
    picks=[pick("appointment", _find_held)],
)
def name_deputy(state: Person, cmd: person_deputy.NameDeputy, context: Context) -> Events:
    """It stands in the deputy's record: what a person may do is read in one place."""
    principal, term = context.guard(Person, cmd.principal), _find_held(state, cmd, context)
    latest = context.today + timedelta(days=context.parameter("people.deputy_at_most_days"))
    if not context.today <= cmd.since <= cmd.until <= latest:
        refuse(rules.DEPUTISING_IS_SHORT, earliest=context.today, latest=latest)
    if principal.removed_on is not None or not term.covers(cmd.since, cmd.until):
        refuse(rules.PRINCIPAL_HOLDS_IT)
    if not any(_works_there(own.term, term, cmd) for own in state.appointments.values()):
        name = context.registry.name_of(term.organisation, context.today)
        refuse(rules.DEPUTY_IS_OF_THE_ORGANISATION, organisation=name)
    duties = tuple(duty for duty in term.duties if duty not in _NEVER)
    if not duties:
        refuse(rules.NOT_DEPUTISED_ON)
    excluding = check_together(state, term.organisation, duties, cmd.since, cmd.until, context)
    yield person_deputy.DeputyNamed.of(
        cmd, deputising=len(state.acting) + 1, organisation=term.organisation, duties=duties,
        name=state.name, principal_name=principal.name, excluding=excluding,
        named_on=context.today,
    )  # fmt: skip


def _works_there(own: Term, term: Term, cmd: person_deputy.NameDeputy) -> bool:
    return own.organisation == term.organisation and own.covers(cmd.since, cmd.until)


def _require_open(state: Person, cmd: person_deputy.EndDeputising, context: Context) -> Acting:
    """One of the caller's own organisation that has not ended."""
    acting = state.acting.get(cmd.deputising)
    if acting is None or acting.term.ended or (acting.term.until or context.today) < context.today:
        refuse(rules.DEPUTISING_IS_OPEN, number=cmd.deputising)
    if context.actor.organisation not in (acting.term.organisation, OVERSEER):
        name = context.registry.name_of(acting.term.organisation, context.today)
        refuse(rules.OWN_APPOINTMENT, organisation=name)
    return acting


@PERSON.command(
    title="结束代理",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered)],
    picks=[pick("deputising", _require_open)],
)
def end_deputising(state: Person, cmd: person_deputy.EndDeputising, context: Context) -> Events:
    """Before its last day, at once."""
    acting = _require_open(state, cmd, context)
    term = acting.term
    yield person_deputy.DeputisingEnded.of(
        cmd, principal=acting.principal, organisation=term.organisation, duties=term.duties,
        ended_on=context.today,
    )  # fmt: skip
