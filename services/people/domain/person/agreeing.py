"""Agreement 同意任职: of whom a person works for, before another organisation appoints them.

Whoever appoints a person sees all of their record, and has a say in their removal: so nobody helps
himself to the people of others.
"""

from datetime import timedelta

from services.people.domain.person import rules
from services.people.domain.person.requirements import (
    ADMINISTRATOR,
    OVERSEER,
    require_registered,
)
from services.people.domain.person.state import PERSON, Person
from shared.kernel.aggregate import ANYONE, Context, Events, holds, refuse
from shared.schemas.people import person_agreement

CLAUSE = "design"


def require_agreed(person: Person, context: Context) -> None:
    """The organisation that keeps the register asks nobody; and whom it has registered and nobody
    has ever employed, it has registered for another."""
    by = context.actor.organisation
    if by in (OVERSEER, _employer(person), *person.employers):
        return
    if not person.appointments and person.registered_by == OVERSEER:
        return
    if not _is_agreed(person, by, context):
        refuse(rules.AGREED_BY_EMPLOYER, employer=_name(person, context))


def require_employer(person: Person, context: Context) -> None:
    if context.actor.organisation not in (_employer(person), OVERSEER):
        refuse(rules.EMPLOYER_AGREES, employer=_name(person, context))


def _is_agreed(person: Person, organisation: str, context: Context) -> bool:
    """Whether an agreement for this organisation is open, and still good: what somebody has said for
    whom the person works no longer binds the next one."""
    agreement = person.agreed.get(organisation)
    return (
        agreement is not None
        and agreement.good_until >= context.today
        and agreement.by in (OVERSEER, _employer(person))
    )


def _employer(person: Person) -> str:
    """For whom the person has worked the longest: those who came later were agreed to."""
    return next(iter(person.employers), person.registered_by)


def _name(person: Person, context: Context) -> str:
    return context.registry.name_of(_employer(person), context.today)


@PERSON.command(
    title="同意其他单位任职",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered), require_employer],
)
def agree_to_appointment(
    state: Person, cmd: person_agreement.AgreeToAppointment, context: Context
) -> Events:
    known = context.registry.knows(cmd.organisation)
    if cmd.organisation in (_employer(state), *state.employers) or not known:
        refuse(rules.AGREED_TO_ANOTHER, organisation=cmd.organisation)
    days = timedelta(days=context.parameter("people.agreement_days"))
    yield person_agreement.AppointmentAgreed.of(
        cmd, agreed_by=context.actor.organisation, good_until=context.today + days
    )


@PERSON.command(
    title="撤回同意任职",
    clause=CLAUSE,
    by=[ANYONE],
    duty=ADMINISTRATOR,
    when=[holds(require_registered), require_employer],
)
def withdraw_agreement(
    state: Person, cmd: person_agreement.WithdrawAgreement, context: Context
) -> Events:
    if not _is_agreed(state, cmd.organisation, context):
        refuse(rules.AGREEMENT_IS_OPEN, organisation=cmd.organisation)
    yield person_agreement.AgreementWithdrawn.of(cmd, withdrawn_by=context.actor.organisation)
