"""The broker is a fast path: whatever befalls it, commands are accepted and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.servers import RabbitMQ
from tests.eventually import eventually
from tests.integration.effects import Logs
from tests.integration.load import PACE_SECONDS, Load
from tests.integration.processes import Cluster
from tests.plain_amqp import channel

DOWN_SECONDS = 60
"""What is promised. Pauses between tries are at their longest after 7 s: see `backoff`."""
CALM_SECONDS = 0.5
"""Between two commands of a clerk meanwhile."""
ALARM_SECONDS = 6
"""Longer than the relay waits for a confirm, so that it gives up a connection meanwhile."""


def test_services_start_and_work_without_a_broker(cluster: Cluster, logs: Logs) -> None:
    with channel(cluster.rabbitmq.admin_url) as administrator:
        administrator.queue_declare("kept", durable=True, auto_delete=False)
    for service in cluster.services.values():
        service.terminate()
    cluster.rabbitmq.stop()
    for service in cluster.services.values():
        service.start()
    for name in cluster.services:
        cluster.wait_ready(name)
    with Load(cluster.client) as load:
        load.wait_for(5)
    assert load.failures() == []
    eventually(logs.check_effects, "followers to go on from the feeds")
    cluster.rabbitmq.start()
    logs.check_answers(load.all)
    broker_is_used_again(cluster)
    with channel(cluster.rabbitmq.admin_url) as administrator:
        administrator.queue_declare("kept", passive=True)
        administrator.queue_delete("kept")


def stopped_for_a_while(broker: RabbitMQ, load: Load) -> None:
    broker.stop()
    load.pace_seconds = CALM_SECONDS
    load.go_on(DOWN_SECONDS)
    load.pace_seconds = PACE_SECONDS
    broker.start()


def killed(broker: RabbitMQ, load: Load) -> None:
    broker.kill()
    broker.start()


def full(broker: RabbitMQ, load: Load) -> None:
    broker.raise_disk_alarm()
    load.go_on(ALARM_SECONDS)
    broker.clear_disk_alarm()


@pytest.mark.parametrize("fault", [stopped_for_a_while, killed, full])
def test_a_broker_that_fails_delays_nobody_and_is_used_again(
    cluster: Cluster, logs: Logs, fault: Callable[[RabbitMQ, Load], None]
) -> None:
    with Load(cluster.client) as load:
        load.wait_for(3)
        fault(cluster.rabbitmq, load)
        load.wait_for(3)
    assert load.failures() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, "every cause to have its effect")
    broker_is_used_again(cluster)


def broker_is_used_again(cluster: Cluster) -> None:
    """Waits until every service listens and has published its whole log."""
    for name in cluster.services:
        eventually(
            lambda n=name: _published(cluster.client.get(n, "/status").body), f"{name} to publish"
        )


def _published(status: dict[str, Any]) -> bool:
    relay = next(s for s in status["subscriptions"] if s["name"] == "relay")
    assert relay["position"] == status["head"], status
    assert status["broker"]["listening"] and status["broker"]["publishing"], status
    return True
