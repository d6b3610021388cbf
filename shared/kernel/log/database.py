"""One engine a store: PostgreSQL in production, SQLite embedded."""

import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.errors
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    TextClause,
    collate,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.kernel.log.at_once import written_at_once
from shared.kernel.log.batch import OtherColumns, StoreUnavailable, TableMissing
from shared.kernel.log.liveness import leave_out_the_dead
from shared.kernel.private_files import restrict_file

_POSTGRESQL_SESSION = " ".join(
    f"-c {setting}"
    for setting in (
        # Where the service's role makes tables of its own is looked at last.
        "search_path=public,work,pg_temp",
        # Whatever a database's owner has made the default: who waited for a lock must see what was
        # committed before it.
        r"default_transaction_isolation=read\ committed",
        "statement_timeout=60000",
        "lock_timeout=10000",
        "idle_in_transaction_session_timeout=30000",
        "timezone=UTC",
        # The server, too, must learn that a client is gone: else the sessions that it left behind
        # would hold their locks, the lead among them, for as long as the system's two hours.
        "tcp_keepalives_idle=10",
        "tcp_keepalives_interval=5",
        "tcp_keepalives_count=3",
        "tcp_user_timeout=20000",
    )
)
_CONNECT: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": f"zhenxing {socket.gethostname()} {os.getpid()}",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "options": _POSTGRESQL_SESSION,
}


# What the driver says itself when a lost connection is given back to the pool.
_LOST = (psycopg2.OperationalError, psycopg2.InterfaceError)


class Database:
    """A service's store. `read` and `write` are the only ways to a connection."""

    def __init__(self, url: str, pool_size: int = 20) -> None:
        self.url = make_url(url)
        self.postgresql = self.url.get_backend_name() == "postgresql"
        self.engine = _postgresql(url, pool_size) if self.postgresql else _sqlite(url)
        # A SQLite writer that yields while another waits inside SQLite would freeze the process.
        self._one_writer: Any = nullcontext() if self.postgresql else threading.RLock()

    def sql(self, statement: str) -> TextClause:
        """A statement in which `log.` stands before each table that only the owner changes.

        By its full name no other table of the same name can stand in front of it.
        """
        return _in_full(statement, "public." if self.postgresql else "main.")

    @property
    def embedded(self) -> bool:
        """Whether it is a file of this process, with no server and no owner beside."""
        return not self.postgresql

    def by_code_points(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """A column as both stores and Python compare it: text by code points."""
        if self.postgresql and column.type.python_type is str:
            return collate(column, "C")
        return column

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Raises `StoreUnavailable`."""
        with _translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that reads all along what was there at its first query.

        Raises `StoreUnavailable`.
        """
        still = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with _translated(), self.engine.connect() as connection:
            yield connection.execution_options(**(still if self.postgresql else {}))

    @contextmanager
    def write(self, lasting: bool = True) -> Iterator[Connection]:
        """A transaction. On SQLite nothing inside may wait for another greenlet.

        One that is not `lasting` waits for no disk: a crash of the server or the machine may take
        the last of these back, each whole and the latest first. So is written what is derived
        from a log together with where it stands. Raises `StoreUnavailable`.
        """
        with _translated(), self._one_writer, self.engine.connect() as connection:
            if self.postgresql:
                with _transaction(connection, lasting):
                    yield connection
                return
            writes = "FULL" if lasting else "NORMAL"
            with connection.execution_options(writes=writes).begin():
                yield connection

    @contextmanager
    def write_at_once(self, lasting: bool = True) -> Iterator[Connection]:
        """As `write`, but on PostgreSQL in one round trip, at the end; what is asked meanwhile is
        answered from before it. So what it rests on is compared as it is written: `CompareAndSet`.

        Raises `NotAsExpected`, `AlreadyThere`, `StoreUnavailable`.
        """
        if not self.postgresql:
            with self.write(lasting) as connection:
                yield connection
            return
        with (
            _translated(),
            self.engine.connect() as connection,
            written_at_once(connection, _beginning(lasting)),
        ):
            yield connection

    def clock(self) -> datetime | None:
        """What the server's clock says; None where there is no server. Raises `StoreUnavailable`."""
        if not self.postgresql:
            return None
        with self.read() as connection:
            now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return now

    def connect(self) -> Any:
        """A driver's connection to PostgreSQL outside the pool, in autocommit; closed by its user.

        Raises the driver's errors.
        """
        _, where = self.engine.dialect.create_connect_args(self.url)
        connection = psycopg2.connect(**{**where, **_CONNECT})
        connection.autocommit = True
        return connection

    def leave_no_trace(self, table: str) -> None:
        """Rewrite what the store keeps of a table, so that its files no longer hold what its rows
        held before. PostgreSQL's write-ahead log holds it until that is recycled.

        The role must own the table. Raises `StoreUnavailable` where others keep it from it.
        """
        if self.postgresql:
            with (
                _translated(),
                closing(self.connect()) as connection,
                connection.cursor() as cursor,
            ):
                cursor.execute(f"VACUUM (FULL) {table}")
            return
        with _translated(), closing(self.engine.raw_connection()) as connection:
            busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreUnavailable("readers keep the write-ahead log from being cut")

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _transaction(connection: Connection, lasting: bool) -> Iterator[None]:
    """A transaction on a connection in autocommit; how it begins is one round trip."""
    connection.exec_driver_sql(_beginning(lasting))
    try:
        yield
    except BaseException:
        # A lost connection has rolled back by itself.
        with suppress(DBAPIError):
            connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def _beginning(lasting: bool) -> str:
    return "BEGIN" if lasting else "BEGIN; SET LOCAL synchronous_commit = off"


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeout, *_LOST) as error:
        kinds = (kind for said, kind in _SQLITE_SAYS.items() if said in str(error))
        raise next(kinds, StoreUnavailable)(_first_line(error)) from error
    except (DBAPIError, psycopg2.Error) as error:
        if getattr(error, "connection_invalidated", False):
            raise StoreUnavailable(_first_line(error)) from error
        for said, kind in _POSTGRESQL_SAYS.items():
            if isinstance(getattr(error, "orig", error), said):
                raise kind(_first_line(error)) from error
        raise


_SQLITE_SAYS: dict[str, type[StoreUnavailable]] = {
    "no such table": TableMissing,
    "no such column": OtherColumns,
    "has no column named": OtherColumns,
}
_POSTGRESQL_SAYS: dict[type[Exception], type[StoreUnavailable]] = {
    psycopg2.errors.UndefinedTable: TableMissing,
    psycopg2.errors.UndefinedColumn: OtherColumns,
}


@lru_cache(maxsize=256)
def _in_full(statement: str, schema: str) -> TextClause:
    return text(re.sub(r"\blog\.", schema, statement))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _postgresql(url: str, pool_size: int) -> Engine:
    # In autocommit once and for all: every statement sees what is committed by then anyway, and
    # a transaction would add two round trips to each reading.
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_use_lifo=True,  # few connections are used much, and have at hand what they know
        isolation_level="AUTOCOMMIT",
        executemany_mode="values_plus_batch",
        connect_args=_CONNECT,
        hide_parameters=True,  # what an error says goes further than rows may
        # Views and all that is derived, by its full name too.
        execution_options={"schema_translate_map": {None: "work"}},
    )
    leave_out_the_dead(engine)
    return engine


def _sqlite(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What SQLite writes beside it has the same rights.
        for suffix in ("", "-wal", "-shm"):
            restrict_file(Path(f"{database}{suffix}"), make=not suffix)
    own = {"timeout": 1, "check_same_thread": False}
    engine = create_engine(url, connect_args=own, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, never implicitly
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        synchronous = connection.get_execution_options().get("writes")
        if synchronous:
            connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # locks nothing yet, so nothing can fail: a page begins dozens
            connection.connection.execute("BEGIN")

    return engine
