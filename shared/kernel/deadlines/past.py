"""The deadlines that ran at a position or a moment."""

from collections.abc import Iterable
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.commands.past_states import states_until
from shared.kernel.deadlines.table import RunningDeadline, deadlines_in
from shared.kernel.log.log import Log
from shared.kernel.views.past import Folded, Until


def deadlines_until(
    log: Log, aggregates: Iterable[Aggregate[Any]], until: Until, stream: str = ""
) -> Folded:
    """The rows of `deadlines` as they were, or those of one stream."""
    kept = [a for a in aggregates if a.deadlines_of]
    running: dict[str, list[RunningDeadline]] = {}
    aside: dict[str, int] = {}
    position = 0
    for batch in states_until(log, kept, until, stream):
        for aggregate, meta, _, state, error in batch:
            position = meta.position
            try:
                if error is not None:
                    raise error
                running[meta.stream] = list(deadlines_in(aggregate, meta.id, state))
            except Exception:
                aside.setdefault(meta.stream, position)
            else:
                aside.pop(meta.stream, None)
    rows = {row.deadline: row for of_stream in running.values() for row in of_stream}
    return Folded(rows, position, aside)
