"""The log in SQLite: the same steps as PostgreSQL's function, in one immediate transaction."""

import hashlib
import time
from collections.abc import Sequence

from sqlalchemy import Connection, text

from shared.log.batch import Appended, Batch, CheckpointConflict, Result, VersionConflict
from shared.log.recorded import GENESIS
from shared.log.store import Store

_LAST = text("SELECT position, hash, recorded_at FROM records ORDER BY position DESC LIMIT 1")
_POSITION = text("SELECT position FROM records WHERE id = :id")
_VERSION = text("SELECT max(version) FROM records WHERE stream = :stream")
_CHECKPOINT = text("SELECT position FROM checkpoints WHERE subscription = :name")
_MOVE = text(
    "INSERT INTO checkpoints VALUES (:name, :position, :hash) ON CONFLICT (subscription)"
    " DO UPDATE SET position = excluded.position, hash = excluded.hash"
)
_INSERT = text(
    "INSERT INTO records VALUES (:position, :stream, :version, :id, :type, :data, :meta,"
    " :recorded_at, :digest, :hash)"
)


def chain(previous: bytes, position: int, recorded_at: int, digest: bytes) -> bytes:
    """sha256(previous hash ‖ position ‖ recorded_at in µs ‖ digest), integers as 8 bytes."""
    numbers = position.to_bytes(8, "big", signed=True) + recorded_at.to_bytes(8, "big", signed=True)
    return hashlib.sha256(previous + numbers + digest).digest()


class SQLiteStore(Store):
    """Appends under the process's one writer lock."""

    def append(self, batches: Sequence[Batch]) -> list[Result]:
        with self.database.write() as connection:
            return _Appending(connection).all(batches)


class _Appending:
    """One group inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        last = connection.execute(_LAST).first()
        self.position: int
        self.hash: bytes
        self.position, self.hash, moment = last or (0, GENESIS, 0)
        self.moment = max(moment, time.time_ns() // 1000)

    def all(self, batches: Sequence[Batch]) -> list[Result]:
        return [self.one(batch) for batch in batches]

    def one(self, batch: Batch) -> Result:
        if batch.events and (first := self._position_of(batch.events[0].id)):
            found = [self._position_of(event.id) or first for event in batch.events]
            return self._moved(batch) or Appended(first, found[-1], replay=True)
        for stream, expected in batch.expected.items():
            actual = self.connection.scalar(_VERSION, {"stream": stream}) or 0
            if actual != expected:
                return VersionConflict(stream, expected, actual)
        if conflict := self._moved(batch):
            return conflict
        first = self.position + 1
        for event in batch.events:
            self.position += 1
            self.hash = chain(self.hash, self.position, self.moment, event.digest)
            row = {"position": self.position, "recorded_at": self.moment, "hash": self.hash}
            self.connection.execute(_INSERT, {**row, **event._asdict()})
        return Appended(first, self.position)

    def _position_of(self, id: str) -> int | None:
        found: int | None = self.connection.scalar(_POSITION, {"id": id})
        return found

    def _moved(self, batch: Batch) -> CheckpointConflict | None:
        if batch.move is None:
            return None
        name, start, end, hash = batch.move
        actual = self.connection.scalar(_CHECKPOINT, {"name": name}) or 0
        if actual != start:
            return CheckpointConflict(name, start, actual)
        self.connection.execute(_MOVE, {"name": name, "position": end, "hash": hash})
        return None
