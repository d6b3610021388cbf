"""The one fold: events into the rows of a view, each row as far as it can be computed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shared.kernel.log.recorded import EventMeta
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.definition import FoldRow, View
from shared.kernel.views.set_aside import Failure

Change = tuple[str, Any, FoldRow, int, EventMeta | None]
"""A row's key, an event that touches the row, its fold, its position, and what surrounds it: None
where the fold takes the event by itself."""


def changes_in(view: View, events: Iterable[Incoming]) -> tuple[list[Change], dict[str, Failure]]:
    """What the events touch, in order; and what nobody can tell the rows of, by stream.

    Raises `UnknownEvent`.
    """
    changes: list[Change] = []
    failures: dict[str, Failure] = {}
    folds = view.folds
    for incoming in events:
        meta = incoming.meta
        taken = folds.get(meta.type)
        if taken is None:
            continue
        event, position = incoming.event(), meta.position
        try:
            keys = taken[0](event, meta)
            changes += [
                (key, event, taken[1], position, meta)
                for key in ((keys,) if isinstance(keys, str) else keys)
            ]
        except Exception as error:
            failures.setdefault(meta.stream, Failure(meta.position, error))
    return changes, failures


def fold(
    view: View, before: Mapping[str, Any], changes: Iterable[Change], look: Callable[[Any], object]
) -> tuple[dict[str, Any], dict[str, Failure]]:
    """The rows after the changes, None where there is none, and the keys at which it failed.

    `before` has the row of every key, or None. A row that fails stays as it was before the event;
    `look` raises for a row that can't be kept.
    """
    after, failures = dict(before), dict[str, Failure]()
    for key, event, take, position, meta in changes:
        if key in failures:
            continue
        try:
            row = after[key] or view.new_row(key)
            row = take(row, event) if meta is None else take(row, event, meta)
            if row is not None:
                look(row)
        except Exception as error:
            failures[key] = Failure(position, error)
        else:
            after[key] = row
    return after, failures
