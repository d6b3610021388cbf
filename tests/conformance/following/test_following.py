"""Every event of a source has one effect, in order, whatever the broker does."""

import uuid
from dataclasses import replace

import pytest
from amqp.exceptions import NotFound
from kombu.connection import Connection

from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.names import queue_name
from shared.kernel.subscription.incoming import Announced, Incoming
from tests.conformance.following.sayings import HEARS
from tests.conformance.following.services import (
    World,
    broker_queue,
    following,
    publish,
    settle,
)
from tests.eventually import eventually


def test_each_event_has_one_effect_though_published_twice(world: World) -> None:
    source = world.source(relay=False)
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea", times=40)
    events = source.incoming()
    publish(source, [*events[:25], *events, *events[10:]])
    eventually(lambda: follower.service.consumer.received == 95, "all messages have come")
    settle(follower, source)
    assert follower.heard() == source.said()
    assert follower.metric("broker_ignored_total") == 0


def test_a_gap_and_a_lost_tail_are_filled_from_the_feed(world: World) -> None:
    source = world.source(relay=False)
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea", times=30)
    kept = [e for e in source.incoming() if e.position not in (7, 8, 9, 28, 29, 30)]
    publish(source, kept)
    settle(follower, source)
    assert follower.heard() == source.said()


def test_messages_in_another_order_are_taken_in_the_sources_order(world: World) -> None:
    source = world.source(relay=False)
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea", times=30)
    publish(source, source.incoming()[::-1])
    settle(follower, source)
    assert follower.heard() == source.said()


def test_a_source_that_never_ran_keeps_nobody_from_hearing_the_others(
    cluster: World,
) -> None:
    source = cluster.source(relay=False)
    heard: list[Announced] = []
    sources = [source.name, cluster.name("late")]
    listener = Consumer(cluster.broker, cluster.name("ear"), dict.fromkeys(sources, heard.append))
    listener.start()
    try:
        eventually(lambda: listener.connected, "it listens")
        assert listener.absent == sources[1:]
        source.say("tea", times=3)
        publish(source, source.incoming())
        eventually(lambda: len(heard) == 3, "to hear the one that runs")
        late = cluster.source("late", relay=False)
        eventually(lambda: not listener.absent, "the other to be found")
        late.say("tea", times=2)
        publish(late, late.incoming())
        eventually(lambda: len(heard) == 5, "to hear the other, too")
    finally:
        listener.end()
        listener.join()


@pytest.mark.parametrize("harm", ["purge", "delete"])
def test_a_queue_that_was_emptied_is_filled_from_the_feed(cluster: World, harm: str) -> None:
    source = cluster.source()
    follower = cluster.follower(source.name)
    source.say("tea", times=5)
    settle(follower, source)
    follower.stop()
    source.say("tea", times=5)
    relay = source.subscription("relay")
    eventually(lambda: relay.handler.position() == 10, "all is published")
    with broker_queue(cluster.broker, follower.name, source.name) as queue:
        eventually(lambda: queue.queue_declare(passive=True).message_count == 5, "five wait")
        queue.purge() if harm == "purge" else queue.delete()
    again = cluster.follower(source.name)
    settle(again, source)
    assert again.heard() == source.said()


def test_a_queue_deleted_under_its_follower_is_made_anew(cluster: World) -> None:
    source = cluster.source()
    follower = cluster.follower(source.name)
    source.say("tea", times=3)
    settle(follower, source)
    with broker_queue(cluster.broker, follower.name, source.name) as queue:
        queue.delete()
    source.say("tea", times=3)
    settle(follower, source)
    assert follower.heard() == source.said()
    eventually(lambda: follower.service.consumer.connected, "it listens again")
    received = follower.service.consumer.received
    source.say("tea")
    eventually(lambda: follower.service.consumer.received > received, "messages come again")


def test_the_queue_of_an_earlier_release_goes_with_it(cluster: World) -> None:
    source = cluster.source()
    older = queue_name(cluster.name("follower"), source.name, 1)
    with Connection(cluster.broker) as connection:
        connection.channel().queue_declare(older, durable=True, auto_delete=False)
        follower = cluster.follower(source.name)
        eventually(lambda: follower.service.consumer.connected, "the follower listens")
        with pytest.raises(NotFound):
            connection.channel().queue_declare(older, passive=True)


def test_who_starts_months_later_reads_from_position_1(world: World) -> None:
    source = world.source()
    for topic in ("tea", "silk", "salt"):
        source.say(topic, times=250)
    follower = world.follower(source.name)
    settle(follower, source)
    assert follower.heard() == source.said()


def test_what_is_no_event_of_the_source_is_counted_and_ignored(world: World) -> None:
    source = world.source()
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea", times=5)
    settle(follower, source)
    true = source.incoming()
    publish(source, [_garbled(true[4]), _forged(true[4], 6), _forged(true[4], 1_000_000)])
    eventually(lambda: follower.service.consumer.received == 8, "all messages have come")
    eventually(lambda: follower.metric("broker_ignored_total") == 3, "they are ignored")
    source.say("tea", times=5)
    settle(follower, source)
    assert follower.heard() == source.said()
    eventually(lambda: follower.reactions().lag() == 0, "the source has said where its head is")


def test_an_event_on_another_services_exchange_is_not_believed(world: World) -> None:
    source, other = world.source("source"), world.source("other", relay=False)
    declared = following(world.name("follower"), source.name)
    both = replace(declared, follows={**declared.follows, other.name: (HEARS,)})
    follower = world.start(both)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea")
    settle(follower, source)
    [tail] = source.incoming()
    meta = replace(tail.meta, position=2, version=2, event_id=str(uuid.uuid4()))
    publish(other, [Incoming(meta, 1, tail.data, bytes(32), prev_hash=tail.hash)])
    eventually(lambda: follower.metric("broker_unreadable_total") == 1, "it is told apart")
    source.say("tea")
    settle(follower, source)
    assert follower.heard() == source.said()


def _garbled(event: Incoming) -> Incoming:
    """An event of the chain whose body is no JSON."""
    return event._replace(data='{"topic": "tea", ')


def _forged(event: Incoming, position: int) -> Incoming:
    """An event of another history at a position."""
    return event._replace(meta=replace(event.meta, position=position), prev_hash=bytes(32))
