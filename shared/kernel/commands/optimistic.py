"""The one optimistic loop: decide on what is known, append, decide anew where streams have moved."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from opentelemetry.trace import SpanKind

from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.unit import UnitOfWork
from shared.kernel.log.batch import (
    Appended,
    Busy,
    CheckpointConflict,
    CheckpointMove,
    VersionConflict,
)
from shared.kernel.log.log import Log
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import split_type
from shared.kernel.loop import Away
from shared.kernel.spans import Spans, now
from shared.kernel.subscription.source import Unconfirmed

T = TypeVar("T")

ATTEMPTS = 8
"""How often it is decided when other writers keep moving the streams it rests on."""

_NOT_OF_THE_STREAMS = (Away, CheckpointConflict, Unconfirmed)
"""Errors that deciding anew would not help."""


class OptimisticAppend:
    """Appends what was decided, if what it rests on has not moved meanwhile.

    The first attempt may decide on cached states, which may be older than the log or of different
    moments, and refuse or break on what would pass. So an error counts only where the log was
    read, and has not moved since.
    """

    def __init__(
        self, log: Log, begin: Callable[[bool], UnitOfWork], spans: Spans | None = None
    ) -> None:
        self._log = log
        self._spans = spans or Spans()
        self._begin = begin
        self._turns = threading.Lock()

    def run(
        self,
        decide: Callable[[UnitOfWork], T],
        *,
        fresh: bool = False,
        attempts: int = ATTEMPTS,
        ready: Callable[[], None] = lambda: None,
        unless: Callable[[T], bool] = lambda answer: False,
        move: CheckpointMove | None = None,
    ) -> tuple[T, Appended | None]:
        """What `decide` answers, and where what it added to its unit stands in the log.

        That is None where it added nothing, or `unless` keeps the answer from being appended.
        A `fresh` run never decides on cached states. `ready` is called before each append and may
        raise; `move` travels with it. Raises what `decide` and the append raise; `VersionConflict`
        or `Busy` when the streams keep moving.
        """
        for attempt in range(1, attempts + 1):
            # Who has lost once takes turns: callers of one busy stream would else starve.
            # One that reads everything anew takes too long for the others to wait.
            turn: AbstractContextManager[Any] = (
                nullcontext() if attempt == 1 or fresh else self._turns
            )
            with turn:
                unit = self._begin(fresh or attempt > 1)
                try:
                    answer = decide(unit)
                    ready()
                    if not unit.events or unless(answer):
                        return answer, None
                    appended = self._append(unit, move)
                except _NOT_OF_THE_STREAMS:
                    raise
                except Exception as error:
                    if _counts(error, unit):
                        raise
                    if attempt == attempts:
                        raise _at_last(error) from error
                    continue
            if not appended.replay:
                unit.keep()
            return answer, appended
        raise AssertionError("the last attempt answers")

    def _append(self, unit: UnitOfWork, move: CheckpointMove | None) -> Appended:
        if not self._spans.recording:
            return self._log.append(unit.batch(move))
        began = now()
        # What reactions append together belongs to many chains: it has no span of its own.
        around = self._spans.within("append", {"events": len(unit.events)})
        with around:
            appended = self._log.append(unit.batch(move))
        if not appended.replay:
            for position, event in enumerate(unit.events, appended.first):
                self._spans.done(
                    split_type(event.type)[0],
                    {"position": position},
                    SpanKind.PRODUCER,
                    decode_meta(event.meta).traceparent,
                    began,
                    event=event.id,
                )
        return appended


def _counts(error: Exception, unit: UnitOfWork) -> bool:
    """Whether an error says something about what the log holds."""
    if isinstance(error, VersionConflict) and unit.expected.get(error.stream) == error.expected:
        return False  # the store itself says that the unit's stream has moved
    return unit.fresh and unit.stands()


def _at_last(error: Exception) -> Exception:
    if isinstance(error, VersionConflict | Refused | NotPermitted | NoSuchStream):
        return error
    return Busy(f"what was decided rests on streams that move: {type(error).__name__}")
