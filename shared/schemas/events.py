"""Registration of events: one frozen dataclass a fact, with its service, version and clause."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

from shared.schemas import messages
from shared.schemas.corrections import Corrects
from shared.schemas.personal import check_public, personal_fields

T = TypeVar("T")

PLATFORM = "platform"
"""The owner of the events that every service may append (refused reactions and the like)."""


@dataclass(frozen=True, slots=True)
class EventType:
    """What the ecosystem knows about one kind of event."""

    name: str
    service: str
    version: int
    clause: str
    title: str
    restricted: bool
    public_fields: frozenset[str]
    data: type[Any]
    corrects: tuple[Corrects, ...] = ()

    @property
    def personal(self) -> tuple[str, ...]:
        """The fields that say something of a person."""
        return personal_fields(self.data)

    def public(self, data: dict[str, Any]) -> dict[str, Any]:
        """Plain data as everybody may be told them: of a restricted event its public fields."""
        if not self.restricted:
            return data
        return {name: value for name, value in data.items() if name in self.public_fields}


_by_name: dict[str, EventType] = {}
_by_class: dict[type[Any], EventType] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(
    service: str,
    *,
    clause: str,
    title: str,
    version: int = 1,
    restricted: bool = False,
    public_fields: frozenset[str] = frozenset(),
    corrects: Iterable[Corrects] = (),
) -> Callable[[type[T]], type[T]]:
    """Declare a class as an event of a service; it may inherit what its command said.

    `clause` is the sentence of the policy it carries out; `title` its Chinese name. A
    `restricted` event shows only its `public_fields` on the exchange; one with personal fields
    must be, and its other fields are public. `corrects` says which earlier ones it sets right.
    """

    def declare(cls: type[T]) -> type[T]:
        data = messages.event(cls, service)
        check_public(data, restricted, public_fields)
        name = cls.__name__
        if name in _by_name:
            raise ValueError(f"event {name} is declared twice")
        known = EventType(
            name, service, version, clause, title, restricted, public_fields, data, tuple(corrects)
        )
        _by_name[name] = known
        _by_class[data] = known
        return data

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command_data(cls: type[T]) -> type[T]:
    """Declare a class as the data of a command, or as a value that messages hold."""
    return messages.command(cls)


class UnknownEvent(LookupError):
    """An event type, or a version of it, that this release does not know."""


def event_type(name: str) -> EventType:
    """The registered type of that name. Raises `UnknownEvent`."""
    try:
        return _by_name[name]
    except KeyError:
        raise UnknownEvent(f"event type {name} is unknown to this release") from None


def type_of(event: object) -> EventType:
    """The registered type of an event instance or class. Raises `UnknownEvent`."""
    cls = event if isinstance(event, type) else type(event)
    try:
        return _by_class[cls]
    except KeyError:
        raise UnknownEvent(f"{cls.__name__} is not declared with @event") from None


def events_of(service: str) -> list[EventType]:
    """Every event type that a service may append, in the order of their names."""
    known = (e for e in _by_name.values() if e.service in (service, PLATFORM))
    return sorted(known, key=lambda e: e.name)
