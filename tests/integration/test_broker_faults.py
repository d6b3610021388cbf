"""The broker is a fast path: whatever befalls it, commands are accepted and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from shared.servers import RabbitMQ
from tests.integration.effects import Logs
from tests.integration.load import Load
from tests.integration.processes import Cluster, eventually

DOWN_SECONDS = 15
"""A minute in the requirement; the same code runs after the first few seconds of it."""
ALARM_SECONDS = 6
"""Longer than the relay waits for a confirm, so that it gives up a connection meanwhile."""


def test_services_start_and_work_without_a_broker(cluster: Cluster, logs: Logs) -> None:
    for service in cluster.services.values():
        service.terminate()
    cluster.rabbitmq.stop()
    for service in cluster.services.values():
        service.start()
    for name in cluster.services:
        cluster.wait_ready(name)
    with Load(cluster.client) as load:
        load.wait_for(12)
    assert load.failures() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, what="followers to go on from the feeds")
    cluster.rabbitmq.start()
    broker_is_used_again(cluster)


def test_an_absent_broker_delays_nobody(cluster: Cluster, logs: Logs) -> None:
    cluster.rabbitmq.stop()
    with Load(cluster.client) as load:
        load.go_on(DOWN_SECONDS)
        cluster.rabbitmq.start()
        load.wait_for(3)
    assert load.failures() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects)
    broker_is_used_again(cluster)


def stopped_in_order(broker: RabbitMQ) -> None:
    broker.restart()


def killed(broker: RabbitMQ) -> None:
    broker.kill()
    broker.start()


@pytest.mark.parametrize("fault", [stopped_in_order, killed])
def test_a_broker_that_comes_back_is_used_again(
    cluster: Cluster, logs: Logs, fault: Callable[[RabbitMQ], None]
) -> None:
    with Load(cluster.client) as load:
        load.wait_for(3)
        fault(cluster.rabbitmq)
        load.wait_for(3)
    assert load.failures() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects)
    broker_is_used_again(cluster)


def test_a_broker_with_a_full_disk_delays_nobody(cluster: Cluster, logs: Logs) -> None:
    with Load(cluster.client) as load:
        load.wait_for(3)
        with disk_alarm(cluster.rabbitmq):
            load.go_on(ALARM_SECONDS)
        load.wait_for(3)
    assert load.failures() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects)
    broker_is_used_again(cluster)


def broker_is_used_again(cluster: Cluster) -> None:
    """Waits until every service listens and has published its whole log."""
    for name in cluster.services:
        eventually(lambda n=name: _published(cluster.client.get(n, "/status").body), 30, name)


def _published(status: dict[str, Any]) -> bool:
    relay = next(s for s in status["subscriptions"] if s["name"] == "relay")
    assert relay["position"] == status["head"], status
    assert status["broker"]["listening"] and status["broker"]["publishing"], status
    return True


@contextmanager
def disk_alarm(broker: RabbitMQ) -> Iterator[None]:
    broker.raise_disk_alarm()
    try:
        yield
    finally:
        broker.clear_disk_alarm()
