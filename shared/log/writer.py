"""The one writer of a process: callers that wait are served together, each with its own result."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence

from shared.log.batch import Appended, Batch, Busy, Result, StoreUnavailable
from shared.log.store import Store

_log = logging.getLogger(__name__)


class _Ticket:
    """A caller's batch and its place in the queue; `turn` is held until it is served or leads."""

    __slots__ = ("batch", "result", "turn")

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.result: Result | None = None
        self.turn = threading.Lock()
        self.turn.acquire()


class GroupWriter:
    """Group append. The first caller writes for all who wait, then hands the lead on.

    `group` bounds the batches of one call, `queue` the callers that may wait: one more is told
    `Busy`. `appended` is called after each write with the last position.
    """

    def __init__(
        self,
        store: Store,
        *,
        group: int = 128,
        queue: int = 1024,
        appended: Callable[[int], None] = lambda position: None,
    ) -> None:
        self._store = store
        self._group = group
        self._queue = queue
        self._appended = appended
        self._mutex = threading.Lock()
        self._waiting: deque[_Ticket] = deque()
        self._writing = False

    def append(self, batch: Batch) -> Appended:
        """Append one batch.

        Raises `VersionConflict`, `CheckpointConflict`, `Busy`, `StoreUnavailable`, or what the
        store says of this batch alone.
        """
        ticket = _Ticket(batch)
        with self._mutex:
            if len(self._waiting) >= self._queue:
                raise Busy(f"{self._queue} appends are waiting")
            self._waiting.append(ticket)
            leads = not self._writing
            self._writing = True
        if not leads:
            ticket.turn.acquire()
        if ticket.result is None:
            self._lead()
        result = ticket.result
        if isinstance(result, Appended):
            return result
        assert result is not None
        raise result

    def _lead(self) -> None:
        with self._mutex:
            count = min(self._group, len(self._waiting))
            served = [self._waiting.popleft() for _ in range(count)]
        results: list[Result] = [StoreUnavailable("the writer was stopped")] * count
        try:
            results = self._write([t.batch for t in served])
        finally:
            with self._mutex:
                successor = self._waiting[0] if self._waiting else None
                self._writing = successor is not None
            for ticket, result in zip(served, results, strict=True):
                ticket.result = result
                ticket.turn.release()
            if successor:
                successor.turn.release()
        last = max((r.last for r in results if isinstance(r, Appended)), default=0)
        if last:
            self._appended(last)

    def _write(self, batches: Sequence[Batch]) -> list[Result]:
        try:
            return self._store.append(batches)
        except StoreUnavailable as lost:
            return self._again(batches, lost)
        except Exception as error:
            if len(batches) == 1:
                return [error]
            _log.warning("a group of %d batches failed, trying each: %s", len(batches), error)
            return [self._write([batch])[0] for batch in batches]

    def _again(self, batches: Sequence[Batch], lost: StoreUnavailable) -> list[Result]:
        """Send once more on a new connection: what was stored answers as a replay, and stays new
        to its caller."""
        try:
            results = self._store.append(batches)
        except StoreUnavailable:
            return [lost] * len(batches)
        except Exception as error:
            return [error] * len(batches) if len(batches) == 1 else [
                self._write([batch])[0] for batch in batches
            ]  # fmt: skip
        _log.info("the store came back after: %s", lost)
        return [Appended(r.first, r.last) if isinstance(r, Appended) else r for r in results]
