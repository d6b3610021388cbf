"""The log of one service: append, read, head, and the news that it has grown."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from shared.kernel.log.batch import Appended, Batch, Head
from shared.kernel.log.database import Database
from shared.kernel.log.postgresql import PostgreSQLStore
from shared.kernel.log.recent import Recent
from shared.kernel.log.recorded import Recorded
from shared.kernel.log.sqlite import SQLiteStore
from shared.kernel.log.store import Store
from shared.kernel.log.writer import GroupWriter, Written
from shared.kernel.mutex import Mutex

NEAR = 500
"""Events from the head: whoever follows as closely reads with the others."""


FIRST, SECOND, LAST = range(3)
"""Whose turn it is of those who wait for a log to grow."""


class Watermark:
    """The greatest position known to this process, and waiting for a greater one.

    They are woken in their turns: where threads are green, who is `FIRST` has done his work when that
    of the `SECOND` begins, and both have when that of the others does.
    """

    def __init__(self) -> None:
        self.position = 0
        self._mutex = threading.Lock()
        self._turns = [threading.Condition(self._mutex) for _ in (FIRST, SECOND, LAST)]
        self._awaiting = threading.Condition(self._mutex)
        self._waiting = self._woken = 0

    def seen(self, position: int) -> None:
        """Tell that the log reaches this position."""
        with self._mutex:
            if position > self.position:
                self.position = position
                self._wake()

    def wait(self, after: int, seconds: float, turn: int = LAST) -> bool:
        """Whether the log has grown past a position, waiting at most so long."""
        until = time.monotonic() + seconds
        condition = self._turns[turn]
        with condition:
            woken = self._woken
            while self.position <= after:
                left = until - time.monotonic()
                if left <= 0 or woken != self._woken:
                    return False
                self._waiting += 1
                self._awaiting.notify_all()
                try:
                    condition.wait(left)
                finally:
                    self._waiting -= 1
        return True

    def awaited(self, seconds: float) -> bool:
        """Whether somebody waits for it to rise, or comes to within so many seconds."""
        with self._awaiting:
            return self._awaiting.wait_for(lambda: self._waiting > 0, seconds)

    def wake(self) -> None:
        """Let all who wait go on as if their time were over."""
        with self._mutex:
            self._woken += 1
            self._wake()

    def _wake(self) -> None:
        for condition in self._turns:
            condition.notify_all()


class Log:
    """An append-only event log.

    Positions are gapless from 1 in commit order. `service` is the name that its events bear.
    """

    def __init__(self, service: str, database: Database, *, group: int = 128, queue: int = 1024):
        self.service = service
        self.database = database
        self.store: Store = (
            PostgreSQLStore(database) if database.postgresql else SQLiteStore(database)
        )
        self.watermark = Watermark()
        self._recent = Recent()
        self._reading = threading.Lock()
        self._mutex = Mutex()
        self.appended = 0
        """Events that this process has appended."""
        self._tell: list[Callable[[int], None]] = [self.watermark.seen]
        self.writer = GroupWriter(self.store, group=group, queue=queue, appended=self._appended)

    def append(self, batch: Batch) -> Appended:
        """Append a batch; see `GroupWriter.append` for what it raises."""
        return self.writer.append(batch)

    def on_append(self, tell: Callable[[int], None]) -> None:
        """Have the last position told after each append of this process."""
        self._tell.append(tell)

    def read(self, after: int, limit: int = 500) -> list[Recorded]:
        """Records after a position, in order."""
        return self.store.read(after, limit)

    def follow(self, after: int, limit: int = 500) -> list[Recorded]:
        """Records after a position, in order; at least one if there is any.

        What this process has appended, or one has read who follows closely, is there for all.
        """
        if self.watermark.position - after > NEAR:
            return self.store.follow(after, limit)
        with self._reading:
            records = self._recent.after(after, limit)
            if not records:
                records = self.store.follow(after, limit)
                self._recent.keep(records)
        return records

    def hash_at(self, position: int) -> bytes | None:
        """The hash at a position; None where there is no such position."""
        return self._recent.hash_at(position) or self.store.hash_at(position)

    def read_all(self, after: int = 0, page: int = 500) -> Iterator[Recorded]:
        """Every record after a position, page by page."""
        while records := self.read(after, page):
            yield from records
            after = records[-1].position

    def close(self) -> None:
        """Let go of the writer's connection; the database is its maker's to close."""
        self.store.close()

    def head(self) -> Head:
        head = self.store.head()
        self.watermark.seen(head.position)
        return head

    def _appended(self, written: Sequence[Written]) -> None:
        for batch, where in written:
            self._recent.add(batch, where)
        new = sum(len(batch.events) for batch, where in written if not where.replay)
        with self._mutex:
            self.appended += new
        last = max(where.last for _, where in written)
        for tell in self._tell:
            tell(last)
