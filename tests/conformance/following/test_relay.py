"""The relay publishes each event at least once, in order; one replica at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from kombu.messaging import Consumer

from deploy.servers import PostgreSQL
from shared.kernel.bus import relay
from shared.kernel.bus.names import exchange
from shared.kernel.commands.ids import command_id
from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.leadership import Leadership
from shared.runtime.declaration import Declaration
from shared.runtime.settings import Settings
from tests.conformance.following import mortal
from tests.conformance.following.sayings import TOPIC
from tests.conformance.following.services import Serving, World, publish
from tests.conformance.forks import fork
from tests.eventually import eventually


def speaking(name: str, *, relayed: bool = True) -> Declaration:
    return Declaration(name, "发言", "housing", [TOPIC], deadlines=False, relay=relayed)


def test_everything_is_published_once_and_in_order(world: World) -> None:
    source = world.source()
    with _receiving(world, source.name) as received:
        source.say("tea", times=700)
        eventually(lambda: len(received) >= 700, "all messages have come")
    assert received == list(range(1, 701))


def test_kills_between_publishing_and_cursor_lose_nothing(cluster: World) -> None:
    source = cluster.source(relay=False)
    kills = 0
    with _receiving(cluster, source.name) as received:
        head = source.say("tea", times=30)
        for lines in mortal.moments(seed=2, count=60, lines=120):
            head = source.say("tea", times=7)
            kills += mortal.killed(_relaying, cluster.settings, source.name, head, lines)
            if kills == 20:
                break
        assert kills == 20
        assert not mortal.killed(_relaying, cluster.settings, source.name, head, 10**9)
        eventually(lambda: head in received, "the last message has come")
    assert sorted(set(received)) == list(range(1, head + 1))
    assert len(received) > head, "some were published twice: a kill fell in between"
    # Those published again follow in order as well: each run goes on from the cursor.
    assert all(b <= a + 1 for a, b in zip(received, received[1:], strict=False))


def test_of_two_relays_one_publishes(cluster: World) -> None:
    name = cluster.name("speaker")
    first, second = (cluster.start(speaking(name)) for _ in range(2))
    with _receiving(cluster, name) as received:
        for _ in range(30):
            first.say("tea", times=5)
            second.say("silk", times=5)
        eventually(lambda: len(received) >= 300, "all messages have come")
        for replica in (first, second):
            state = replica.subscription("relay")
            eventually(lambda s=state: s.handler.position() == 300, "the relays agree")
    assert received == list(range(1, 301))


def test_when_the_leader_dies_the_other_takes_over(cluster: World) -> None:
    name = cluster.name("speaker")
    silent = cluster.start(speaking(name, relayed=False))
    with _receiving(cluster, name) as received:
        leader = fork(_relaying, cluster.settings, name, 10**9, 10**9)
        silent.say("tea")
        eventually(lambda: received == [1], "the leader publishes")
        other = cluster.start(speaking(name))
        silent.say("tea", times=4)
        eventually(lambda: received == [1, 2, 3, 4, 5], "the leader goes on")
        leader.kill()
        leader.join()
        silent.say("tea", times=5)
        eventually(lambda: len(set(received)) == 10, "the other publishes")
    relay = other.subscription("relay")
    eventually(lambda: relay.handler.position() == 10, "it knows how far it is")
    assert sorted(set(received)) == list(range(1, 11))


def test_a_lead_whose_session_was_cut_is_taken_anew(cluster: World, roles: PostgreSQL) -> None:
    source = cluster.source()
    with _receiving(cluster, source.name) as received:
        source.say("tea")
        eventually(lambda: received == [1], "it publishes")
        with roles._connect() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (source.name,),
            )
        eventually(lambda: _says(source), "the store is reached again")
        eventually(lambda: 2 in received, "it publishes again")


def test_an_event_of_a_newer_release_stops_the_relay_and_frees_the_lead(cluster: World) -> None:
    source = cluster.source()
    with _receiving(cluster, source.name) as received:
        source.say("tea", times=3)
        unknown = new_event("topic-x", 1, command_id("x"), "FromTomorrow", "{}", _meta(source))
        source.service.log.append(Batch((unknown,), {"topic-x": 0}))
        source.say("tea")
        reason = eventually(lambda: source.stopped("relay"), "the relay is stopped")
        assert "FromTomorrow" in reason
        publish(source, source.incoming()[:1])  # comes after all that the relay has published
        eventually(lambda: received[1:].count(1), "what came last")
    assert received == [1, 2, 3, 1]
    another = Leadership(source.service.database)
    assert another.held()
    another.give_up()


def test_a_relay_that_meets_an_exchange_of_another_kind_says_so_and_goes_on_when_it_is_gone(
    cluster: World,
) -> None:
    source = cluster.source()
    source.stop()
    with Connection(cluster.broker) as connection:
        exchange(source.name)(connection.channel()).delete()
        other = Exchange(f"{source.name}.events", type="fanout", durable=True, auto_delete=False)
        other(connection.channel()).declare()
        again = cluster.start(speaking(source.name))
        again.say("tea")
        reason = eventually(lambda: again.stopped("relay"), "the relay is stopped")
        assert f"{source.name}.events" in reason and "fanout" in reason and "late.md" in reason
        other(connection.channel()).delete()
    relay = again.subscription("relay")
    eventually(lambda: relay.state.name == "running", "it goes on by itself")
    eventually(lambda: relay.handler.position() == 1, "what was said is published")


def _says(source: Serving) -> bool:
    """Whether the store took it: a pooled connection that was cut is told at its next use."""
    try:
        source.say("tea")
    except Exception:
        return False
    return True


def _meta(source: Serving) -> str:
    return source.service.log.read(0, 1)[0].meta


def _relaying(settings: Settings, name: str, upto: int, lines: int) -> None:
    """Relay up to a position in small windows, unless killed on the way."""
    relay.WINDOW = 5
    mortal.run(
        speaking(name),
        settings,
        "relay",
        lines,
        lambda s: s.cursors.get("relay").position == upto,
        within=("/bus/relay.py", "/subscription/checkpoint.py"),
    )


@contextmanager
def _receiving(world: World, source: str) -> Iterator[list[int]]:
    """The positions of all messages on a source's exchange, as they come."""
    received: list[int] = []
    ending = threading.Event()

    def take(message: Any) -> None:
        received.append(int(message.headers["cloudEvents_sequence"]))

    def receive(connection: Connection) -> None:
        while not ending.is_set():
            try:
                connection.drain_events(timeout=0.1)
            except TimeoutError:
                continue

    options = {} if world.cluster else {"polling_interval": 0.01}
    with Connection(world.broker, transport_options=options) as connection:
        channel = connection.channel()
        queue = Queue(
            f"receiver-{source}", exchange=exchange(source), routing_key="#", auto_delete=True
        )
        consumer = Consumer(channel, [queue], no_ack=True, on_message=take)
        consumer.consume()
        thread = threading.Thread(target=receive, args=(connection,))
        thread.start()
        try:
            yield received
        finally:
            ending.set()
            thread.join()
