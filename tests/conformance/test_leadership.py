"""Who leads is known by a session; one that nobody uses any more ends, whatever its process does."""

from collections.abc import Iterator

import pytest

from shared.kernel.log.database import Database
from shared.kernel.log.leadership import Leadership
from tests.conftest import Database as PrivateDatabase
from tests.eventually import eventually


@pytest.fixture
def store(database: PrivateDatabase) -> Iterator[Database]:
    store = Database(database.service_url, pool_size=2)
    yield store
    store.close()


def test_a_leader_that_is_frozen_loses_the_lead_although_its_connection_looks_alive(
    store: Database,
) -> None:
    frozen, other = Leadership(store, silent_seconds=1), Leadership(store)
    assert frozen.held() and not other.held()
    eventually(other.held, "the lead to be free")
    other.give_up()
    frozen.give_up()


def test_a_leader_that_had_nothing_to_do_for_long_takes_the_lead_anew_at_once(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.kernel.log.leadership.LOOK_SECONDS", 0.0)
    idle, other = Leadership(store, silent_seconds=1), Leadership(store)
    assert idle.held()
    eventually(other.held, "its session to end")
    other.give_up()
    assert idle.held()
    idle.give_up()


def test_the_server_too_learns_within_half_a_minute_that_a_client_is_gone(store: Database) -> None:
    session = store.connect()
    try:
        with session.cursor() as cursor:
            cursor.execute("SHOW tcp_user_timeout")
            assert cursor.fetchone()[0] in ("20s", "20000")
            names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count")
            told = []
            for name in names:
                cursor.execute(f"SHOW {name}")
                told.append(int(cursor.fetchone()[0]))
    finally:
        session.close()
    idle, interval, count = told
    assert 0 < idle + interval * count <= 30
