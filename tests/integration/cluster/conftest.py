"""One cluster for all tests of faults; each test finds it whole.

It ends with this folder: other tests run clusters of their own on the same servers.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL, RabbitMQ
from tests.deployment.paging import Pager
from tests.deployment.watching import Prometheus
from tests.integration.effects import Logs
from tests.integration.game.watched import on_call
from tests.integration.load import DRIVEN, prepare_ground
from tests.integration.processes import Cluster


@pytest.fixture(scope="package")
def running_cluster(
    postgresql: PostgreSQL, rabbitmq: RabbitMQ, servers_folder: Path
) -> Iterator[Cluster]:
    """The services that the load drives, each its own process, with a project and a fund to work
    on. Those whose events they follow besides never run: nobody waits for them."""
    postgresql.start()
    rabbitmq.start()
    cluster = Cluster(postgresql, rabbitmq, servers_folder / "cluster", DRIVEN)
    try:
        cluster.start()
        prepare_ground(cluster.client)
        yield cluster
    finally:
        cluster.close()


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, all of it up before and after; no service met what it had not foreseen."""
    running_cluster.start()
    known = len(running_cluster.incidents())
    yield running_cluster
    running_cluster.start()
    assert running_cluster.incidents()[known:] == []


@pytest.fixture(scope="package")
def all_logs(running_cluster: Cluster) -> Logs:
    return Logs(running_cluster.client)


@pytest.fixture
def logs(cluster: Cluster, all_logs: Logs) -> Logs:
    """The services' logs, read on from one test to the next."""
    return all_logs


@pytest.fixture(scope="module")
def watched(
    running_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Pager, Prometheus]]:
    """No longer than they are asked: they work all the while."""
    with on_call(running_cluster, tmp_path_factory.mktemp("watching")) as who:
        yield who


@pytest.fixture
def pager(cluster: Cluster, watched: tuple[Pager, Prometheus]) -> Pager:
    """Who is told of alerts about the cluster; a fault begins when its own are quiet: see `play`."""
    return watched[0]


@pytest.fixture
def prometheus(cluster: Cluster, watched: tuple[Pager, Prometheus]) -> Prometheus:
    """Who scrapes the cluster."""
    return watched[1]
