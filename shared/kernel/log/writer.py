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

    __slots__ = ("abandoned", "batch", "queued", "result", "turn")

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.result: Result | None = None
        self.queued = True  # until it is on its way to the store
        self.abandoned = False
        self.turn = threading.Lock()
        self.turn.acquire()

    def wake(self) -> None:
        """Let its caller look at the news. One at a time calls it; the caller may be awake already."""
        if self.turn.locked():
            self.turn.release()


class GroupWriter:
    """Group append. One caller, the leader, writes for all who wait.

    A leader may hold its group back for companions; the caller with whom it is complete writes it.
    While one group is in the store the next one gathers, and where callers go in halves it follows
    at once, if the store takes several `at_once`. `group` bounds the batches of one call, `queue`
    the callers that may wait: one more is told `Busy`. `appended` is called after each write with
    what stands in the log. A caller may be killed at any point (a greenlet, an interrupted thread)
    without harm to the others. `groups` tells how many batches went together, `seconds` how long
    the store took for each group.
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
        self._leader: _Ticket | None = None  # while nothing is in the store and somebody waits
        self._groups = 0  # in the store now, and
        self._served = 0  # the callers in them

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
        try:
            while ticket.result is None:
                with self._mutex:
                    group, left = self._turn(ticket)
                if group:
                    self._serve(group)
                else:
                    ticket.turn.acquire(timeout=left)
        finally:
            if ticket.result is None or self._leader is ticket:
                self._leave(ticket)
        if isinstance(ticket.result, Appended):
            return ticket.result
        raise ticket.result

    def _turn(self, ticket: _Ticket) -> tuple[Sequence[_Ticket], float]:
        """The group that a caller writes now; or none, and the seconds for which it waits for news,
        -1: until there is some."""
        now = time.perf_counter()  # one moment for both, or a second one leads beside it
        if ticket.queued and self._complete(now):
            self._leader = None
            return self._taken(), 0
        if self._groups and self._leader is ticket:
            self._leader = None  # whose group comes back names another one
        if self._groups or not ticket.queued or self._leader not in (None, ticket):
            return (), -1
        self._leader = ticket
        return (), self._companions.left(now)

    def _complete(self, now: float) -> bool:
        """Whether those who wait are to be written, now or beside what is in the store."""
        if not self._groups:
            return self._companions.complete(len(self._waiting), now)
        return self._groups < self._store.at_once and self._companions.beside(len(self._waiting))

    def _taken(self) -> Sequence[_Ticket]:
        """The first who wait, on their way to the store."""
        count = self._fitting(self._companions.take(len(self._waiting)))
        group = [self._waiting.popleft() for _ in range(count)]
        for ticket in group:
            ticket.queued = False
        self._groups += 1
        self._served += count
        return group

    def _serve(self, group: Sequence[_Ticket]) -> None:
        """Write a group, and tell its callers."""
        results: list[Result] = []
        started = time.perf_counter()
        try:
            results = self._write([ticket.batch for ticket in group])
        finally:
            ended = time.perf_counter()
            self.groups.add(len(group))
            self.seconds.add(ended - started)
            with self._mutex:
                self._groups -= 1
                self._served -= len(group)
                for ticket, result in zip(group, results, strict=False):
                    ticket.result = result
                    ticket.wake()
                if not results:  # the leader was killed: another one sends the same again
                    again = [ticket for ticket in group if not ticket.abandoned]
                    for ticket in again:
                        ticket.queued = True
                    self._waiting.extendleft(reversed(again))
                others = len(self._waiting) + self._served
                self._companions.served(len(results), others, ended - started, ended)
                self._name_leader(ended)
        told = zip(group, results, strict=False)
        if written := [(t.batch, r) for t, r in told if isinstance(r, Appended)]:
            self._appended(written)

    def _name_leader(self, now: float) -> None:
        """See to it that somebody writes for those who wait, unless a group that is still in the
        store will."""
        if self._waiting and (not self._groups or self._complete(now)):
            self._leader = self._waiting[0]
            self._leader.wake()

    def _leave(self, ticket: _Ticket) -> None:
        """Leave the queue, and name the next leader if this was one."""
        with self._mutex:
            if ticket.result is None:
                ticket.abandoned = True
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
            if self._leader is ticket:
                self._leader = None
                self._name_leader(time.perf_counter())

    def _fitting(self, count: int) -> int:
        """How many of the first so many who wait go together, at least one."""
        letters = 0
        for n, ticket in enumerate(islice(self._waiting, count)):
            letters += ticket.batch.letters
            if n and letters > GROUP_LETTERS:
                return n
        return count

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
