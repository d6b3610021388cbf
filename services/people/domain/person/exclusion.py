"""Duties that exclude each other 不相容职责, as the parameters in force name them."""

from collections.abc import Iterable
from datetime import date

from services.people.domain.person import rules
from services.people.domain.person.state import Person, Term
from shared.kernel.aggregate import Context, refuse
from shared.schemas.duty import DUTIES, Duty
from shared.schemas.words import say


def check_together(
    person: Person,
    organisation: str,
    duties: Iterable[Duty],
    since: date,
    until: date | None,
    context: Context,
) -> tuple[Duty, ...]:
    """What of the duties, old and new, excludes another on some day of the term: refused, or by
    the parameter `people.exclusion` only told."""
    pairs = _pairs(context)
    new = set(duties)
    clashing = _clashing(new, new, pairs)
    for term in _meeting(person, organisation, since, until):
        clashing |= _clashing(new, set(term.duties), pairs)
    found = tuple(duty for duty in DUTIES if duty in clashing)
    if found and context.parameter("people.exclusion") == "refuse":
        refuse(rules.DUTIES_GO_TOGETHER, duties=", ".join(found), duties_zh=say(Duty, *found))
    return found


def _meeting(person: Person, organisation: str, since: date, until: date | None) -> Iterable[Term]:
    return (t for t in person.terms() if t.organisation == organisation and t.meets(since, until))


def _pairs(context: Context) -> list[frozenset[str]]:
    return [frozenset(pair.split("/")) for pair in context.parameter("people.excluding_duties")]


def _clashing(some: set[Duty], others: set[Duty], pairs: list[frozenset[str]]) -> set[str]:
    return {
        duty
        for pair in pairs
        for one in some
        for other in others
        if pair == {one, other}
        for duty in pair
    }
