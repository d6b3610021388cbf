"""Every field of what the services publish: of events, of commands, and of the values within."""

import dataclasses
import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from marshmallow import fields

from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of
from shared.schemas.marshalling import schema_of
from shared.schemas.messages import is_message


class Told(NamedTuple):
    """A field, its message, and what JSON Schema tells of it (of a list, of its items)."""

    message: type[Any]
    name: str
    field: fields.Field[Any]
    told: dict[str, Any]

    @property
    def where(self) -> str:
        return f"{self.message.__module__.removeprefix('shared.schemas.')}: {self.message.__name__}.{self.name}"

    @property
    def item(self) -> fields.Field[Any]:
        """The field of a single value."""
        inner = self.field
        while isinstance(inner, fields.List):
            inner = inner.inner
        return inner


@cache
def messages(service: str) -> tuple[type[Any], ...]:
    """The messages that a service publishes, and the values within them."""
    importlib.import_module(f"shared.schemas.{service}")
    declared = importlib.import_module(f"services.{service}.service").Service
    commands = [c for a in declared.commands.aggregates for c in a.commands.values() if c.public]
    found = dict.fromkeys([e.data for e in events_of(service)] + [c.data for c in commands])
    for message in list(found):
        found |= dict.fromkeys(_within(message))
    return tuple(found)


def told(service: str) -> Iterator[Told]:
    """What is told of every field."""
    for message in messages(service):
        for name, field in schema_of(message).fields.items():
            inner = field
            about: dict[str, Any] = {}
            while isinstance(inner, fields.List):
                about = {**inner.metadata, **about}
                inner = inner.inner
            yield Told(message, name, field, {**inner.metadata, **about})


@cache
def everything() -> list[Told]:
    return [field for service in SERVICES for field in told(service)]


def _within(message: type[Any]) -> Iterator[type[Any]]:
    hints = get_type_hints(message)
    for known in dataclasses.fields(message):
        for inner in _inner(hints[known.name]):
            yield inner
            yield from _within(inner)


def _inner(hint: Any) -> Iterator[type[Any]]:
    if is_message(hint):
        yield hint
    for argument in get_args(hint):
        yield from _inner(argument)
