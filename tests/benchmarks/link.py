"""How much later another city hears: a message over a federated link, beside one on the same broker.

Both brokers stand on this machine: what a real distance adds is not in it. What is measured wakes a
follower; the event itself it takes from the other city's feed.
"""

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import amqp

from deploy.federation import definitions, exchange, upstream_user
from deploy.servers import RabbitMQ, free_port
from tests.benchmarks.measure import Bench, Figure, compared
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.plain_amqp import channel

SERVICE, CITY = "projects", "rizhao"
NEAR, FAR = f"{SERVICE}.events", exchange(CITY, SERVICE)


def run(bench: Bench) -> Iterator[Figure]:
    here, messages = bench.servers.rabbitmq, bench.scaled(500, 50)
    with other_city(bench) as there, channel(here.admin_url) as sender:
        sender.exchange_declare(NEAR, "topic", durable=True, auto_delete=False)
        join(here, there)
        with (
            listening(here, NEAR) as near,
            listening(there, FAR) as far,
        ):
            eventually(lambda: any("federation" in q for q in here.queues()), "the link")
            pairs = []
            for _ in range(messages):
                began = time.perf_counter()
                sender.basic_publish(amqp.Message("{}"), NEAR, "Said")
                pairs.append((arrived(near, began), arrived(far, began)))
    yield compared("message over a link between two cities, one at a time, p50", pairs, "ms")
    late = sorted(ours for _, ours in pairs)[int(messages * 0.99)]
    near_late = sorted(theirs for theirs, _ in pairs)[int(messages * 0.99)]
    yield compared("the same, p99", [(near_late, late)], "ms")


@contextmanager
def other_city(bench: Bench) -> Iterator[RabbitMQ]:
    folder = bench.servers.folder / "other-city"
    node = RabbitMQ(folder, free_port(), plugins=["rabbitmq_federation"])
    node.start()
    try:
        yield node
    finally:
        node.stop()


def join(upstream: RabbitMQ, downstream: RabbitMQ) -> None:
    user = upstream_user("other", "other")
    upstream.add_users([user])
    uri = upstream.url(user.name, user.password)
    downstream.import_definitions(json.dumps(definitions(CITY, uri, [SERVICE])))


@contextmanager
def listening(broker: RabbitMQ, name: str) -> Iterator[Any]:
    """A channel that consumes what comes to an exchange, into its own list `heard`."""
    with channel(broker.admin_url) as own, closing(own):
        queue = own.queue_declare(exclusive=True).queue
        own.queue_bind(queue, name, "#")
        own.heard = []
        own.basic_consume(queue, no_ack=True, callback=lambda _: own.heard.append(1))
        yield own


def arrived(listener: Any, began: float) -> float:
    """Milliseconds until the next message came."""
    while not listener.heard:
        listener.connection.drain_events(timeout=PATIENCE_SECONDS)
    listener.heard.clear()
    return (time.perf_counter() - began) * 1000
