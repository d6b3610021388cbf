"""From the log to the broker with confirms, against a bare py-amqp publisher of the same messages.

Both publish into the same queue that a follower would have bound.
"""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import amqp

from shared.kernel.bus.names import QUEUE_ARGUMENTS, queue
from shared.kernel.bus.publisher import Publisher
from shared.kernel.bus.relay import Relay, message
from shared.kernel.log.database import Database
from shared.kernel.log.leadership import Leadership
from shared.kernel.log.log import Log
from shared.kernel.log.recorded import GENESIS
from shared.kernel.subscription.checkpoint import Checkpoint, Cursors
from shared.kernel.subscription.source import OwnLog, checkpoint_after
from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.product import Product
from tests.benchmarks.side import Side

WINDOW = 500


def run(bench: Bench) -> Iterator[Figure]:
    own, broker = bench.servers.store().service, bench.servers.broker()
    count = bench.scaled(20_000, 5_000)
    with (
        Side("tests.benchmarks.relay:Relaying", green=True, database=own, broker=broker) as product,
        Side("tests.benchmarks.relay:Bare", green=False, database=own, broker=broker) as bare,
    ):
        product.call("fill", count=count)
        bare.call("prepare")

        def theirs() -> float:
            return float(bare.call("publish"))

        def ours() -> float:
            return float(product.call("relay"))

        theirs(), ours()
        taken = rounds(bench.rounds, theirs, ours)
    yield compared("relay to the broker", taken, "events/s", must=0.75, percent=True)


class Relaying(Product):
    """The relay of finance."""

    def __init__(self, database: str, broker: str) -> None:
        super().__init__(database)
        self._broker = broker

    def relay(self) -> float:
        """Events per second in relaying the whole log."""
        cursors, source = Cursors(self.database), OwnLog(self.log)
        cursors.set("relay", Checkpoint())
        relay = Relay(cursors, Publisher(self._broker, "finance"), Leadership(self.database))
        start = time.perf_counter()
        while relay.step(source):
            pass
        seconds = time.perf_counter() - start
        relay.close()
        return relay.position() / seconds


class Bare:
    """py-amqp alone: the messages are made beforehand, the window is as large."""

    def __init__(self, database: str, broker: str) -> None:
        self._source = OwnLog(Log("finance", Database(database)))
        where = urlsplit(broker)
        self._connection = amqp.Connection(
            f"{where.hostname}:{where.port}",
            userid=where.username,
            password=where.password,
            virtual_host=where.path[1:],
        )
        self._connection.connect()
        self._channel: Any = self._connection.channel()
        self._messages: list[tuple[amqp.Message, str]] = []
        self._unconfirmed: set[int] = set()
        self._published = 0
        self._bind()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)

    def prepare(self) -> None:
        """Read the log and make its messages."""
        start = Checkpoint(0, GENESIS)
        while events := self._source.after(start, WINDOW):
            start = checkpoint_after(events[-1])
            for event in events:
                key, body, headers, id = message(event, "http://source.example")
                made = amqp.Message(
                    body,
                    content_type="application/json",
                    content_encoding="utf-8",
                    application_headers=headers,
                    delivery_mode=2,
                    message_id=id,
                )
                self._messages.append((made, key))

    def publish(self) -> float:
        """Events per second in publishing them all, confirmed."""
        start = time.perf_counter()
        for number in range(0, len(self._messages), WINDOW):
            for made, key in self._messages[number : number + WINDOW]:
                self._published += 1
                self._unconfirmed.add(self._published)
                self._channel.basic_publish(made, exchange="finance.events", routing_key=key)
            while self._unconfirmed:
                self._connection.drain_events(timeout=10)
        return len(self._messages) / (time.perf_counter() - start)

    def _bind(self) -> None:
        """A follower's queue, as the product's consumer makes it."""
        self._channel.exchange_declare("finance.events", "topic", durable=True, auto_delete=False)
        name = queue("follower", "finance").name
        self._channel.queue_declare(
            name, durable=True, auto_delete=False, arguments=QUEUE_ARGUMENTS
        )
        self._channel.queue_bind(name, "finance.events", "#")

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {t for t in self._unconfirmed if t > tag}
        else:
            self._unconfirmed.discard(tag)
