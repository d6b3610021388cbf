"""Game day: what breaks under load wakes an operator for the right reason, and the alert ends with it.

Minutes of the rules are seconds here. `make gameday` shows the day's log: how long each fault took to
be noticed, and to be over. That nothing is lost meanwhile is shown again after each. It takes a minute
or more: only `make gameday` runs it.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.deployment.watching import Prometheus, watching
from tests.eventually import eventually
from tests.integration.effects import Logs
from tests.integration.load import Load
from tests.integration.processes import Cluster


@dataclass(frozen=True)
class Fault:
    """What is done, what it is undone by, and the alerts, by service, that must fire and end."""

    name: str
    begin: Callable[[Cluster], None]
    end: Callable[[Cluster], None]
    alerts: frozenset[tuple[str, str]]


def everywhere(alert: str) -> set[tuple[str, str]]:
    return {(alert, name) for name in ("projects", "finance", "land", "supervision")}


FAULTS = (
    Fault(
        "a service is killed",
        lambda cluster: cluster.services["land"].kill(),
        lambda cluster: cluster.services["land"].start(),
        frozenset({("ServiceAbsent", "land")}),
    ),
    Fault(
        "the database is stopped",
        lambda cluster: cluster.postgresql.stop(),
        lambda cluster: cluster.postgresql.start(),
        frozenset(everywhere("StoreDown")),
    ),
    Fault(
        "the broker is stopped",
        lambda cluster: cluster.rabbitmq.stop(),
        lambda cluster: cluster.rabbitmq.start(),
        frozenset(everywhere("BrokerAway") | everywhere("RelayWaits")),
    ),
)


@pytest.fixture
def prometheus(cluster: Cluster, tmp_path: Path) -> Iterator[Prometheus]:
    addresses = {name: cluster.settings.service(name).address for name in cluster.services}
    with watching(tmp_path, addresses, hurried=True) as prometheus:
        eventually(lambda: len(prometheus.series("up == 1")) == len(addresses), "all to be seen")
        yield prometheus


def test_each_fault_is_told_by_its_alerts_and_they_end_with_it(
    cluster: Cluster, logs: Logs, prometheus: Prometheus
) -> None:
    for fault in FAULTS:
        with Load(cluster.client) as load:
            load.wait_for(2)
            fault.begin(cluster)
            noticed = seconds_until(partial(fires, prometheus, fault), fault.name)
            fault.end(cluster)
            over = seconds_until(partial(is_over, prometheus, fault), f"the end of {fault.name}")
            load.wait_for(2)
        assert load.unaccepted() == []
        logs.check_answers(load.all)
        eventually(logs.check_effects, "every cause to have its effect")
        print(f"{fault.name:<28} noticed after {noticed:5.1f} s, over after {over:5.1f} s")


def fires(prometheus: Prometheus, fault: Fault) -> bool:
    return fault.alerts <= prometheus.firing()


def is_over(prometheus: Prometheus, fault: Fault) -> bool:
    return not fault.alerts & prometheus.firing()


def seconds_until(condition: Callable[[], bool], what: str) -> float:
    started = time.monotonic()
    eventually(condition, what)
    return time.monotonic() - started
