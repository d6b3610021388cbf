"""Counts what goes to PostgreSQL and back: every statement, or text of several, that is sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2.extensions
import pytest

from shared.kernel.log import database


class Trips:
    """The round trips of all connections that are made while it counts."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._databases: list[str] = []
        self._mutex = threading.Lock()

    @property
    def count(self) -> int:
        return len(self.sent)

    def note(self, statement: Any, database: str) -> None:
        text = statement.decode() if isinstance(statement, bytes) else str(statement)
        with self._mutex:
            self.sent.append(f"{threading.current_thread().name}: {' '.join(text.split())[:200]}")
            self._databases.append(database)

    def by(self, thread: str, start: int = 0, *, to: str = "") -> list[str]:
        """What threads of a name have sent from a count on; only `to` a database, if one is named."""
        return [told for told in self.to(to, start) if told.startswith(f"{thread}: ")]

    def to(self, database: str = "", start: int = 0) -> list[str]:
        """What a database has been sent from a count on, by all threads."""
        with self._mutex:
            sent = list(zip(self.sent[start:], self._databases[start:], strict=True))
        return [told for told, its in sent if database in ("", its)]


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trips]:
    """Whatever connects in here is counted, also on connections outside a pool."""
    trips = Trips()

    class Counted(psycopg2.extensions.cursor):
        def execute(self, query: Any, vars: Any = None) -> None:
            trips.note(query, self.connection.info.dbname)
            super().execute(query, vars)

    with monkeypatch.context() as patched:
        patched.setitem(database._CONNECT, "cursor_factory", Counted)
        yield trips
