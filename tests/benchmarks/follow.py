"""From the broker into a PostgreSQL view of another service, 30,000 events behind.

Finance runs as a process: its relay fills the follower's queue, its feed serves what the follower
does not take from there. The peer is a bare consumer with a queue of the same messages.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import amqp

from services.finance.views.fund_ledger import FundLedger
from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.names import QUEUE_ARGUMENTS, queue
from shared.kernel.log.database import Database
from shared.kernel.subscription.checkpoint import Checkpoint, Cursors
from shared.kernel.subscription.feed import Feed, Page
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.row import definitions
from shared.kernel.views.tables import ViewTables
from shared.runtime.identities import Identities
from shared.runtime.settings import configured
from tests.benchmarks import plain
from tests.benchmarks.cluster import cluster
from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side
from tests.eventually import eventually
from tests.integration.processes import Cluster
from tests.plain_amqp import channel

BEHIND = 30_000
FOLLOWER = "supervision"


def run(bench: Bench) -> Iterator[Figure]:
    count = bench.scaled(BEHIND, 10_000)
    with cluster(bench, "finance") as services:
        finance = services.settings.service("finance").database
        with Side("tests.benchmarks.product:Product", green=True, database=finance) as product:
            product.call("fill", count=count)
        configuration = services.env["ZHENXING_CONFIG"]
        target = "tests.benchmarks.follow:Follower"
        shares: list[float] = []
        with (
            Side(target, green=True, configuration=configuration) as follower,
            Side(
                "tests.benchmarks.plain:Consumer", green=False, broker=services.rabbitmq.admin_url
            ) as bare,
        ):

            def theirs() -> float:
                _fill_queues(services, count)
                database = bench.servers.store(migrated=False).owner
                return float(bare.call("follow", count=count, database=database))

            def ours() -> float:
                database = bench.servers.store().service
                answer = follower.call("follow", count=count, database=database)
                shares.append(answer["from_broker"])
                return float(answer["rate"])

            theirs(), ours()
            taken = rounds(bench.rounds, theirs, ours)
    figure = compared(
        f"follow from the broker, {count:,} behind", taken, "events/s",
        must=0.5, dream=0.8, percent=True,
    )  # fmt: skip
    yield replace(figure, ours=f"{figure.ours}, {median(shares):.0%} by the broker")


def _fill_queues(services: Cluster, count: int) -> None:
    """Let finance relay its log anew into the empty queues of the follower and of its peer."""
    name = queue(FOLLOWER, "finance").name
    database = Database(services.settings.service("finance").database, pool_size=1)
    relay = Cursors(database)
    eventually(lambda: relay.get("relay").position >= count, "the relay to be done before")
    with channel(services.rabbitmq.admin_url) as administrator:
        administrator.queue_declare(
            name, durable=True, auto_delete=False, arguments=QUEUE_ARGUMENTS
        )
        administrator.queue_bind(name, "finance.events", "#")
        administrator.queue_purge(name)
        plain.bind(administrator)
        relay.set("relay", Checkpoint())
        eventually(lambda: _waiting(administrator, name) >= count, "the queue to be full")
        eventually(lambda: _waiting(administrator, plain.QUEUE) >= count, "the peer's too")
    database.close()


def _waiting(administrator: amqp.Channel, name: str) -> int:
    return int(administrator.queue_declare(name, passive=True).message_count)


class Follower:
    """Another service's process, as far as it follows finance into a view."""

    def __init__(self, configuration: str) -> None:
        os.environ["ZHENXING_CONFIG"] = configuration
        self._settings = configured()
        self._own = self._settings.service(FOLLOWER)

    def follow(self, count: int, database: str) -> dict[str, float]:
        """Events per second into a new view, and the share that came from the broker."""
        store, tables, view = Database(database), ViewTables(), definitions(FundLedger)[0]
        ensure_tables(store, tables, [view], "finance")
        token = Identities(self._settings, FOLLOWER, "housing").token_for("finance")
        feed = CountingFeed("finance", self._settings.service("finance").origin, token)
        foreign = RemoteLog(feed)
        follower = ViewFollower(store, tables, [view])
        subscription = Subscription("views:finance", foreign, follower)
        consumer = Consumer(self._own.broker, FOLLOWER, {"finance": foreign.offer})
        start = time.perf_counter()
        consumer.start()
        subscription.start()
        follower.visible.wait(count - 1, 300)
        seconds = time.perf_counter() - start
        subscription.stop()
        consumer.end()
        consumer.join()
        return {"rate": follower.position() / seconds, "from_broker": 1 - feed.served / count}


class CountingFeed(Feed):
    """A feed that counts what it has served."""

    served = 0

    def after(self, checkpoint: Checkpoint, limit: int) -> Page:
        page = super().after(checkpoint, limit)
        self.served += len(page.events)
        return page
