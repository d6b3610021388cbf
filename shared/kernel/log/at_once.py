"""Writes on PostgreSQL that wait until all are known, and then go in one round trip.

A transaction of many statements costs a round trip for each, and for its beginning and its end.
Who knows where that stands which he changes, and has it compared as it is written, need not hold
anything in between.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from typing import Any

import psycopg2
import psycopg2.errors
import psycopg2.extensions
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    TextClause,
    Update,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
    text,
)

from shared.kernel.log.prepared import FORGET, Batch
from shared.kernel.log.rendered import AT_ONCE, Rendered


class NotAsExpected(Exception):
    """Other rows, or none, stand where so many were to be changed; nothing was written."""


class AlreadyThere(Exception):
    """A row that was to be new stands there; nothing was written."""


class Names(list[str]):
    """Names, each without quotes and commas, that go to the store again and again: to PostgreSQL as
    one text, for its driver takes a microsecond for each of a list."""

    @cached_property
    def array(self) -> str:
        return f"{{{','.join(self)}}}"


class CompareAndSet:
    """An update that changes exactly as many rows as it must, or fails with all that goes with it.

    On PostgreSQL the server itself sees to it: nobody waits for its answer in between.
    """

    def __init__(self, change: Update | TextClause, on_postgresql: Update | None = None) -> None:
        self._change = change
        # What is expected is divided by; the server's error ends the transaction.
        as_many = case((func.count() == bindparam("as_many"), 1), else_=0)
        or_fail: ColumnElement[int] = literal_column("1", Integer) // as_many
        self._or_fail = Rendered(
            select(or_fail).select_from(
                _changed(change if on_postgresql is None else on_postgresql)
            )
        )

    def run(self, connection: Connection, values: dict[str, Any], as_many: int) -> None:
        """Raises `NotAsExpected`, at once or as the transaction ends."""
        if connection.dialect.name == "postgresql":
            given = {n: v.array if isinstance(v, Names) else v for n, v in values.items()}
            self._or_fail.change(connection, {**given, "as_many": as_many})
        elif connection.execute(self._change, values).rowcount != as_many:
            raise NotAsExpected


def _changed(change: Update | TextClause) -> CTE:
    """One row for each that is changed."""
    if isinstance(change, TextClause):
        return text(f"{change.text} RETURNING 1 AS changed").columns(column("changed")).cte()
    return change.returning(literal_column("1")).cte()


@contextmanager
def written_at_once(connection: Connection, begin: str) -> Iterator[None]:
    """What is executed in here is written at its end, all or nothing; questions are answered at
    once, from before it. Raises `NotAsExpected`, `AlreadyThere`, the driver's errors."""
    driver: Any = connection.connection.dbapi_connection
    info = connection.info
    usual = driver.cursor_factory
    batch = info[AT_ONCE] = Batch(driver, info)
    waits = _that_waits(usual or psycopg2.extensions.cursor)
    driver.cursor_factory = lambda *given: waits(*given, waiting=batch.texts)
    try:
        yield
    finally:
        driver.cursor_factory = usual
        del info[AT_ONCE]
    if batch.texts:
        with driver.cursor() as cursor:
            _send(connection, cursor, batch, begin)


@cache
def _that_waits(usual: Any) -> type[Any]:
    """Made once: a class for every batch would cost what all of its statements do."""

    class Waits(usual):  # type: ignore[misc]
        """Asks at once, and leaves what changes something with what is `waiting`."""

        def __init__(self, *given: Any, waiting: list[bytes]) -> None:
            super().__init__(*given)
            self._waiting = waiting

        def execute(self, query: Any, vars: Any = None) -> None:
            statement: bytes = self.mogrify(query, vars)
            if statement.lstrip()[:6].upper() == b"SELECT":
                super().execute(statement)
            else:
                self._waiting.append(statement)

    return Waits


def _send(connection: Connection, cursor: Any, batch: Batch, begin: str) -> None:
    try:
        with batch.sent():
            cursor.execute(b";\n".join([begin.encode(), *batch.texts, b"COMMIT"]))
    except psycopg2.Error as error:
        # A lost connection has rolled back by itself.
        with suppress(psycopg2.Error):
            cursor.execute(f"ROLLBACK; {FORGET}")
        if cursor.connection.closed:
            connection.invalidate(error)
        if isinstance(error, psycopg2.errors.DivisionByZero):
            raise NotAsExpected from error
        if isinstance(error, psycopg2.errors.UniqueViolation):
            raise AlreadyThere from error
        raise
