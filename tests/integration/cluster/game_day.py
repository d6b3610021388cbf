"""Game day: what breaks under load wakes an operator for the right reason, and the alert ends with it.

A minute of the rules is four seconds here. `make gameday` plays all of it, half an hour, and writes
the day's log; `make test` plays one fault.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.servers import free_port
from tests.deployment.dashboards import NOT_OF_THE_DEMO, expressions
from tests.deployment.paging import Pager
from tests.deployment.watching import Prometheus
from tests.eventually import eventually
from tests.integration.effects import Logs
from tests.integration.game.day import Day
from tests.integration.game.fault import Fault
from tests.integration.game.faults import FAULTS
from tests.integration.game.playing import play
from tests.integration.game.watched import on_call
from tests.integration.processes import Cluster

pytestmark = pytest.mark.timeout(1800)

MINUTE = 4
"""Seconds: two scrapes that a full machine does not answer are not yet two minutes."""


@pytest.fixture(scope="module")
def watched(
    running_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Pager, Prometheus]]:
    """The broker, too, tells of itself."""
    broker = running_cluster.rabbitmq
    broker.stop()
    broker.metrics = free_port()
    broker.start()
    with on_call(running_cluster, tmp_path_factory.mktemp("watching"), MINUTE) as who:
        yield who


@pytest.fixture(scope="module")
def day() -> Iterator[Day]:
    day = Day(len(FAULTS), MINUTE)
    yield day
    day.write()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.slug)
def test_a_fault_is_told_by_its_alerts_they_end_with_it_and_nothing_is_lost(
    fault: Fault, cluster: Cluster, logs: Logs, pager: Pager, day: Day, tmp_path: Path
) -> None:
    day.add(play(fault, cluster, logs, pager, tmp_path))


def test_what_dashboards_ask_of_servers_is_answered(prometheus: Prometheus) -> None:
    asked = {
        where: expression
        for where, expression in expressions("land").items()
        if any(name in expression for name in NOT_OF_THE_DEMO) and "node_" not in expression
    }
    assert len(asked) >= 4
    for where, expression in asked.items():
        eventually(lambda e=expression: prometheus.series(e), where)
