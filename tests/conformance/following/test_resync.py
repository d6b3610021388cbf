"""A source that was restored has another history: its followers stop, and an operator goes on."""

from dataclasses import replace

import pytest

from shared.face.http.refusals import NotNow
from tests.conformance.following.services import (
    SOMEBODY,
    Serving,
    World,
    following,
    settle,
)
from tests.eventually import eventually

KEPT, LOST = 10, 5
DOUBTED = LOST + 1
"""Effects of what was lost: silk was met once and heard of five times."""


def test_a_source_restored_and_grown_past_its_followers_stops_them(world: World) -> None:
    follower, source = _restored(world)
    source.say("wine", times=20)
    for label in (f"reactions:{source.name}", f"views:{source.name}"):
        eventually(lambda label=label: follower.stopped(label), f"{label} is stopped")
        reason = follower.stopped(label)
        assert source.name in reason and f"position {KEPT + LOST}" in reason
    assert follower.heard("wine") == []
    assert follower.subscription("views").state.name == "running"


def test_a_source_restored_and_not_grown_stops_them_too(world: World) -> None:
    follower, source = _restored(world)
    label = f"reactions:{source.name}"
    eventually(lambda: follower.stopped(label), "the follower is stopped")
    assert f"position {KEPT + LOST}" in follower.stopped(label)
    _resync(follower, source)
    settle(follower, source)
    assert follower.reactions().handler.position() == KEPT
    source.say("wine", times=2)
    settle(follower, source)
    assert follower.heard("wine") == [("wine", 1), ("wine", 2)]


def test_a_dry_run_shows_where_the_histories_part_and_changes_nothing(world: World) -> None:
    follower, source = _restored(world)
    source.say("wine", times=20)
    label = f"reactions:{source.name}"
    eventually(lambda: follower.stopped(label), "the follower is stopped")
    head = follower.service.log.head()
    found = follower.operations.resync(source.name, None, True, SOMEBODY)
    assert found["differs"] and not found["resynced"]
    assert (found["our_checkpoint"], found["last_agreed"]) == (KEPT + LOST, KEPT)
    effects = follower.events("Met") + follower.events("Heard")
    doubted = {p for p, e in effects if e.topic == "silk"}
    assert set(found["effects_in_doubt"]) == doubted and len(doubted) == DOUBTED
    with pytest.raises(NotNow):
        follower.operations.resync(source.name, None, False, SOMEBODY)
    assert follower.service.log.head() == head
    assert follower.stopped(label)


def test_a_resync_brings_reactions_and_views_back_and_repeats_nothing(world: World) -> None:
    follower, source = _restored(world)
    source.say("wine", times=20)
    source.say("silk", times=LOST, key="sent again by its client")
    eventually(lambda: follower.stopped(f"reactions:{source.name}"), "the follower is stopped")
    _resync(follower, source)
    settle(follower, source)
    for topic, times in (("tea", KEPT), ("silk", LOST), ("wine", 20)):
        assert follower.heard(topic) == [(topic, n) for n in range(1, times + 1)]
    assert _said(follower) == {"tea": KEPT, "wine": 20, "silk": LOST}
    assert follower.operations.parked() == []
    assert follower.events("ReactionRefused") == []
    [(_, fact)] = follower.events("SourceResynced")
    assert (fact.from_position, fact.to_position) == (KEPT + LOST, KEPT)
    assert (fact.effects_in_doubt, fact.reason) == (DOUBTED, "来源自备份恢复")
    source.say("tea")
    settle(follower, source)
    assert _said(follower)["tea"] == KEPT + 1


def test_a_view_without_reactions_is_brought_back(world: World) -> None:
    follower, source = _restored(world, reacting=False)
    source.say("wine", times=20)
    eventually(lambda: follower.stopped(f"views:{source.name}"), "the view is stopped")
    assert _said(follower) == {"tea": KEPT, "silk": LOST}, "what there is, is still served"
    _resync(follower, source)
    settle(follower, source)
    assert _said(follower) == {"tea": KEPT, "wine": 20}


def test_a_resync_through_one_replica_brings_the_other_back(cluster: World) -> None:
    follower, source = _restored(cluster)
    other = cluster.follower(source.name)
    source.say("wine", times=20)
    for replica in (follower, other):
        for label in (f"reactions:{source.name}", f"views:{source.name}"):
            eventually(lambda r=replica, name=label: r.stopped(name), f"{label} is stopped")
    _resync(follower, source)
    settle(other, source)
    follower.stop()
    source.say("wine")
    settle(other, source)
    assert other.heard("wine") == [("wine", n) for n in range(1, 22)]
    assert _said(other) == {"tea": KEPT, "wine": 21}


def _restored(world: World, *, reacting: bool = True) -> tuple[Serving, Serving]:
    """A follower that has heard of tea and silk, and their source, put back to before silk."""
    source = world.source()
    declared = following(world.name("follower"), source.name)
    follower = world.start(replace(declared, follows=declared.follows if reacting else {}))
    source.say("tea", times=KEPT)
    settle(follower, source)
    source.stop()
    world.store(source.name).back_up()
    source = world.source()
    source.say("silk", times=LOST, key="sent again by its client")
    settle(follower, source)
    source.stop()
    world.store(source.name).restore()
    return follower, world.source()


def _resync(follower: Serving, source: Serving) -> None:
    found = follower.operations.resync(source.name, "来源自备份恢复", False, SOMEBODY)
    assert found["resynced"]


def _said(follower: Serving) -> dict[str, int]:
    """The follower's view of its source."""
    [view] = [v for v in follower.service.views if v.name == "sayings"]
    return {row.topic: row.said for row in follower.service.reader.find(view)}
