"""The tasks as they were: what streams asked of whom, up to a position or a moment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.commands.past_states import states_until
from shared.kernel.log.log import Log
from shared.kernel.tasks.holding import HeldTask, after, tasks_in
from shared.kernel.views.past import Folded, Until
from shared.kernel.views.sight import labels_of
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME


def tasks_until(
    log: Log, aggregates: Iterable[Aggregate[Any]], until: Until, stream: str = ""
) -> Folded:
    """The rows of `tasks` as they were, or those of one stream."""
    kept = [a for a in aggregates if a.tasks_of]
    held: dict[str, dict[str, HeldTask | None]] = defaultdict(dict)
    labels: dict[str, tuple[str, ...]] = {}
    aside: dict[str, int] = {}
    position = 0
    for batch in states_until(log, kept, until, stream):
        for aggregate, meta, _, state, error in batch:
            name, position = meta.stream, meta.position
            try:
                if error is not None:
                    raise error
                day = meta.effective_at.astimezone(LOCAL_TIME).date()
                asked = tasks_in(aggregate, meta.id, state, registry().on(day))
                labels[name] = labels_of(aggregate, of_state(aggregate, meta.id, state))
            except Exception:
                aside.setdefault(name, position)
            else:
                aside.pop(name, None)
                held[name] |= after(held[name], asked, meta)
    rows = {
        key: row if row.apart else replace(row, seen_by=labels[name])
        for name, of_stream in held.items()
        for key, row in of_stream.items()
        if row is not None
    }
    return Folded(rows, position, aside)
