"""The states of streams in a history, and in another one that differs from it in a few."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from shared.kernel.aggregate import Aggregate, Context
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import decide
from shared.schemas.copying import replace


class Event(NamedTuple):
    """An event and its stream."""

    aggregate: Aggregate[Any]
    id: str
    event: object

    @property
    def stream(self) -> str:
        return self.aggregate.stream(self.id)


class World:
    """States by stream, each with its version; what is not here `beneath` has."""

    def __init__(self, beneath: "World | None" = None) -> None:
        self._beneath = beneath
        self._states: dict[str, tuple[int, Any]] = {}

    def of(self, aggregate: Aggregate[Any], id: str) -> tuple[int, Any]:
        return self.at(aggregate.stream(id), aggregate)

    def at(self, stream: str, aggregate: Aggregate[Any]) -> tuple[int, Any]:
        if (known := self._states.get(stream)) is not None:
            return known
        return self._beneath.at(stream, aggregate) if self._beneath else (0, aggregate.initial)

    def fold(self, events: Iterable[Event]) -> None:
        for one in events:
            version, state = self.at(one.stream, one.aggregate)
            self._states[one.stream] = version + 1, one.aggregate.fold(state, one.event)

    @property
    def streams(self) -> Mapping[str, tuple[int, Any]]:
        """The streams that it keeps itself: of the other history, those in which it differs."""
        return self._states

    def keep(self, stream: str, aggregate: Aggregate[Any]) -> None:
        """Hold on to how a stream stands, before what is beneath moves on."""
        self._states[stream] = self.at(stream, aggregate)

    def settle(self, stream: str, aggregate: Aggregate[Any]) -> None:
        """Let go of a stream that has come to be as it is beneath."""
        assert self._beneath is not None
        if (
            stream in self._states
            and self._states[stream][1] == self._beneath.at(stream, aggregate)[1]
        ):
            del self._states[stream]

    def decide(self, command: Command, data: Any, context: Context) -> list[Event]:
        """What follows here. Raises `Refused`, `NotPermitted`, `NoSuchStream`."""
        version, state = self.of(command.aggregate, command.id_of(data))
        guards = {
            (guard.aggregate.state, id): self.of(guard.aggregate, id)[1]
            for guard in command.guards
            for id in guarded(guard.select(state, data))
        }
        decided = decide(command, version, state, data, replace(context, guards=guards))
        return [Event(d.aggregate, d.id, d.event) for d in decided]


def guarded(selected: str | Iterable[str]) -> Iterable[str]:
    return (selected,) if isinstance(selected, str) else selected
