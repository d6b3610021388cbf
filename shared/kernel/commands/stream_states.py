"""The states of streams around each event of a batch: folded once for all who are made of states."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from shared.kernel.aggregate import Aggregate
from shared.kernel.commands.repository import Repository
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.recorded import EventMeta
from shared.kernel.subscription.incoming import Incoming
from shared.schemas.events import UnknownEvent

CAPACITY = 10_000
"""Streams whose states are kept."""


class Folded(NamedTuple):
    """A stream's state before an event and after it, or the error that there is instead."""

    aggregate: Aggregate[Any]
    meta: EventMeta
    before: Any
    after: Any
    error: Exception | None


class StreamStates:
    """Keeps the states of the streams it has met, each at the version it has come to.

    Whoever asks for the same batch again, the same list, is given what was folded before.
    """

    def __init__(self, repository: Repository, aggregates: Iterable[Aggregate[Any]]) -> None:
        self._repository = repository
        self._aggregates = {a.category: a for a in aggregates}
        self._states: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._batch: Sequence[Incoming] = ()
        self._folded: list[Folded] = []

    def aggregate_of(self, event: Incoming) -> Aggregate[Any] | None:
        stream, id = event.meta.stream, event.meta.id
        return self._aggregates.get(stream[: -len(id) - 1])

    def around(self, events: Sequence[Incoming]) -> list[Folded]:
        """What the events do to their streams, in order. Raises `StoreUnavailable`,
        `UnknownEvent`."""
        if self._batch is not events:
            self._folded = [*self._fold(events)]
            self._batch = events
        return self._folded

    def _fold(self, events: Sequence[Incoming]) -> Iterable[Folded]:
        for event in events:
            aggregate = self.aggregate_of(event)
            if aggregate is None:
                continue
            try:
                before, after = self._advance(aggregate, event)
            except (StoreUnavailable, UnknownEvent):
                raise
            except Exception as error:
                yield Folded(aggregate, event.meta, None, None, error)
            else:
                yield Folded(aggregate, event.meta, before, after, None)
        while len(self._states) > CAPACITY:
            self._states.popitem(last=False)

    def _advance(self, aggregate: Aggregate[Any], event: Incoming) -> tuple[Any, Any]:
        """Bring a stream's state to an event: the log's own state may be further on. What a command
        has come to in this process is not folded, and not kept, a second time."""
        stream, version = event.meta.stream, event.meta.version
        reached, before = self._states.pop(stream, (0, aggregate.initial))
        if reached != version - 1:
            before = self._repository.at(aggregate, event.meta.id, version - 1)
        after = self._repository.kept(stream, version)
        if after is None:
            after = aggregate.fold(before, event.event())
        self._states[stream] = version, after
        return before, after
