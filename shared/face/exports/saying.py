"""How a column says its values: an enumeration's by the schema's words, others by those of their kind,
as the registry, the events and the service itself have them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from shared.face.codes import called
from shared.face.meanings import meaning
from shared.face.words import registered, words_for
from shared.kernel.views.definition import Column, View
from shared.policy.loader import present, registry
from shared.policy.services import services
from shared.schemas.events import UnknownEvent, event_type
from shared.schemas.words import fields_of

Say = Callable[[str], str]
Titles = Mapping[str, Mapping[str, str]]
"""What a service calls its commands, its kinds of streams, and where something is read, by the kind
of value that names them."""

OF_PROGRAMS = frozenset({"technical", "sha256", "media-type"})
"""Kinds that tell people nothing."""


def say_of(view: View, column: Column, service: str, titles: Titles) -> Say | None:
    """How a column says one of its values; None where they are shown as they are. `service` is the
    one that keeps the view."""
    told = meaning(view, column, service)
    kind = told.get("kind", "")
    if kind == "place":
        return partial(_place, titles.get(kind, {}))
    if own := titles.get(kind):
        return lambda value: own.get(value, value)
    words = words_for(column.hint)
    by_kind = BY_KIND.get(told.get("reference", "")) or BY_KIND.get(kind)
    return by_kind or (words.say if words else None)


def say_of_hint(hint: Any) -> Say:
    """How a value of this annotation is said; as it is, where there is no word for it."""
    told = {n: known for field in fields_of(hint) for n, known in field().metadata.items()}
    words = words_for(hint)
    by_kind = BY_KIND.get(told.get("x-reference", "")) or BY_KIND.get(told.get("x-kind", ""))
    return by_kind or (words.say if words else _code)


def _place(titles: Mapping[str, str], where: str) -> str:
    """A ledger by its title, a matter by what it is, with its number."""
    kinds = (kind for kind in titles if where.startswith(f"{kind}-"))
    kind = max(kinds, key=len, default="")
    said = f"{titles[kind]}（{where.removeprefix(kind)[1:]}）" if kind else where
    return titles.get(where, said)


def _organisation(id: str) -> str:
    return registered("organisation").said.get(id) or registry().name_of(id, date.max)


def _edition(version: str) -> str:
    known = registry().edition(version)
    return known.title if known else version


def _parameter(name: str) -> str:
    known = registry().parameters.get(name)
    return known.zh if known else name


def _service(name: str) -> str:
    return services()[name].title if name in services() else name


def _event(name: str) -> str:
    try:
        return event_type(name).title
    except UnknownEvent:
        return name


def _code(text: str) -> str:
    """A text that is a code, by the word that all fields have for it."""
    return called().get(text, text)


BY_KIND: Mapping[str, Say] = {
    "town": lambda id: registered("town").say(id),
    "county": lambda id: registered("county").say(id),
    "organisation": _organisation,
    "clause": lambda id: present().sentence(id),
    "policy-version": _edition,
    "parameter": _parameter,
    "service": _service,
    "event": _event,
    "person": lambda id: "系统" if id == "system" else id,
    **dict.fromkeys(("text", "key", "part"), _code),
}
"""By the thing that values are the ids of, or by their kind."""
