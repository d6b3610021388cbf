"""PostgreSQL goes away in every way: what was accepted stays, what was not is told, once each."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from shared.kernel.log.batch import Appended, StoreUnavailable, VersionConflict
from shared.kernel.log.log import Log
from tests.conformance.batches import append_at_once, batch, in_thread
from tests.conformance.load import Load
from tests.conformance.proxy import Proxy, proxy_to
from tests.eventually import PATIENCE_SECONDS, eventually


@pytest.fixture
def backend(postgresql_backend):
    return postgresql_backend


@pytest.fixture
def proxy(postgresql) -> Iterator[Proxy]:
    with proxy_to(postgresql.port) as proxy:
        yield proxy


@pytest.fixture
def proxied(backend, proxy) -> Iterator[Log]:
    """A log behind the proxy, its writer connected."""
    url = make_url(backend.url).set(port=proxy.port).render_as_string(hide_password=False)
    with backend.open(url) as log:
        log.append(batch("before"))
        yield log


def test_an_answer_lost_after_the_commit_is_asked_for_again(proxied, proxy, log):
    lost = batch("a", events=2)
    proxy.lose_next("answer")
    assert proxied.append(lost) == Appended(2, 3, replay=True)
    assert proxy.lost == 1
    assert [r.id for r in log.read(1)] == [event.id for event in lost.events]


def test_a_request_that_never_arrived_is_sent_again(proxied, proxy, log):
    proxy.lose_next("request")
    assert proxied.append(batch("a", events=2)) == Appended(2, 3)
    assert proxy.lost == 1
    assert log.head().position == 3


def test_each_of_a_group_gets_its_own_answer_after_the_common_one_was_lost(
    backend, proxied, proxy, log
):
    tried = [batch("first"), *(batch(f"s-{n}") for n in range(5)), batch("before", 7)]
    proxy.lose_next("answer", skip=1)  # the first goes alone
    results = append_at_once(proxied, backend.held(proxied), tried)
    assert proxy.lost == 1
    assert results[:6] == [Appended(2, 2), *(Appended(n, n, replay=True) for n in range(3, 8))]
    assert isinstance(results[6], VersionConflict)
    assert log.head().position == 7


def test_a_connection_ended_by_the_server_is_made_anew_unnoticed(backend, log, postgresql):
    log.append(batch("a"))
    for version in range(1, 4):
        end_backends(postgresql, backend)
        assert log.append(batch("a", version)) == Appended(version + 1, version + 1)


def test_of_two_groups_that_lost_their_connections_neither_meets_the_others_dead_one(
    backend, log, postgresql
):
    def append_both(first: str, second: str) -> list[list[Appended]]:
        with backend.held(log):
            both = [in_thread(log.store.append, [batch(name)]) for name in (first, second)]
            eventually(lambda: log.store.lock_holder().waiting == 2, "both to be in the store")
        return [one.result(PATIENCE_SECONDS) for one in both]

    append_both("a", "b")
    end_backends(postgresql, backend)
    with pytest.raises(StoreUnavailable):
        log.store.append([batch("c")])
    assert {result.last for [result] in append_both("c", "d")} == {3, 4}


def test_while_postgresql_is_down_callers_are_told_and_then_it_goes_on_by_itself(log, postgresql):
    log.append(batch("a"))
    postgresql.stop()
    waiting = batch("a", 1)
    with pytest.raises(StoreUnavailable):
        log.append(waiting)
    with pytest.raises(StoreUnavailable):
        log.head()
    postgresql.start()
    assert log.append(waiting) == Appended(2, 2)
    assert log.head().position == 2


def test_a_server_killed_under_load_loses_nothing_that_was_accepted(log, postgresql):
    with Load(log) as load:
        for _ in range(3):
            load.wait_for_more(30)
            postgresql.kill()
            load.wait_for_refusal()
            postgresql.start()
    load.assert_all_there_once()


def test_a_killed_backend_process_loses_nothing_that_was_accepted(backend, log, postgresql):
    with Load(log) as load:
        for _ in range(3):
            load.wait_for_more(30)
            before = backends(postgresql, backend)
            os.kill(before[0], signal.SIGKILL)
            # The server then ends all its processes and recovers.
            eventually(lambda b=before: recovered(postgresql, backend, b), "the server to recover")
    load.assert_all_there_once()


def backends(postgresql, backend) -> list[int]:
    """The ids of the server's processes that serve this service."""
    user = make_url(backend.url).username
    return admin(postgresql, "SELECT pid FROM pg_stat_activity WHERE usename = %s", user)


def recovered(postgresql, backend, before: list[int]) -> bool:
    """Whether none of the processes that served before is left, and new ones may be asked for."""
    try:
        return not set(before) & set(backends(postgresql, backend))
    except psycopg2.OperationalError:
        return False


def end_backends(postgresql, backend) -> None:
    for pid in backends(postgresql, backend):
        admin(postgresql, "SELECT pg_terminate_backend(%s, 5000)", pid)


def admin(postgresql, statement: str, *values: object) -> list[int]:
    url = make_url(postgresql.admin_url()).set(drivername="postgresql")
    where = url.render_as_string(hide_password=False)
    with closing(psycopg2.connect(where)) as connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [value for (value,) in cursor.fetchall()]
