"""The one fold: events into the rows of a view, each row as far as it can be computed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shared.kernel.log.recorded import EventMeta
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.definition import View
from shared.kernel.views.set_aside import Failure

Change = tuple[str, Any, EventMeta]
"""A row's key, and an event that touches the row."""


def changes_in(view: View, events: Iterable[Incoming]) -> tuple[list[Change], dict[str, Failure]]:
    """What the events touch, in order; and what nobody can tell the rows of, by stream.

    Raises `UnknownEvent`.
    """
    changes: list[Change] = []
    failures: dict[str, Failure] = {}
    folds = view.folds
    for incoming in events:
        meta = incoming.meta
        if meta.type not in folds:
            continue
        event = incoming.event()
        try:
            changes += [(key, event, meta) for key in view.keys(event, meta)]
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
    for key, event, meta in changes:
        if key in failures:
            continue
        try:
            row = view.after(after[key], key, event, meta)
            if row is not None:
                look(row)
        except Exception as error:
            failures[key] = Failure(meta.position, error)
        else:
            after[key] = row
    return after, failures
