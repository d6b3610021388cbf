"""What one process appends, the others' followers hear of; nobody asks meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import make_url

from shared.kernel.log import head_watcher
from shared.kernel.log.abilities import ABILITIES, Abilities
from shared.kernel.log.database import Database
from shared.kernel.log.head_watcher import HeadWatcher
from shared.kernel.log.log import Log
from tests.conformance.batches import batch
from tests.eventually import PATIENCE_SECONDS, eventually


@pytest.fixture
def backend(postgresql_backend):
    return postgresql_backend


@contextmanager
def watching(log: Log, *abilities: str) -> Iterator[HeadWatcher]:
    watcher = HeadWatcher(log, Abilities(abilities))
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
    """What is asked of every connection that watches the log's head."""
    with log.database.read() as connection:
        rows = connection.exec_driver_sql(
            f"{select} FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
            f" AND objid = {head_watcher.WATCHER_LOCK} AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
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


def test_who_is_alone_tells_nobody_and_who_comes_is_told(backend, monkeypatch) -> None:
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 0.05)
    with (
        backend.open() as one,
        backend.open() as other,
        overhearing(one) as heard,
        watching(one) as watcher,
    ):
        eventually(lambda: watcher.alone, "it knows that it is alone")
        one.append(batch("unheard"))
        assert heard() == 1, "only that it had come"
        monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 3600.0)
        with watching(other):
            assert other.watermark.wait(0, PATIENCE_SECONDS)
            for number in range(2, 5):
                one.append(batch(f"s-{number}"))
                assert other.watermark.wait(number - 1, PATIENCE_SECONDS)
            assert not watcher.alone


def test_who_is_left_alone_learns_it(backend, monkeypatch) -> None:
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 0.05)
    with backend.open() as one, backend.open() as other, watching(one) as watcher:
        with watching(other):
            eventually(lambda: not watcher.alone, "it knows of the other")
        eventually(lambda: watcher.alone, "it knows that the other has gone")


def test_who_can_do_less_hears_at_once_of_whoever_can_do_more(backend, never_looking) -> None:
    with (
        backend.open() as one,
        backend.open() as other,
        watching(one, "hears") as less,
        watching(other, "hears", "counts") as more,
    ):
        eventually(lambda: less.abilities.surpassed, "it knows of the other")
        assert not more.abilities.surpassed


def test_who_begins_knows_before_it_goes_on_who_can_do_more(backend, never_looking) -> None:
    """A release that is taken back begins beside the later one, which has more reactions."""
    with (
        backend.open() as one,
        backend.open() as other,
        watching(one, "hears", "counts"),
        watching(other, "hears") as less,
    ):
        assert less.abilities.surpassed


def test_what_two_can_do_is_still_done_when_one_of_them_has_gone(backend, never_looking) -> None:
    with backend.open() as one, backend.open() as other, backend.open() as third:
        first = HeadWatcher(one, Abilities(("hears", "counts")))
        first.start()
        with watching(other, "hears", "counts"):
            first.end()
            first.join()
            with watching(third, "hears") as less:
                assert less.abilities.surpassed


def test_what_is_done_in_another_database_surpasses_nobody(backend, never_looking) -> None:
    """The services of a city may share a server."""
    elsewhere = make_url(backend.owner_url).set(database="postgres")
    with (
        closing(Database(elsewhere.render_as_string(hide_password=False))) as database,
        closing(database.connect()) as connection,
        connection.cursor() as cursor,
        backend.open() as one,
        backend.open() as other,
    ):
        cursor.execute("SELECT pg_advisory_lock_shared(%s, 1)", (ABILITIES,))
        with watching(one, "hears"), watching(other, "hears") as second:
            assert not second.alone and not second.abilities.surpassed


def test_nobody_is_surpassed_by_who_has_gone_or_can_do_as_much(backend, monkeypatch) -> None:
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 0.05)
    with backend.open() as one, backend.open() as other, watching(one, "hears") as less:
        with watching(other, "hears", "counts"):
            eventually(lambda: less.abilities.surpassed, "it knows of the other")
        eventually(lambda: not less.abilities.surpassed, "it knows that the other has gone")
        with watching(other, "hears") as same:
            eventually(lambda: not less.alone, "it knows of another")
            assert not less.abilities.surpassed and not same.abilities.surpassed


@contextmanager
def overhearing(log: Log) -> Iterator[Callable[[], int]]:
    """How many notifications there were until it is asked, which is once, told by a connection that
    nobody knows of."""
    with closing(log.database.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("LISTEN log_head")

        def heard() -> int:
            cursor.execute("NOTIFY log_head, 'until now'")  # comes after all that was sent before
            cursor.execute("SELECT 1")  # and is delivered by now
            # Who watches hears the marker as well, and may already have answered it.
            return [n.payload for n in connection.notifies].index("until now")

        yield heard
