"""What one process appends, the others' followers hear of; nobody asks meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from shared.kernel.log import head_watcher
from shared.kernel.log.head_watcher import HeadWatcher
from shared.kernel.log.log import Log
from tests.conformance.batches import batch
from tests.eventually import PATIENCE_SECONDS, eventually


@pytest.fixture
def backend(postgresql_backend):
    return postgresql_backend


@contextmanager
def watching(log: Log) -> Iterator[HeadWatcher]:
    watcher = HeadWatcher(log)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.end()


@pytest.fixture
def never_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks for the head by himself: whoever knows it has heard of it."""
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 3600.0)


def test_an_append_is_heard_of_in_another_process(backend, never_looking) -> None:
    with backend.open() as one, backend.open() as other, watching(one), watching(other):
        for number in range(1, 4):
            one.append(batch(f"s-{number}"))
            assert other.watermark.wait(number - 1, PATIENCE_SECONDS)
        other.append(batch("back"))
        assert one.watermark.wait(3, PATIENCE_SECONDS)


def test_what_was_appended_before_the_watch_began_is_known(backend, never_looking) -> None:
    with backend.open() as one, backend.open() as other:
        one.append(batch("a"))
        with watching(other):
            assert other.watermark.wait(0, PATIENCE_SECONDS)


def test_an_append_that_nobody_told_of_is_found_by_looking(backend, monkeypatch) -> None:
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 0.05)
    with backend.open() as silent, backend.open() as other, watching(other):
        silent.append(batch("a"))
        assert other.watermark.wait(0, PATIENCE_SECONDS)


def test_a_watch_that_the_server_ends_begins_anew(backend, never_looking, monkeypatch) -> None:
    monkeypatch.setattr(head_watcher, "RETRY_SECONDS", 0.01)
    with backend.open() as one, backend.open() as other, watching(one), watching(other):
        one.append(batch("a"))
        assert other.watermark.wait(0, PATIENCE_SECONDS)
        eventually(lambda: len(on_watches(one, "SELECT pid")) == 2, "both watches")
        assert on_watches(one, "SELECT pg_terminate_backend(pid)") == [(True,), (True,)]
        one.append(batch("b"))
        assert other.watermark.wait(1, PATIENCE_SECONDS)


def on_watches(log: Log, select: str) -> list[tuple[Any, ...]]:
    """What is asked of every connection whose last word was of the log's head."""
    with log.database.read() as connection:
        rows = connection.exec_driver_sql(
            f"{select} FROM pg_stat_activity WHERE datname = current_database()"
            " AND query IN ('LISTEN log_head', 'NOTIFY log_head')"
        ).fetchall()
    return [tuple(row) for row in rows]


def test_a_notification_that_lies_moves_nothing(backend, never_looking) -> None:
    with backend.open() as one, backend.open() as liar, watching(one):
        with liar.database.connect() as connection, connection.cursor() as cursor:
            cursor.execute("NOTIFY log_head, '9223372036854775807'")
        liar.append(batch("a"))
        with watching(liar):
            liar.append(batch("b"))
            assert one.watermark.wait(1, PATIENCE_SECONDS)
        assert one.watermark.position == 2
