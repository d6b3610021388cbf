"""The one writer of a process: callers that wait are served together, each with its own result."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from shared.kernel.log.batch import Appended, Batch, Busy, Result, StoreUnavailable
from shared.kernel.log.companions import Companions
from shared.kernel.log.store import Store
from shared.kernel.mutex import Mutex
from shared.kernel.tally import SECONDS, Tally

_log = logging.getLogger(__name__)

GROUP_SIZES = (1, 2, 4, 8, 16, 32, 64, 128)
GROUP_LETTERS = 16 << 20
"""In the texts of a group: PostgreSQL takes no statement of a gigabyte, and would tell nobody which of
the batches makes it one. A batch that has more alone goes alone."""

Written = tuple[Batch, Appended]
"""A batch, and where it stands."""


class _Ticket:
    """A caller's batch and its place in the queue; `turn` is held until there is news for it."""

    __slots__ = ("abandoned", "batch", "result", "turn")

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.result: Result | None = None
        self.abandoned = False
        self.turn = threading.Lock()
        self.turn.acquire()

    def wake(self) -> None:
        """Let its caller look at the news. One at a time calls it; the caller may be awake already."""
        if self.turn.locked():
            self.turn.release()


class GroupWriter:
    """Group append. One caller, the leader, writes for all who wait, then hands the lead on.

    A leader may hold its group back for companions; the caller with whom it is complete takes the
    lead over. `group` bounds the batches of one call, `queue` the callers that may wait: one more
    is told `Busy`. `appended` is called after each write with what stands in the log. A caller may
    be killed at any point (a greenlet, an interrupted thread) without harm to the others. `groups`
    tells how many batches went together, `seconds` how long the store took for each group.
    """

    def __init__(
        self,
        store: Store,
        *,
        group: int = 128,
        queue: int = 1024,
        appended: Callable[[Sequence[Written]], None] = lambda written: None,
        companions: Companions | None = None,
    ) -> None:
        self._store = store
        self._queue = queue
        self._appended = appended
        self.groups = Tally(*GROUP_SIZES)
        self.seconds = Tally(*SECONDS)
        self._mutex = Mutex()
        self._waiting: deque[_Ticket] = deque()
        self._companions = companions or Companions(group)
        self._leader: _Ticket | None = None  # while there is none, nobody waits
        self._writing = False

    @property
    def waiting(self) -> int:
        """Callers whose batch is not yet on its way to the store."""
        return len(self._waiting)

    def append(self, batch: Batch) -> Appended:
        """Append one batch.

        Raises `VersionConflict`, `CheckpointConflict`, `MixedRepeat`, `Busy`, `StoreUnavailable`,
        or what the store says of this batch alone.
        """
        ticket = _Ticket(batch)
        with self._mutex:
            if len(self._waiting) >= self._queue:
                raise Busy(f"{self._queue} appends are waiting")
            self._waiting.append(ticket)
            if self._leader is None or (not self._writing and self._complete(time.perf_counter())):
                self._leader = ticket
            left = self._left(ticket)
        try:
            while True:
                if left:
                    ticket.turn.acquire(timeout=left)
                else:
                    self._lead()
                if ticket.result is not None:
                    break
                with self._mutex:
                    left = self._left(ticket)
        finally:
            if ticket.result is None or self._leader is ticket:
                self._step_down(ticket)
        if isinstance(ticket.result, Appended):
            return ticket.result
        raise ticket.result

    def _complete(self, now: float) -> bool:
        return self._companions.complete(len(self._waiting), now)

    def _left(self, ticket: _Ticket) -> float:
        """Seconds for which a caller waits for news, -1: until there is some; 0: now it writes."""
        if self._leader is not ticket:
            return -1
        now = time.perf_counter()  # one moment for both, or a second one leads beside it
        self._writing = self._complete(now)
        return 0 if self._writing else self._companions.left(now)

    def _lead(self) -> None:
        """Serve the first who wait."""
        with self._mutex:
            count = self._fitting(self._companions.take(len(self._waiting)))
            served = [self._waiting.popleft() for _ in range(count)]
        results: list[Result] = []
        started = time.perf_counter()
        try:
            results = self._write([ticket.batch for ticket in served])
        finally:
            ended = time.perf_counter()
            self.groups.add(len(served))
            self.seconds.add(ended - started)
            with self._mutex:
                for ticket, result in zip(served, results, strict=False):
                    ticket.result = result
                    ticket.wake()
                if not results:  # the leader was killed: another one sends the same again
                    self._waiting.extendleft(t for t in reversed(served) if not t.abandoned)
                self._companions.served(len(results), len(self._waiting), ended - started, ended)
        told = zip(served, results, strict=False)
        if written := [(t.batch, r) for t, r in told if isinstance(r, Appended)]:
            self._appended(written)

    def _fitting(self, count: int) -> int:
        """How many of the first so many who wait go together, at least one."""
        letters = 0
        for n, ticket in enumerate(islice(self._waiting, count)):
            letters += ticket.batch.letters
            if n and letters > GROUP_LETTERS:
                return n
        return count

    def _step_down(self, ticket: _Ticket) -> None:
        """Leave the queue, and name the next leader if this was one."""
        with self._mutex:
            if ticket.result is None:
                ticket.abandoned = True
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
            if self._leader is not ticket:
                return
            self._writing = False
            self._leader = self._waiting[0] if self._waiting else None
            if self._leader:
                self._leader.wake()

    def _write(self, batches: Sequence[Batch]) -> list[Result]:
        try:
            return self._store.append(batches)
        except StoreUnavailable as lost:
            _log.info("sending %d batches again: %s", len(batches), lost)
        except Exception as error:
            return self._apart(batches, error)
        # On a new connection; what was stored before the old one broke answers as a replay.
        try:
            return self._store.append(batches)
        except StoreUnavailable as lost:
            return [StoreUnavailable(str(lost)) for _ in batches]
        except Exception as error:
            return self._apart(batches, error)

    def _apart(self, batches: Sequence[Batch], error: Exception) -> list[Result]:
        """Each batch of a failed group alone, so that only the guilty fails."""
        if len(batches) == 1:
            return [error]
        _log.warning("a group of %d batches failed, trying each: %s", len(batches), error)
        return list(self._one_by_one(batches))

    def _one_by_one(self, batches: Iterable[Batch]) -> Iterable[Result]:
        lost: StoreUnavailable | None = None
        for batch in batches:
            # Waiting for a store that is gone once for each would hold everyone up.
            result = StoreUnavailable(str(lost)) if lost else self._write([batch])[0]
            if isinstance(result, StoreUnavailable):
                lost = result
            yield result
