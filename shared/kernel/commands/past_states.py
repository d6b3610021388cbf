"""Streams' states as they came to be, folded from the log up to a position or a moment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.commands.repository import Repository
from shared.kernel.commands.stream_states import Folded, StreamStates
from shared.kernel.log.log import Log
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.past import Until, batches_until
from shared.schemas.events import UnknownEvent


def states_until(
    log: Log, aggregates: Iterable[Aggregate[Any]], until: Until, stream: str = ""
) -> Iterator[list[Folded]]:
    """What every event that counts, or those of one stream, did to its stream, a batch at a time."""
    states = StreamStates(Repository(log), aggregates)
    around = states.around if until.effective is None else _Counted(states.aggregate_of).around
    for events in batches_until(log, until, stream):
        yield around(events)


class _Counted:
    """Streams' states by the events that count alone: what had happened is not what was recorded
    before. A stream that one of them can't be folded into stays so."""

    def __init__(self, aggregate_of: Callable[[Incoming], Aggregate[Any] | None]) -> None:
        self._aggregate_of = aggregate_of
        self._states: dict[str, Any] = {}

    def around(self, events: Sequence[Incoming]) -> list[Folded]:
        told = ((self._aggregate_of(event), event) for event in events)
        return [self._fold(aggregate, event) for aggregate, event in told if aggregate]

    def _fold(self, aggregate: Aggregate[Any], event: Incoming) -> Folded:
        """Raises `UnknownEvent`."""
        meta = event.meta
        before = self._states.get(meta.stream, aggregate.initial)
        if isinstance(before, Exception):
            return Folded(aggregate, meta, None, None, before)
        try:
            after = aggregate.fold(before, event.event())
        except UnknownEvent:
            raise
        except Exception as error:
            self._states[meta.stream] = error
            return Folded(aggregate, meta, None, None, error)
        self._states[meta.stream] = after
        return Folded(aggregate, meta, before, after, None)
