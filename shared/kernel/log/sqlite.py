"""The log in SQLite: the same steps as PostgreSQL's function, in one immediate transaction."""

import time
from collections.abc import Sequence

from sqlalchemy import Connection, text

from shared.kernel.log.batch import (
    Appended,
    Batch,
    CheckpointConflict,
    Malformed,
    MixedRepeat,
    Result,
    VersionConflict,
    malformed,
)
from shared.kernel.log.chain import GENESIS, chain
from shared.kernel.log.store import LockHolder, Store, scanning

_LAST = text("SELECT position, hash, recorded_at FROM main.records ORDER BY position DESC LIMIT 1")
_POSITION = text("SELECT position FROM main.records WHERE id = :id")
_VERSIONS = "SELECT stream, max(version) FROM main.records WHERE stream IN ({}) GROUP BY stream"
_ASKED = 500
"""Streams of one question; SQLite bounds its parameters."""
_CHECKPOINT = text("SELECT position, hash FROM main.checkpoints WHERE subscription = :name")
_MOVE = text(
    "INSERT INTO main.checkpoints VALUES (:name, :position, :hash) ON CONFLICT (subscription)"
    " DO UPDATE SET position = excluded.position, hash = excluded.hash"
)
_INSERT = text(
    "INSERT INTO main.records VALUES (:position, :stream, :version, :id, :type, :data, :meta,"
    " :recorded_at, :digest, :hash)"
)


class SQLiteStore(Store):
    """Appends under the process's one writer lock."""

    finding = "instr"
    scanning = scanning("CAST({} AS BLOB)")  # a flipped bit may leave what is no UTF-8

    def append(self, batches: Sequence[Batch]) -> list[Result]:
        with self.database.write() as connection:
            return _Appending(connection).all(batches)

    def hold_appends(self, connection: Connection) -> None:
        """Whoever writes holds everyone off already."""

    def lock_holder(self) -> LockHolder | None:
        """SQLite does not tell; the writers of this process wait in its queue."""
        return None

    def close(self) -> None:
        """There is nothing beside the pool."""


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
            last = first
            for event in batch.events:
                if not (last := self._position_of(event.id) or 0):
                    return MixedRepeat(event.id)
            return self._moved(batch, again=True) or Appended(first, last, replay=True)
        versions = self._versions(list(batch.expected))
        for stream, expected in batch.expected.items():
            actual = versions.get(stream, 0)
            if actual != expected:
                return VersionConflict(stream, expected, actual)
        if fault := malformed(batch):
            return Malformed(fault)
        if conflict := self._moved(batch, again=False):
            return conflict
        first = self.position + 1
        rows = []
        for event in batch.events:
            self.position += 1
            self.hash = chain(self.hash, self.position, self.moment, event.digest)
            row = {"position": self.position, "recorded_at": self.moment, "hash": self.hash}
            rows.append({**row, **event._asdict()})
        if rows:
            self.connection.execute(_INSERT, rows)
        return Appended(first, self.position, recorded_at=self.moment, hash=self.hash)

    def _versions(self, streams: list[str]) -> dict[str, int]:
        """The versions of those of the streams that exist."""
        found: dict[str, int] = {}
        for start in range(0, len(streams), _ASKED):
            asked = streams[start : start + _ASKED]
            query = _VERSIONS.format(",".join("?" * len(asked)))
            rows = self.connection.exec_driver_sql(query, tuple(asked))
            found |= {row[0]: row[1] for row in rows}
        return found

    def _position_of(self, id: str) -> int | None:
        found: int | None = self.connection.scalar(_POSITION, {"id": id})
        return found

    def _moved(self, batch: Batch, *, again: bool) -> CheckpointConflict | None:
        if batch.move is None:
            return None
        name, start, end, hash = batch.move
        row = self.connection.execute(_CHECKPOINT, {"name": name}).first()
        if again and row == (end, hash):  # a batch sent again has moved it already
            return None
        actual = row[0] if row else 0
        if actual != start:
            return CheckpointConflict(name, start, actual)
        self.connection.execute(_MOVE, {"name": name, "position": end, "hash": hash})
        return None
