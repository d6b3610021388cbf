"""What a decision may look at besides its aggregate's state and its command: all of it values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from shared.policy.local_time import local_day
from shared.policy.model import Parameter, Town
from shared.policy.registry import Registry

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person of an organisation, with the duties that the identity claims.

    `person` is a stable id, by which rules tell people apart; `name` what the person is called,
    where that is not the same. A deputy acts `on_behalf_of` somebody, with their duties. A
    `service` is no person, whatever it is called: it reads feeds and decides nothing.
    """

    person: str
    organisation: str
    duties: frozenset[str] = frozenset()
    service: bool = False
    name: str = ""
    on_behalf_of: str = ""
    on_behalf_of_name: str = ""

    @property
    def persons(self) -> tuple[str, ...]:
        """Whose act it is: the person's, and of a deputy also theirs for whom they act. What takes
        two people takes two who share nobody."""
        return (self.person, self.on_behalf_of) if self.on_behalf_of else (self.person,)

    @property
    def called(self) -> str:
        """The name, as it is written under what the person decides."""
        return self.name or self.person


def names_a_service(person: str) -> bool:
    """Whether a name is a service's, as in `service:finance`."""
    return person.partition(":")[0].strip().lower() == "service"


class Context(msgspec.Struct, frozen=True):
    """The moment, the actor, the registry, the parameters and the guarded states.

    `now` is an aware instant in UTC. Parameters that a decision reads are noted in `used`, so
    that they stand in its events.
    """

    now: datetime
    actor: Actor
    registry: Registry
    parameters: Mapping[str, Parameter]
    command_id: str = ""
    guards: Mapping[tuple[type[Any], str], Any] = {}
    used: dict[str, Any] = {}

    @property
    def today(self) -> date:
        """The local calendar day."""
        return local_day(self.now)

    def parameter(self, name: str) -> Any:
        """The value in force of a registered parameter."""
        value = self.parameters[name].value
        self.used[name] = value
        return value

    def guard(self, state: type[S], id: str) -> S:
        """The guarded state of another stream; the append checks that it has not moved."""
        found: S = self.guards[state, id]
        return found

    def guarded(self, state: type[S]) -> Iterable[tuple[str, S]]:
        """Every guarded state of one kind, with its id."""
        return ((id, s) for (kind, id), s in self.guards.items() if kind is state)

    def town(self, id: str, *, on: date | None = None) -> Town | None:
        """A town of the registry as it stands today, or `on` another day; None if unknown."""
        registry = self.registry if on is None else self.registry.on(on)
        return registry.towns.get(id)
