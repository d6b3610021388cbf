"""What every backend of the log must do, and the reading that they share."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import TextClause, bindparam, text

from shared.log.batch import Batch, Head, Result
from shared.log.database import Database
from shared.log.recorded import GENESIS, Recorded

_FIELDS = "position, stream, version, id, type, data, meta, recorded_at, digest, hash"
_PAGE = text(
    f"SELECT {_FIELDS} FROM records WHERE position >= :first ORDER BY position LIMIT :rows"
)
_STREAM = text(
    "SELECT version, type, data FROM records"
    " WHERE stream = :stream AND version > :after ORDER BY version"
)
_HISTORY = text(
    f"SELECT {_FIELDS} FROM records WHERE stream = :stream AND version > :after"
    " AND version <= :until ORDER BY version LIMIT :rows"
)
_VERSION_AT = text(
    "SELECT max(version) FROM records WHERE stream = :stream AND recorded_at <= :moment"
)
_HEAD = text("SELECT position, hash FROM records ORDER BY position DESC LIMIT 1")
_HASH = text("SELECT hash FROM records WHERE position = :position")
_COUNT = text("SELECT count(*) FROM records WHERE position <= :upto")
_BY_ID = text(f"SELECT {_FIELDS} FROM records WHERE id = :id")
_KNOWN = text("SELECT id FROM records WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)

_BEGUN = text("SELECT stream FROM records WHERE stream IN :streams AND version = 1").bindparams(
    bindparam("streams", expanding=True)
)

Row = tuple[Any, ...]
"""position, stream, version, id, type, data, meta, recorded_at, digest, hash"""


def scanning(reading: str = "{}") -> TextClause:
    """The query behind `Store.scan`, given how a backend reads the text column `{}` as it is."""
    stream, id, type, data, meta = (
        reading.format(name) for name in ("stream", "id", "type", "data", "meta")
    )
    return text(
        f"SELECT position, {stream}, version, {id}, {type}, {data}, {meta}, recorded_at, digest,"
        " hash FROM records WHERE position > :after ORDER BY position LIMIT :rows"
    )


class Store(ABC):
    """A backend: appends groups of batches in commit order, and reads."""

    scanning: TextClause
    """Selects the fields of `Row` behind :after, at most :rows of them."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @abstractmethod
    def append(self, batches: Sequence[Batch]) -> list[Result]:
        """One result a batch, in order: `Appended`, or what it failed of.

        That is `VersionConflict`, `CheckpointConflict` or `MixedRepeat`.

        Any other error fails the whole group and nothing of it is stored. Raises
        `StoreUnavailable` when the connection is lost: then the group may or may not be stored,
        and the same call again answers with replays.
        """

    @abstractmethod
    def close(self) -> None:
        """Give up what the store holds beside the database's pool; appending opens it anew."""

    def scan(self, after: int, limit: int) -> list[Row]:
        """Rows behind a position in order, gaps and all; texts may come as bytes. To verify."""
        with self.database.read() as connection:
            rows = connection.execute(self.scanning, {"after": after, "rows": limit})
            return [tuple(row) for row in rows]

    def count(self, upto: int) -> int:
        """How many records stand at positions up to this one."""
        with self.database.read() as connection:
            return int(connection.scalar(_COUNT, {"upto": upto}) or 0)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Records behind a position, in order, each with the hash before it."""
        parameters = {"first": after, "rows": limit + 1} if after else {"first": 1, "rows": limit}
        with self.database.read() as connection:
            rows = connection.execute(_PAGE, parameters).fetchall()
        if not after:
            hashes = [GENESIS, *(bytes(row[9]) for row in rows)]
            return [_recorded(row, hashes[i]) for i, row in enumerate(rows)]
        if not rows or rows[0][0] != after:
            return []
        return [_recorded(row, bytes(rows[i][9])) for i, row in enumerate(rows[1:])]

    def read_stream(self, stream: str, after: int = 0) -> list[tuple[int, str, str]]:
        """Version, stored type and data of a stream's events behind a version."""
        with self.database.read() as connection:
            result = connection.execute(_STREAM, {"stream": stream, "after": after})
            rows = cast(list[tuple[int, str, str]], result.fetchall())
        return rows

    def history(self, stream: str, after: int, until: int, limit: int) -> list[Recorded]:
        """Whole records of a stream behind a version, up to another; `prev_hash` is left empty."""
        parameters = {"stream": stream, "after": after, "until": until, "rows": limit}
        with self.database.read() as connection:
            return [_recorded(row, b"") for row in connection.execute(_HISTORY, parameters)]

    def version_at(self, stream: str, moment: int) -> int:
        """The version that a stream had at a moment, in microseconds since 1970; 0 before it."""
        with self.database.read() as connection:
            found = connection.scalar(_VERSION_AT, {"stream": stream, "moment": moment})
        return int(found or 0)

    def head(self) -> Head:
        """The last position and its hash; position 0 for an empty log."""
        with self.database.read() as connection:
            row = connection.execute(_HEAD).first()
        return Head(row[0], bytes(row[1])) if row else Head(0, GENESIS)

    def hash_at(self, position: int) -> bytes | None:
        """The hash at a position; None where there is no such position."""
        if position == 0:
            return GENESIS
        with self.database.read() as connection:
            row = connection.execute(_HASH, {"position": position}).first()
        return bytes(row[0]) if row else None

    def known(self, event_ids: Collection[str]) -> set[str]:
        """Those of the event ids that stand in the log; ask for hundreds at once."""
        if not event_ids:
            return set()
        with self.database.read() as connection:
            found = connection.scalars(_KNOWN, {"ids": list(event_ids)})
            return {str(id) for id in found}

    def begun(self, streams: Collection[str]) -> set[str]:
        """Those of the streams that have events; ask for hundreds at once."""
        if not streams:
            return set()
        with self.database.read() as connection:
            return set(connection.scalars(_BEGUN, {"streams": list(streams)}))

    def find(self, event_id: str) -> Recorded | None:
        """The record of an event id."""
        with self.database.read() as connection:
            row = connection.execute(_BY_ID, {"id": event_id}).first()
        return _recorded(row, b"") if row else None


def _recorded(row: Sequence[Any], prev_hash: bytes) -> Recorded:
    position, stream, version, id, type, data, meta, recorded_at, digest, hash = row
    moment = int(recorded_at)
    stored = (position, stream, version, str(id), type, data, meta, moment)
    return Recorded(*stored, bytes(digest), bytes(hash), prev_hash)
