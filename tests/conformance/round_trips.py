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
        self._mutex = threading.Lock()

    @property
    def count(self) -> int:
        return len(self.sent)

    def note(self, statement: Any) -> None:
        text = statement.decode() if isinstance(statement, bytes) else str(statement)
        with self._mutex:
            self.sent.append(f"{threading.current_thread().name}: {' '.join(text.split())[:200]}")

    def by(self, thread: str, start: int = 0) -> list[str]:
        """What one thread has sent, from a count on."""
        return [told for told in self.sent[start:] if told.startswith(f"{thread}: ")]


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trips]:
    """Whatever connects in here is counted, also on connections outside a pool."""
    trips = Trips()

    class Counted(psycopg2.extensions.cursor):
        def execute(self, query: Any, vars: Any = None) -> None:
            trips.note(query)
            super().execute(query, vars)

    with monkeypatch.context() as patched:
        patched.setitem(database._CONNECT, "cursor_factory", Counted)
        yield trips
