"""Without its database a service says so, does nothing by halves, and recovers by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.kernel.log.batch import TableMissing
from shared.kernel.log.database import Database
from tests.conftest import Database as PrivateDatabase
from tests.eventually import eventually
from tests.integration.client import Answer, Order
from tests.integration.effects import Logs
from tests.integration.load import FUND, GROUND, Load
from tests.integration.processes import Cluster

ALLOCATION = {"fund": FUND, "project": GROUND, "amount_fen": 100}


def test_a_stopped_database_is_told_and_waited_for(cluster: Cluster, logs: Logs) -> None:
    with Load(cluster.client) as load:
        load.wait_for(3)
        cluster.postgresql.stop()
        for name in cluster.services:
            says_unavailable(cluster.client.get(name, "/streams/fund-1"))
            assert cluster.client.call("GET", name, "/health/live").status == 200
            assert cluster.client.call("GET", name, "/metrics").status == 200
            ready = cluster.client.call("GET", name, "/health/ready")
            assert (ready.status, ready.body["ready"]) == (503, False)
            assert ready.body["waits_for"] == "store"
        order = Order("finance", "allocate-funds", "finance", ALLOCATION)
        says_unavailable(cluster.client.give(order))
        load.wait_until_felt()
        cluster.postgresql.start()
        load.wait_for(3)
    assert cluster.client.give(order).status == 200
    everything_given_is_there_once(cluster, logs, load)


def test_what_a_killed_database_accepted_is_there_and_the_rest_can_be_repeated(
    cluster: Cluster, logs: Logs
) -> None:
    with Load(cluster.client) as load:
        load.wait_for(5)
        cluster.postgresql.kill()
        load.wait_until_felt()
        cluster.postgresql.start()
        load.wait_for(5)
    everything_given_is_there_once(cluster, logs, load)
    for name in cluster.services:
        verified = cluster.client.get(name, "/verification")
        assert verified.status == 200 and verified.body["whole"], verified


def test_a_service_started_before_its_database_comes_up_with_it(cluster: Cluster) -> None:
    finance = cluster.services["finance"]
    finance.terminate()
    with database_down(cluster):
        finance.start()
        eventually(
            lambda: cluster.client.call("GET", "finance", "/health/live").status == 200, "life"
        )
        assert cluster.client.call("GET", "finance", "/health/ready").status == 503
        order = Order("finance", "allocate-funds", "finance", ALLOCATION)
        says_unavailable(cluster.client.give(order))
    cluster.wait_ready("finance")
    assert cluster.client.give(order).status == 200


def test_a_missing_table_is_a_store_that_is_not_yet_prepared(
    database: PrivateDatabase, tmp_path: Path
) -> None:
    for url in (database.service_url, f"sqlite:///{tmp_path / 'empty.sqlite'}"):
        store = Database(url)
        with pytest.raises(TableMissing), store.read() as connection:
            connection.execute(text("SELECT * FROM records"))
        store.close()


def says_unavailable(answer: Answer) -> None:
    """Asserts a 503 that tells both a person and a program what to do."""
    assert answer.status == 503, answer
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) >= 1
    assert "没有丢失任何数据" in answer.body["detail_zh"]
    assert "Nothing was lost" in answer.body["detail"]


def everything_given_is_there_once(cluster: Cluster, logs: Logs, load: Load) -> None:
    """Asserts that everything given happened once."""
    answers = [answer for given in load.all for answer in given.answers]
    assert [answer for answer in answers if answer.status not in (200, 503)] == []
    assert load.unaccepted() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, "every cause to have its effect")
    for name in cluster.services:
        eventually(lambda n=name: _all_running(cluster, n), f"{name} to run")


def _all_running(cluster: Cluster, name: str) -> bool:
    subscriptions = cluster.client.get(name, "/status").body["subscriptions"]
    followed = [s for s in subscriptions if s["source"] in cluster.services]
    assert {s["state"] for s in followed} == {"running"}, subscriptions
    assert {s["lag"] for s in subscriptions} == {0}, subscriptions
    return True


@contextmanager
def database_down(cluster: Cluster) -> Iterator[None]:
    cluster.postgresql.stop()
    try:
        yield
    finally:
        cluster.postgresql.start()
