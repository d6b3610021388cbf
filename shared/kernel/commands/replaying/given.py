"""What was given, read back off the events that it led to: the log keeps no commands."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from shared.kernel.aggregate import Aggregate, DeadlinePassed
from shared.kernel.aggregate.aggregate import Command
from shared.policy.working_days import due

_UNSAID = object()


def given_in(command: Command, events: Sequence[object]) -> Any | None:
    """The data of a command as its events say it; None where they do not say all of it.

    Most events inherit what their command said. Whether it is right shows when it is decided again
    as it was: only what leads to the same events counts.
    """
    said: dict[str, Any] = {}
    for field in fields(command.data):
        value = next(
            (v for e in events if (v := getattr(e, field.name, _UNSAID)) is not _UNSAID), _UNSAID
        )
        if value is not _UNSAID:
            said[field.name] = value
        elif field.default is MISSING and field.default_factory is MISSING:
            return None
    return command.data(**said)


def left_out(data: Any) -> dict[str, Any]:
    """The fields of a command that may be left out and were not, each with what it then is."""
    if isinstance(data, DeadlinePassed):
        return {}
    defaults = {f.name: f.default for f in fields(data) if f.default is not MISSING}
    return {name: value for name, value in defaults.items() if getattr(data, name) != value}


def passed_at(
    aggregate: Aggregate[Any], id: str, state: Any, moment: datetime
) -> Iterator[DeadlinePassed]:
    """The deadlines of a state that pass at an instant."""
    for passes_at, passed in running(aggregate, id, state):
        if passes_at == moment:
            yield passed


def running(
    aggregate: Aggregate[Any], id: str, state: Any
) -> Iterator[tuple[datetime, DeadlinePassed]]:
    """The deadlines that run in a state, each with the instant at which it passes."""
    if aggregate.deadlines_of is None:
        return
    for d in aggregate.deadlines_of(state):
        found = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead)
        yield found.passes_at, DeadlinePassed(id, key=d.key, due_on=found.on)
