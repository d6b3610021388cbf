"""The log in PostgreSQL: every group of batches is one call of one function."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import psycopg2
import psycopg2.errors
from sqlalchemy import Connection, text

from shared.kernel.log.batch import (
    Appended,
    Batch,
    CheckpointConflict,
    Malformed,
    MixedRepeat,
    Result,
    StoreUnavailable,
    UnstorableText,
    VersionConflict,
)
from shared.kernel.log.database import Database
from shared.kernel.log.store import LockHolder, Store, scanning

_UNAVAILABLE = (
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
    psycopg2.errors.ReadOnlySqlTransaction,  # a standby, after a failover
)
_TAKES = (
    *("text[]", "int[]", "int[]", "int[]"),
    *("int[]", "int[]", "int[]", "int[]", "uuid[]", "text[]", "text[]", "text[]", "bytea[]"),
    *("int[]", "text[]", "bigint[]", "bigint[]", "bytea[]"),
    "boolean",
)
"""What the function takes: streams and expectations, events, moves, whether any is there twice."""
_PREPARE = (
    f"PREPARE append_group ({', '.join(_TAKES)}) AS SELECT * FROM public.append_group("
    f"{', '.join(f'${n}' for n, _ in enumerate(_TAKES, 1))})"
)
_APPEND = f"EXECUTE append_group ({', '.join('%s' for _ in _TAKES)})"

_HOLD = text("SELECT pg_advisory_xact_lock(7216)")
_HOLDER = text(
    "SELECT coalesce(nullif(a.application_name, ''), '?') || ', ' || coalesce(a.usename, '?') || ', pid '"
    " || l.pid, coalesce(a.xact_start, a.state_change, now()),"
    " (SELECT count(*) FROM pg_locks w WHERE w.locktype = 'advisory' AND w.database = l.database"
    " AND w.objid = l.objid AND w.objsubid = l.objsubid AND NOT w.granted)"
    " FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = 7216"
    " AND l.objsubid = 1"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)

CLOSE_SECONDS = 1.0


class _Line:
    """A connection of the store's own, in autocommit, and whether the server knows our call on it."""

    __slots__ = ("connection", "in_use", "prepared")

    def __init__(self) -> None:
        self.connection: Any = None
        self.prepared = False
        self.in_use = threading.Lock()

    def discard(self) -> None:
        connection, self.connection = self.connection, None
        self.prepared = False
        if connection is not None:
            with suppress(psycopg2.Error):
                connection.close()


class PostgreSQLStore(Store):
    """Appends in one round trip a group. A second group goes on a second line: the server has read it,
    and waits for the first one's commit, when that is done."""

    at_once = 2

    finding = "strpos"
    scanning = scanning()

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._lines = [_Line() for _ in range(self.at_once)]

    def append(self, batches: Sequence[Batch]) -> list[Result]:
        for (
            line
        ) in self._lines:  # the first one, mostly: the others are opened when they are needed
            if line.in_use.acquire(blocking=False):
                break
        else:
            line.in_use.acquire()
        try:
            return self._append(line, batches)
        finally:
            line.in_use.release()

    def close(self) -> None:
        # To close a connection while a query is under way on it freezes a cooperative process:
        # psycopg2 waits, and nobody else runs. One that stays in use ends with the process.
        for line in self._lines:
            if line.in_use.acquire(timeout=CLOSE_SECONDS):
                try:
                    line.discard()
                finally:
                    line.in_use.release()

    def hold_appends(self, connection: Connection) -> None:
        connection.execute(_HOLD)

    def lock_holder(self) -> LockHolder | None:
        with self.database.read() as connection:
            row = connection.execute(_HOLDER).first()
        return LockHolder(*row) if row else None

    def _append(self, line: _Line, batches: Sequence[Batch]) -> list[Result]:
        try:
            if line.connection is None:
                line.connection = self.database.connect()
            with line.connection.cursor() as cursor:
                said = _APPEND if line.prepared else f"{_PREPARE}; {_APPEND}"
                cursor.execute(said, _arguments(batches))
                rows = cursor.fetchall()
                line.prepared = True
        except psycopg2.Error as error:
            lost = _lost(line, error)
            if lost or not line.prepared:  # nobody knows whether this one has it prepared
                line.discard()
            if not lost:
                raise
            self._discard_idle()
            message = (str(error).splitlines() or [type(error).__name__])[0]
            raise StoreUnavailable(message) from error
        return [_result(*row) for row in rows]

    def _discard_idle(self) -> None:
        """Let the next one who appends begin on a new connection: what has ended one has mostly ended
        the other."""
        for line in self._lines:
            if line.in_use.acquire(blocking=False):
                try:
                    line.discard()
                finally:
                    line.in_use.release()


def _lost(line: _Line, error: psycopg2.Error) -> bool:
    """Whether this is about the server and not about what was sent."""
    broken = line.connection is None or line.connection.closed
    return bool(broken) or isinstance(error, _UNAVAILABLE)


def _arguments(batches: Sequence[Batch]) -> tuple[Any, ...]:
    """What the function takes: see there. Streams and expectations have their places from 1."""
    streams: dict[str, int] = {}
    expected: list[tuple[int, int]] = []
    events: list[tuple[Any, ...]] = []
    for batch in batches:
        places = {}
        for stream, version in batch.expected.items():
            expected.append((streams.setdefault(stream, len(streams) + 1), version))
            places[stream] = len(expected)
        for event in batch.events:
            stream = event.stream
            of = streams.setdefault(stream, len(streams) + 1)
            events.append((of, places.get(stream, 0), *event[1:]))
    moves = [(n, *b.move) for n, b in enumerate(batches, 1) if b.move]
    columns = [
        (*streams,),
        [len(batch.expected) for batch in batches],
        *_columns(expected, 2),
        [len(batch.events) for batch in batches],
        *_columns(events, 8),
        *_columns(moves, 5),
    ]
    doubled = len({event[3] for event in events}) < len(events)
    return (*map(_array, columns), doubled)


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    return [*zip(*rows, strict=True)] if rows else [()] * width


def _array(values: Sequence[Any]) -> str:
    """An array as PostgreSQL writes it. The driver would quote value by value, and the server parse
    an expression of each."""
    match values:
        case (str(), *_):
            texts = "\0".join(values)  # all at once: none that can be stored has NUL in it
            if texts.count("\0") >= len(values):
                raise UnstorableText("NUL in a text")
            quoted = texts.replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
            return f'{{"{quoted}"}}'
        case (bytes(), *_):
            return '{"\\\\x' + '","\\\\x'.join(value.hex() for value in values) + '"}'
    return "{" + ",".join(map(str, values)) + "}"


def _result(outcome: str, first: int, last: int, name: str, expected: int, actual: int) -> Result:
    match outcome:
        case "conflict":
            return VersionConflict(name, expected, actual)
        case "checkpoint":
            return CheckpointConflict(name, expected, actual)
        case "mixed":
            return MixedRepeat(name)
        case "malformed":
            return Malformed(name)
        case "replay":
            return Appended(first, last, replay=True)
    # The function of an earlier release says no more than where.
    return Appended(first, last, recorded_at=expected or 0, hash=bytes.fromhex(name or ""))
