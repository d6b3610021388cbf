"""What every backend of the log must do, and the reading that they share."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, bindparam

from shared.kernel.log.batch import Batch, Head, Result
from shared.kernel.log.database import Database
from shared.kernel.log.recorded import GENESIS, Recorded

# Every statement names the log's tables in full: `log.`, see `Database.sql`.
# An id comes as its text: the driver would make a UUID of it, and we the text again.
_STORED = "position, stream, version, CAST(id AS text), type, data, meta, recorded_at"
_FIELDS = f"{_STORED}, digest, hash"
_AFTER_POSITION = "FROM log.records WHERE position >= :first ORDER BY position LIMIT :rows"
_PAGE = f"SELECT {_FIELDS} {_AFTER_POSITION}"
_FOLLOWED = f"SELECT {_STORED}, hash {_AFTER_POSITION}"
_STREAM = (
    "SELECT version, type, data FROM log.records"
    " WHERE stream = :stream AND version > :after ORDER BY version"
)
_AFTER = "stream = :stream{0} AND version > :after{0}"
_STREAMS = "SELECT stream, version, type, data FROM log.records WHERE {} ORDER BY stream, version"
_STREAMS_AT_ONCE = 50
_HISTORY = (
    f"SELECT {_FIELDS} FROM log.records WHERE stream = :stream AND version > :after"
    " AND version <= :until ORDER BY version LIMIT :rows"
)
_HISTORIES = f"SELECT {_FIELDS} FROM log.records WHERE stream IN :streams ORDER BY position"
_AT = f"SELECT {_FIELDS} FROM log.records WHERE position IN :positions ORDER BY position"
_VERSION_AT = (
    "SELECT max(version) FROM log.records WHERE stream = :stream AND recorded_at <= :moment"
)
_HEAD = "SELECT position, hash FROM log.records ORDER BY position DESC LIMIT 1"
_HASH = "SELECT hash FROM log.records WHERE position = :position"
_COUNT = "SELECT count(*) FROM log.records WHERE position <= :upto"
_BY_ID = f"SELECT {_FIELDS} FROM log.records WHERE id = :id"
_CAUSED = (
    f"SELECT {_FIELDS} FROM log.records WHERE {{caused}} > 0 AND {{correlation}} = :correlation"
    " ORDER BY position LIMIT :rows"
)
_KNOWN = "SELECT id FROM log.records WHERE id IN :ids"
_BEGUN = "SELECT stream FROM log.records WHERE stream IN :streams AND version = 1"

Row = tuple[Any, ...]
"""position, stream, version, id, type, data, meta, recorded_at, digest, hash"""


def scanning(reading: str = "{}") -> str:
    """The query behind `Store.scan`, given how a backend reads the text column `{}` as it is."""
    stream, id, type, data, meta = (
        reading.format(name) for name in ("stream", "id", "type", "data", "meta")
    )
    return (
        f"SELECT position, {stream}, version, {id}, {type}, {data}, {meta}, recorded_at, digest,"
        " hash FROM log.records WHERE position > :after ORDER BY position LIMIT :rows"
    )


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who appends or keeps others from it: a session of the store, since when, who waits."""

    session: str
    since: datetime
    waiting: int


class Store(ABC):
    """A backend: appends groups of batches in commit order, and reads."""

    scanning: str
    """Selects the fields of `Row` after :after, at most :rows of them."""

    at_once = 1
    """Groups that it takes at a time; one waits in it for the other, and is there when that is done."""

    def __init__(self, database: Database) -> None:
        self.database = database

    finding: str
    """The dialect's function that finds a text in another: its place, from 1, or 0."""

    @abstractmethod
    def append(self, batches: Sequence[Batch]) -> list[Result]:
        """One result a batch, in order: `Appended`, or what it failed of.

        That is `VersionConflict`, `CheckpointConflict`, `MixedRepeat` or `Malformed`.

        Any other error fails the whole group and nothing of it is stored. Raises
        `StoreUnavailable` when the connection is lost: then the group may or may not be stored,
        and the same call again answers with replays.
        """

    @abstractmethod
    def close(self) -> None:
        """Give up what the store holds beside the database's pool; appending opens it anew."""

    @abstractmethod
    def hold_appends(self, connection: Connection) -> None:
        """Let nobody append, and no checkpoint move, until a transaction ends."""

    @abstractmethod
    def lock_holder(self) -> LockHolder | None:
        """Who holds the writer's lock at this moment; None where nobody does."""

    def scan(self, after: int, limit: int) -> list[Row]:
        """Rows after a position in order, gaps and all; texts may come as bytes. To verify."""
        with self.database.read() as connection:
            rows = connection.execute(
                self.database.sql(self.scanning), {"after": after, "rows": limit}
            )
            return [tuple(row) for row in rows]

    def count(self, upto: int) -> int:
        """How many records stand at positions up to this one."""
        with self.database.read() as connection:
            return int(connection.scalar(self.database.sql(_COUNT), {"upto": upto}) or 0)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Records after a position, in order, each with the hash before it."""
        page = self._page(_PAGE, after, limit)
        return [
            Recorded._make((*stored, bytes(digest), hash, before))
            for (*stored, digest), before, hash in page
        ]

    def follow(self, after: int, limit: int) -> list[Recorded]:
        """As `read`, with no digests: they are for those who prove a log."""
        page = self._page(_FOLLOWED, after, limit)
        return [Recorded._make((*stored, b"", hash, before)) for stored, before, hash in page]

    def _page(self, query: str, after: int, limit: int) -> Iterator[tuple[Row, bytes, bytes]]:
        """Rows after a position but for their hash, the hash before them, and theirs."""
        parameters = {"first": after, "rows": limit + 1} if after else {"first": 1, "rows": limit}
        with self.database.read() as connection:
            rows = _fetched(connection.execute(self.database.sql(query), parameters))
        return _linked(rows, after)

    def read_stream(self, stream: str, after: int = 0) -> list[tuple[int, str, str]]:
        """Version, stored type and data of a stream's events after a version."""
        with self.database.read() as connection:
            result = connection.execute(
                self.database.sql(_STREAM), {"stream": stream, "after": after}
            )
            rows = cast(list[tuple[int, str, str]], result.fetchall())
        return rows

    def read_streams(self, after: Mapping[str, int]) -> list[tuple[str, int, str, str]]:
        """Stream, version, stored type and data of the events after a version of each stream, in
        order: one round trip for dozens of streams."""
        found: list[tuple[str, int, str, str]] = []
        wanted = iter(after.items())
        while some := list(islice(wanted, _STREAMS_AT_ONCE)):
            conditions = " OR ".join(_AFTER.format(number) for number in range(len(some)))
            given: dict[str, Any] = {}
            for number, (stream, version) in enumerate(some):
                given |= {f"stream{number}": stream, f"after{number}": version}
            with self.database.read() as connection:
                rows = connection.execute(self.database.sql(_STREAMS.format(conditions)), given)
                found += cast(list[tuple[str, int, str, str]], rows.fetchall())
        return found

    def history(self, stream: str, after: int, until: int, limit: int) -> list[Recorded]:
        """Whole records of a stream after a version, up to another; `prev_hash` is left empty."""
        parameters = {"stream": stream, "after": after, "until": until, "rows": limit}
        with self.database.read() as connection:
            return [
                _recorded(row, b"")
                for row in connection.execute(self.database.sql(_HISTORY), parameters)
            ]

    def histories(self, streams: Collection[str]) -> list[Recorded]:
        """Whole records of streams in the log's order; `prev_hash` is left empty. Ask for dozens at
        once."""
        if not streams:
            return []
        query = self.database.sql(_HISTORIES).bindparams(bindparam("streams", expanding=True))
        with self.database.read() as connection:
            found = connection.execute(query, {"streams": list(streams)})
            return [_recorded(row, b"") for row in found]

    def at(self, positions: Collection[int]) -> list[Recorded]:
        """Whole records at these positions, in order; `prev_hash` is left empty. Ask for hundreds
        at once."""
        if not positions:
            return []
        query = self.database.sql(_AT).bindparams(bindparam("positions", expanding=True))
        with self.database.read() as connection:
            found = connection.execute(query, {"positions": list(positions)})
            return [_recorded(row, b"") for row in found]

    def version_at(self, stream: str, moment: int) -> int:
        """The version that a stream had at a moment, in microseconds since 1970; 0 before it."""
        with self.database.read() as connection:
            found = connection.scalar(
                self.database.sql(_VERSION_AT), {"stream": stream, "moment": moment}
            )
        return int(found or 0)

    def head(self) -> Head:
        """The last position and its hash; position 0 for an empty log."""
        with self.database.read() as connection:
            row = connection.execute(self.database.sql(_HEAD)).first()
        return Head(row[0], bytes(row[1])) if row else Head(0, GENESIS)

    def hash_at(self, position: int) -> bytes | None:
        """The hash at a position; None where there is no such position."""
        if position == 0:
            return GENESIS
        with self.database.read() as connection:
            row = connection.execute(self.database.sql(_HASH), {"position": position}).first()
        return bytes(row[0]) if row else None

    def known(self, event_ids: Collection[str]) -> set[str]:
        """Those of the event ids that stand in the log; ask for hundreds at once."""
        if not event_ids:
            return set()
        query = self.database.sql(_KNOWN).bindparams(bindparam("ids", expanding=True))
        with self.database.read() as connection:
            found = connection.scalars(query, {"ids": list(event_ids)})
            return {str(id) for id in found}

    def begun(self, streams: Collection[str]) -> set[str]:
        """Those of the streams that have events; ask for hundreds at once."""
        if not streams:
            return set()
        query = self.database.sql(_BEGUN).bindparams(bindparam("streams", expanding=True))
        with self.database.read() as connection:
            return set(connection.scalars(query, {"streams": list(streams)}))

    @property
    def finding_caused(self) -> str:
        """The query behind `caused`. As the index `records_caused` has it, or it is not used."""
        caused = f"""{self.finding}(meta, '"causation":"')"""
        at = f"""{self.finding}(meta, '"correlation":"')"""
        return _CAUSED.format(caused=caused, correlation=f"substr(meta, {at} + 15, 36)")

    def caused(self, correlation: str, limit: int) -> list[Recorded]:
        """The records of what followed here from events, in the chain that a command began, in
        order; `prev_hash` is left empty."""
        query = self.database.sql(self.finding_caused)
        with self.database.read() as connection:
            rows = connection.execute(query, {"correlation": correlation, "rows": limit})
            return [_recorded(row, b"") for row in rows]

    def find(self, event_id: str) -> Recorded | None:
        """The record of an event id."""
        with self.database.read() as connection:
            row = connection.execute(self.database.sql(_BY_ID), {"id": event_id}).first()
        return _recorded(row, b"") if row else None


def _fetched(result: CursorResult[Any]) -> Sequence[Row]:
    """The rows as the driver has them: thousands are read at a time, by their places."""
    with closing(result):
        assert result.cursor is not None
        rows: Sequence[Row] = result.cursor.fetchall()
    return rows


def _linked(rows: Sequence[Row], after: int) -> Iterator[tuple[Row, bytes, bytes]]:
    """The rows after a position, which is the first's own unless the log begins there."""
    if after and not (rows and rows[0][0] == after):
        return
    before = bytes(rows[0][-1]) if after else GENESIS
    for row in rows[1:] if after else rows:
        hash = bytes(row[-1])
        yield row[:-1], before, hash
        before = hash


def _recorded(row: Sequence[Any], prev_hash: bytes) -> Recorded:
    *stored, digest, hash = row
    return Recorded._make((*stored, bytes(digest), bytes(hash), prev_hash))
