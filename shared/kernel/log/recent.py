"""The log's last records as this process has appended or read them: several follow the same log."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from shared.kernel.log.batch import Appended, Batch
from shared.kernel.log.chain import chain
from shared.kernel.log.recorded import Recorded
from shared.kernel.mutex import Mutex

RECORDS = 2_000
MOST_BYTES = 8 << 20


class Recent:
    """A chain of records without a gap, bounded in records and in bytes."""

    def __init__(self) -> None:
        self._mutex = Mutex()
        self._records: deque[Recorded] = deque()
        self._size = 0

    def after(self, position: int, limit: int) -> list[Recorded]:
        """At most so many records after a position; none where they are not kept."""
        with self._mutex:
            start = position + 1 - self._records[0].position if self._records else -1
            if start < 0:
                return []
            return list(islice(self._records, start, start + limit))

    def hash_at(self, position: int) -> bytes | None:
        """The hash at a position; None where it is not kept."""
        found = self.after(position - 1, 1)
        return found[0].hash if found else None

    def keep(self, records: Sequence[Recorded]) -> None:
        """Keep what was read. What does not go on from the last begins anew."""
        with self._mutex:
            self._keep(records)

    def add(self, batch: Batch, where: Appended) -> None:
        """Keep what was appended, if it goes on from the last and its bytes give the hash that the
        store says; otherwise whoever follows reads it."""
        with self._mutex:
            last = self._records[-1] if self._records else None
            if where.replay or last is None or last.position != where.first - 1:
                return
            records = list(_recorded(batch, where, last.hash))
            if records and records[-1].hash == where.hash:
                self._keep(records)

    def _keep(self, records: Iterable[Recorded]) -> None:
        for record in records:
            self._add(record)
        while len(self._records) > RECORDS or self._size > MOST_BYTES:
            self._size -= weight(self._records.popleft())

    def _add(self, record: Recorded) -> None:
        if self._records:
            last = self._records[-1]
            if record.position <= last.position:
                return
            if record.prev_hash != last.hash:
                self._records.clear()
                self._size = 0
        self._records.append(record)
        self._size += weight(record)


def weight(record: Recorded) -> int:
    """Bytes that a record takes, roughly."""
    return len(record.data) + len(record.meta) + 500


def _recorded(batch: Batch, where: Appended, previous: bytes) -> Iterator[Recorded]:
    for position, event in enumerate(batch.events, where.first):
        hash = chain(previous, position, where.recorded_at, event.digest)
        yield Recorded(
            position, event.stream, event.version, event.id, event.type, event.data, event.meta,
            where.recorded_at, event.digest, hash, previous,
        )  # fmt: skip
        previous = hash
