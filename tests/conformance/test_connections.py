"""A connection that the server closed is replaced before it is used; looking costs no round trip."""

from contextlib import closing

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from tests.conformance.batches import batch, in_thread
from tests.eventually import PATIENCE_SECONDS, eventually


@pytest.fixture
def backend(postgresql_backend):
    return postgresql_backend


def session_of(log: Log) -> int:
    with log.database.read() as connection:
        return connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()


def end(backend, session: int) -> None:
    """End a session at the server, and wait until it is gone."""
    with backend.open() as other, other.database.read() as connection:
        ended = connection.exec_driver_sql(f"SELECT pg_terminate_backend({session}, 10000)")
        assert ended.scalar()


def test_the_first_reading_after_the_server_ended_a_connection_succeeds(backend, log: Log) -> None:
    before = session_of(log)
    assert session_of(log) == before, "the pool keeps it"
    end(backend, before)
    assert session_of(log) != before


def test_the_first_transaction_after_the_server_ended_a_connection_succeeds(
    backend, log: Log
) -> None:
    before = session_of(log)
    end(backend, before)
    with log.database.write() as connection:
        assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() != before


def test_nothing_is_sent_but_what_is_asked(log: Log) -> None:
    session_of(log)
    said: list[str] = []
    event.listen(
        log.database.engine,
        "before_cursor_execute",
        lambda conn, cursor, statement, *rest: said.append(statement),
    )
    with log.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    with log.database.write(lasting=False) as connection:
        connection.exec_driver_sql("SELECT 2")
        state = connection.exec_driver_sql("SHOW transaction_isolation").scalar()
    assert said == [
        "SELECT 1",
        "BEGIN; SET LOCAL synchronous_commit = off",
        "SELECT 2",
        "SHOW transaction_isolation",
        "COMMIT",
    ]
    assert state == "read committed"


def test_writers_see_what_was_committed_whatever_the_databases_default_is(backend) -> None:
    name = make_url(backend.owner_url).database
    with closing(Database(backend.owner_url)) as owner, owner.write() as connection:
        connection.exec_driver_sql(
            f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'repeatable read'"
        )
    with backend.open() as one, backend.open() as other:
        one.append(batch("a"))
        with backend.held(one):
            waiting = in_thread(one.append, batch("b")), in_thread(other.append, batch("c"))
            eventually(lambda: one.store.lock_holder().waiting == 2, "both wait for the lock")
        assert {found.result(PATIENCE_SECONDS).first for found in waiting} == {2, 3}


def test_what_fails_in_a_transaction_is_taken_back(log: Log) -> None:
    with pytest.raises(ZeroDivisionError), log.database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE work.gone (n int)")
        raise ZeroDivisionError
    with log.database.read() as connection:
        assert connection.exec_driver_sql("SELECT to_regclass('work.gone')").scalar() is None
