"""The log in PostgreSQL: every group of batches is one call of one function."""

import logging
from collections.abc import Sequence
from typing import Any

import psycopg2

from shared.log.batch import (
    Appended,
    Batch,
    CheckpointConflict,
    Result,
    StoreUnavailable,
    VersionConflict,
)
from shared.log.database import Database
from shared.log.store import Store

_log = logging.getLogger(__name__)

_APPEND = (
    "SELECT * FROM append(%s, %s::int[], %s::text[], %s::int[],"
    " %s::int[], %s::text[], %s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[],"
    " %s::bytea[], %s::int[], %s::text[], %s::bigint[], %s::bigint[], %s::bytea[])"
)


class PostgreSQLStore(Store):
    """Appends on a connection of its own, in autocommit: one round trip a group."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._connection: Any = None

    def append(self, batches: Sequence[Batch]) -> list[Result]:
        try:
            with self._writing().cursor() as cursor:
                cursor.execute(_APPEND, _arguments(batches))
                rows = cursor.fetchall()
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            self._disconnect()
            message = (str(error).splitlines() or [type(error).__name__])[0]
            raise StoreUnavailable(message) from error
        return [_result(*row) for row in rows]

    def _writing(self) -> Any:
        if self._connection is None:
            self._connection = self.database.engine.raw_connection()
            self._connection.driver_connection.autocommit = True
            self._connection.detach()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            try:
                self._connection.close()
            except psycopg2.Error:
                _log.debug("the writing connection was already gone")
            self._connection = None


def _arguments(batches: Sequence[Batch]) -> tuple[Any, ...]:
    expected = [(n, s, v) for n, b in enumerate(batches, 1) for s, v in b.expected.items()]
    events = [(n, *e) for n, b in enumerate(batches, 1) for e in b.events]
    moves = [(n, *b.move) for n, b in enumerate(batches, 1) if b.move]
    columns = [
        *_columns(expected, 3),
        *_columns(events, 8),
        *_columns(moves, 5),
    ]
    return (len(batches), *columns)


def _columns(rows: list[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * width


def _result(outcome: str, first: int, last: int, name: str, expected: int, actual: int) -> Result:
    match outcome:
        case "conflict":
            return VersionConflict(name, expected, actual)
        case "checkpoint":
            return CheckpointConflict(name, expected, actual)
        case "replay":
            return Appended(first, first if last is None else last, replay=True)
    return Appended(first, last)
