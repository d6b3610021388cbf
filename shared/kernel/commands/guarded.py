"""Streams that a command guards, before it is known which."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.aggregate import Command


class Guarded(Mapping[tuple[type[Any], str], Any]):
    """The states of the kinds of streams that a command guards, whichever is asked for."""

    def __init__(
        self, command: Command, load: Callable[[Aggregate[Any], str], tuple[int, Any]]
    ) -> None:
        self._aggregates = {g.aggregate.state: g.aggregate for g in command.guards}
        self._load = load

    def __getitem__(self, key: tuple[type[Any], str]) -> Any:
        kind, id = key
        return self._load(self._aggregates[kind], id)[1]

    def __iter__(self) -> Iterator[tuple[type[Any], str]]:
        raise TypeError("which streams are guarded is not known before a command is given")

    def __len__(self) -> int:
        return len(self._aggregates)
