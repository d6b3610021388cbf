"""What fails makes its own key wait, and nothing else; it comes back in order, once."""

from collections.abc import Iterable

import pytest

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions import reactor
from shared.kernel.reactions.reaction import reaction
from shared.runtime.settings import Settings
from shared.schemas.platform import ParkedKeyDiscarded
from tests.conformance.following import mortal
from tests.conformance.following.sayings import FAILING, Count, Said, hears, meets
from tests.conformance.following.services import (
    SOMEBODY,
    Serving,
    World,
    following,
    settle,
)
from tests.eventually import eventually

SILK = "topic-silk"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reactor, "PATIENCE", (0.01, 0.02))


def test_a_failing_event_parks_its_key_only(world: World) -> None:
    source, follower = _with_silk_parked(world)
    assert follower.heard() == [("tea", 1), ("tea", 2), ("tea", 3)]
    [parked] = follower.operations.parked()
    assert (parked["key"], parked["first_position"], parked["attempts"]) == (SILK, 2, 1)
    assert "silk can't be heard" in parked["error"]
    reactions = follower.reactions()
    labels = {"subscription": reactions.name, "source": reactions.source.name}
    assert follower.metric("parked_keys", **labels) == 1


def test_a_retry_brings_the_key_back_in_order(world: World) -> None:
    source, follower = _with_silk_parked(world)
    FAILING.clear()
    _retry(follower)
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    assert follower.heard("silk") == [("silk", 1), ("silk", 2), ("silk", 3)]
    source.say("silk")
    settle(follower, source)
    assert sorted(follower.heard()) == sorted(source.said())
    assert follower.heard("silk") == [("silk", n) for n in (1, 2, 3, 4)]


def test_a_retry_that_fails_again_stays_parked(world: World) -> None:
    source, follower = _with_silk_parked(world)
    _retry(follower)
    eventually(lambda: follower.operations.parked()[0]["attempts"] == 2, "it was tried again")
    source.say("tea")
    settle(follower, source)
    [parked] = follower.operations.parked()
    assert (parked["key"], parked["attempts"], parked["requested"]) == (SILK, 2, "")
    assert follower.heard("silk") == []
    assert len(follower.heard("tea")) == 4


def test_kills_during_a_retry_leave_one_effect_in_order(world: World) -> None:
    source, follower = _with_silk_parked(world)
    upto = source.say("silk", times=60)
    settle(follower, source)
    follower.stop()
    FAILING.clear()
    name = follower.name
    assert follower.service.parking.request(f"reactions:{source.name}", SILK)
    kills = 0
    for lines in mortal.moments(seed=3, count=12, lines=700):
        kills += mortal.killed(_retrying, world.settings, name, source.name, upto, lines)
    assert kills >= 9
    again = world.follower(source.name)
    eventually(lambda: not again.operations.parked(), "nothing is parked")
    settle(again, source)
    assert again.heard("silk") == [("silk", n) for n in range(1, 64)]
    assert again.heard("tea") == [("tea", n) for n in (1, 2, 3)]


def test_discarding_is_an_event_and_later_events_flow(world: World) -> None:
    source, follower = _with_silk_parked(world)
    last = source.service.log.head().position
    label = follower.reactions().name
    follower.operations.discard(label, SILK, "供应商已撤回", SOMEBODY)
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    [(_, fact)] = follower.events("ParkedKeyDiscarded")
    assert fact == ParkedKeyDiscarded(
        label, key=SILK, first_position=2, last_position=last, reason="供应商已撤回"
    )
    FAILING.clear()
    source.say("silk")
    settle(follower, source)
    assert follower.heard("silk") == [("silk", 4)]


def test_a_reaction_may_park_by_a_wider_key(world: World) -> None:
    @reaction(Said, park_key=lambda said, _: said.group)
    def hears_by_group(said: Said, meta: EventMeta) -> Iterable[object]:
        yield from hears(said, meta)

    source = world.source()
    FAILING.add("silk")
    for topic, group in [("silk", "cloth"), ("wool", "cloth"), ("tea", "food"), ("wool", "cloth")]:
        source.say(topic, group=group)
    follower = world.follower(source.name, meets, hears_by_group)
    settle(follower, source)
    assert follower.heard() == [("tea", 1)]
    assert [p["key"] for p in follower.operations.parked()] == ["cloth"]
    FAILING.clear()
    _retry(follower, "cloth")
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    assert follower.heard() == [("tea", 1), ("silk", 1), ("wool", 1), ("wool", 2)]


def test_of_two_reactions_with_keys_of_their_own_only_the_failing_one_waits(world: World) -> None:
    @reaction(Said, park_key=lambda said, _: f"counting {said.topic}")
    def counts(said: Said, _: EventMeta) -> Iterable[object]:
        yield Count(f"{said.topic}-{said.number}", topic=said.topic, heard_before=0)

    source = world.source()
    FAILING.add("silk")
    source.say("silk", times=3)
    follower = world.follower(source.name, meets, hears, counts)
    settle(follower, source)
    assert [c.topic for _, c in follower.events("Counted")] == ["silk"] * 3
    assert follower.heard() == []
    FAILING.clear()
    _retry(follower)
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    assert follower.heard() == source.said()
    assert len(follower.events("Counted")) == 3


def test_two_reactions_with_one_key_wait_together_and_each_has_one_effect(world: World) -> None:
    @reaction(Said)
    def counts(said: Said, _: EventMeta) -> Iterable[object]:
        yield Count(f"{said.topic}-{said.number}", topic=said.topic, heard_before=0)

    source = world.source()
    FAILING.add("silk")
    source.say("silk", times=3)
    source.say("tea")
    follower = world.follower(source.name, meets, counts, hears)
    settle(follower, source)
    assert [c.topic for _, c in follower.events("Counted")] == ["tea"]
    FAILING.clear()
    _retry(follower)
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    assert [c.topic for _, c in follower.events("Counted")] == ["tea", "silk", "silk", "silk"]
    assert sorted(follower.heard()) == sorted(source.said())


def test_more_than_five_keys_parked_within_a_minute_stop_the_subscription(world: World) -> None:
    topics = [f"topic{n}" for n in range(1, 8)]
    FAILING.update(topics)
    source = world.source()
    source.say("tea")
    for topic in topics:
        source.say(topic)
    source.say("tea")
    follower = world.follower(source.name)
    label = follower.reactions().name
    eventually(lambda: follower.stopped(label), "the subscription is stopped")
    assert "more than 5 keys parked in a minute" in follower.stopped(label)
    assert len(follower.operations.parked()) == 5
    assert follower.heard() == [("tea", 1)]
    FAILING.clear()
    for parked in follower.operations.parked():
        follower.operations.retry(label, parked["key"])
    eventually(lambda: not follower.operations.parked(), "nothing is parked")
    settle(follower, source)
    assert sorted(follower.heard()) == sorted(source.said())


def test_two_replicas_park_a_key_once_and_bring_it_back_once(cluster: World) -> None:
    FAILING.add("silk")
    source = cluster.source()
    replicas = [cluster.follower(source.name) for _ in range(2)]
    for _ in range(10):
        source.say("silk")
        source.say("tea", times=3)
    for replica in replicas:
        settle(replica, source)
        [parked] = replica.operations.parked()
        assert (parked["key"], parked["first_position"], parked["attempts"]) == (SILK, 1, 1)
    FAILING.clear()
    _retry(replicas[0])
    source.say("silk", times=5)
    eventually(lambda: not replicas[1].operations.parked(), "nothing is parked")
    settle(replicas[1], source)
    assert replicas[1].heard("silk") == [("silk", n) for n in range(1, 16)]
    assert replicas[1].heard("tea") == [("tea", n) for n in range(1, 31)]
    assert replicas[1].events("ReactionRefused") == []


def _with_silk_parked(world: World) -> tuple[Serving, Serving]:
    """A source that spoke of tea (1, 3, 6) and silk (2, 4, 5), and a follower that can't hear of
    silk."""
    FAILING.add("silk")
    source = world.source()
    for topic in ("tea", "silk", "tea", "silk", "silk", "tea"):
        source.say(topic)
    follower = world.follower(source.name)
    settle(follower, source)
    return source, follower


def _retry(follower: Serving, key: str = SILK) -> None:
    follower.operations.retry(follower.reactions().name, key)


def _retrying(settings: Settings, name: str, source: str, upto: int, lines: int) -> None:
    """Follow in small batches until nothing is parked any more, unless killed on the way."""
    reactor.BATCH = 3
    mortal.run(
        following(name, source),
        settings,
        "reactions",
        lines,
        lambda s: mortal.followed(s, source, upto) and not s.parking.all(),
    )
