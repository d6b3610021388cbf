"""Streams' states as they came to be, folded from the log up to a position or a moment."""

from collections.abc import Iterable, Iterator
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.commands.repository import Repository
from shared.kernel.commands.stream_states import Folded, StreamStates
from shared.kernel.log.log import Log
from shared.kernel.views.past import Until, batches_until


def states_until(
    log: Log, aggregates: Iterable[Aggregate[Any]], until: Until, stream: str = ""
) -> Iterator[list[Folded]]:
    """What every event that counts, or those of one stream, did to its stream, a batch at a time."""
    states = StreamStates(Repository(log), aggregates)
    for events in batches_until(log, until, stream):
        yield states.around(events)
