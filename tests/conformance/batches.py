"""Batches to append, and many appends at one moment."""

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from shared.kernel.log.batch import Appended, Batch, CheckpointMove, NewEvent, new_event
from shared.kernel.log.log import Log
from tests.eventually import PATIENCE_SECONDS, eventually


def event(stream: str, version: int, id: str = "", data: str = '{"n":1}') -> NewEvent:
    return new_event(stream, version, id or str(uuid.uuid4()), "Tried", data, "{}")


def batch(
    stream: str,
    version: int = 0,
    *,
    events: int = 1,
    guards: dict[str, int] | None = None,
    move: CheckpointMove | None = None,
) -> Batch:
    """So many events behind a version of a stream."""
    new = tuple(event(stream, version + n) for n in range(1, events + 1))
    return Batch(new, {stream: version, **(guards or {})}, move)


def broken(stream: str, taken: str) -> Batch:
    """A batch that every store refuses by an error: its second event has the id of another."""
    return Batch((event(stream, 1), event(stream, 2, taken)), {stream: 0})


def unchecked(
    events: tuple[NewEvent, ...], expected: dict[str, int], move: CheckpointMove | None = None
) -> Batch:
    """A batch as it could come from who does not use ours to make it."""
    made = Batch((), {}, move)
    msgspec.structs.force_setattr(made, "events", events)
    msgspec.structs.force_setattr(made, "expected", expected)
    return made


def append_at_once(
    log: Log, held: AbstractContextManager[Any], batches: Sequence[Batch]
) -> list[Appended | Exception]:
    """Append all batches from a thread each, so that all but the first share one group."""
    callers = []
    with held:
        for n, one in enumerate(batches):
            callers.append(in_thread(outcome, lambda one=one: log.append(one)))
            eventually(lambda n=n: log.writer.waiting == n, f"{n} appends to wait")
    return [caller.result(PATIENCE_SECONDS) for caller in callers]


def in_thread(work: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """What the work will have given; a thread that hangs does not keep the tests from ending."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(work(*arguments))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def outcome(append: Callable[[], Appended]) -> Appended | Exception:
    try:
        return append()
    except Exception as error:
        return error
