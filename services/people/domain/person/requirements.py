"""What commands of the register ask of the person's record and of the caller."""

from services.people.domain.person import rules
from services.people.domain.person.state import Appointment, Person
from shared.kernel.aggregate import Context, refuse

ADMINISTRATOR = "administrator"
"""The duty of whoever keeps the register for an organisation."""
OVERSEER = "organization"
"""The organisation department, which operates the register for all."""


def require_registered(person: Person) -> None:
    if person.removed_on is not None:
        refuse(rules.REGISTERED, removed_on=person.removed_on)


def require_own(person: Person, context: Context) -> None:
    """The caller's organisation registered the person, is worked for, or keeps the whole register."""
    concerned = {
        person.registered_by,
        *(a.term.organisation for _, a in person.open_appointments()),
    }
    if context.actor.organisation not in {*concerned, OVERSEER}:
        who = (context.registry.name_of(o, context.today) for o in sorted(concerned))
        refuse(rules.OWN_PERSON, who="、".join(who))


def elsewhere_too(person: Person, context: Context) -> str:
    """The other organisations that the person is appointed at, if the caller may not speak for
    them: whoever changes a subject lets somebody in as that person there too."""
    by = context.actor.organisation
    others = {a.term.organisation for _, a in person.open_appointments()} - {by}
    if by == OVERSEER:
        return ""
    return "、".join(context.registry.name_of(o, context.today) for o in sorted(others))


def require_nowhere_else(person: Person, context: Context) -> None:
    if others := elsewhere_too(person, context):
        refuse(rules.NO_OTHER_S_NAME, others=others)


def find_open(
    person: Person, number: int, context: Context, *, or_lapsed: bool = False
) -> Appointment:
    """An open appointment of the caller's own organisation, or one that the caller made for
    another; if asked, also one that has lapsed and waits for a word about it."""
    found = person.appointments.get(number)
    if found is None or (found.term.ended and not (or_lapsed and found.lapsed)):
        refuse(rules.APPOINTMENT_IS_OPEN, number=number)
    if context.actor.organisation not in (found.term.organisation, found.by):
        name = context.registry.name_of(found.term.organisation, context.today)
        refuse(rules.OWN_APPOINTMENT, organisation=name)
    return found
