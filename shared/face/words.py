"""What values are called: enumerations by the schema's words, places and units by the registry's.

What a template takes, an export says: both ask here, with the annotation of the field or column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from shared.policy.loader import registry
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.text import same_name
from shared.schemas.words import fields_of


@dataclass(frozen=True)
class Words:
    """`said` is the word for each value, `meant` the value of each word, as `same_name` has it.

    Words that are `open` name only some of the values: others stand for themselves.
    """

    said: Mapping[str, str]
    meant: Mapping[str, str]
    open: bool = False

    def say(self, value: str) -> str:
        """The word for a value; the value itself where there is none."""
        return self.said.get(value, value)

    def mean(self, text: str) -> str | None:
        """The value that a word or a value stands for, None if it is neither."""
        found = self.meant.get(same_name(text))
        return text if found is None and text in self.said else found


def words_for(hint: Any) -> Words | None:
    """The words of an annotation, or of a field class; None where values are shown as they are."""
    known = {hint, *fields_of(hint)}
    for kind, names in _NAMES.items():
        if kind in known:
            return names()
    for field in known:
        if said := getattr(field, "words", None):
            return _words(said, open=getattr(field, "open", False))
    return None


def registered(thing: str) -> Words:
    """The names of what the registry lists: `town`, `county`, `organisation`."""
    return {"town": _towns, "county": _counties, "organisation": _organisations}[thing]()


def _words(said: Mapping[str, str], open: bool = False) -> Words:
    meant = {same_name(word): value for value, word in said.items()}
    return Words(dict(said), meant, open)


@cache
def _towns() -> Words:
    return _words({town.id: town.name for town in registry().towns.values()})


@cache
def _counties() -> Words:
    return _words({county.id: county.name for county in registry().counties.values()})


@cache
def _organisations() -> Words:
    """Organisations under all names that they bore; towns and counties too, for they act, and
    those that follow from these."""
    known = registry()
    former = {same_name(o.name): o.id for all in known.organisations.values() for o in all}
    derived = {id: known.name_of(id, date.max) for id in known.derived}
    present = {id: names[-1].name for id, names in known.organisations.items()}
    words = _words({**_towns().said, **_counties().said, **derived, **present})
    return Words(words.said, {**former, **words.meant}, open=True)


_NAMES: dict[Any, Callable[[], Words]] = {
    TownId.__metadata__[0]: _towns,  # type: ignore[attr-defined]
    CountyId.__metadata__[0]: _counties,  # type: ignore[attr-defined]
    OrganisationId.__metadata__[0]: _organisations,  # type: ignore[attr-defined]
}
