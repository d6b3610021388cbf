"""The broker's word is no history: what a source did not say has no effect, and accuses nobody."""

from contextlib import closing
from dataclasses import replace

import pytest

from shared.kernel.bus.publisher import Publisher
from shared.kernel.bus.relay import message
from shared.kernel.log.database import Database
from shared.runtime.declaration import Declaration
from shared.schemas.codec import encode
from shared.schemas.events import event
from tests.conformance.following.forging import ELEVENS, forged
from tests.conformance.following.sayings import FAILING, TOPIC, Said
from tests.conformance.following.services import (
    Serving,
    World,
    publish,
    running,
    settle,
)
from tests.eventually import eventually


@event("conformance", clause="test", title="暗语")
class Muttered:
    """Nobody reacts to it."""

    topic: str


@pytest.fixture
def source(world: World) -> Serving:
    source = world.source()
    source.say("tea", times=5)
    return source


@pytest.fixture
def follower(world: World, source: Serving) -> Serving:
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    settle(follower, source)
    return follower


def test_a_message_whose_bytes_do_not_give_its_hash_is_ignored_and_counted(
    source: Serving, follower: Serving
) -> None:
    publish(source, [forged(source, source.incoming()[-1], hash=ELEVENS)])
    _ignored(follower, source)


def test_a_message_whose_bytes_give_its_hash_is_ignored_when_the_source_does_not_confirm_it(
    source: Serving, follower: Serving
) -> None:
    publish(source, [forged(source, source.incoming()[-1])])
    _ignored(follower, source)


def test_a_whole_forged_chain_is_ignored(source: Serving, follower: Serving) -> None:
    first = forged(source, source.incoming()[-1])
    second = forged(source, first, stream="topic-ghost", version=2)
    publish(source, [first, second])
    _ignored(follower, source)


def test_a_forged_event_that_concerns_nobody_does_not_lead_a_follower_astray(
    source: Serving, follower: Serving
) -> None:
    """It would have moved the checkpoint to a hash that the source does not have."""
    publish(source, [forged(source, source.incoming()[-1], Muttered("tea"), type="Muttered")])
    _ignored(follower, source)


def test_a_forged_event_of_an_unknown_type_stops_nobody(source: Serving, follower: Serving) -> None:
    """The release of the liar knows it; this one does not."""
    lie = forged(source, source.incoming()[-1], type="FromNowhere")
    as_known = lie._replace(meta=replace(lie.meta, type="Said"))
    key, body, headers, id = message(as_known, "http://source.example")
    with closing(Publisher(source.service.own.broker, source.name)) as publisher:
        publisher.publish([(key, body, {**headers, "cloudEvents_type": "FromNowhere"}, id)])
    _ignored(follower, source)


def test_a_forged_event_on_which_a_reaction_fails_parks_nothing(
    source: Serving, follower: Serving
) -> None:
    FAILING.add("ghost")
    publish(source, [forged(source, source.incoming()[-1])])
    _ignored(follower, source)
    assert follower.operations.parked() == []


def test_true_events_before_and_after_a_forged_one_are_taken(world: World) -> None:
    source = world.source(relay=False)
    follower = world.follower(source.name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    source.say("tea", times=30)
    true = source.incoming()
    publish(source, [*true[:15], forged(source, true[13]), *true[15:]])
    settle(follower, source)
    assert follower.heard() == source.said()
    assert not follower.stopped(follower.reactions().name)


def test_nothing_is_taken_before_its_source_itself_has_confirmed_it(world: World) -> None:
    """Its broker delivers, its feed does not answer."""
    name = world.name("source")
    silent = world.start(Declaration(name, "来源", "housing", [TOPIC], deadlines=False))
    publish(silent, [])
    follower = world.follower(name)
    eventually(lambda: follower.service.consumer.connected, "the follower listens")
    silent.say("tea", times=3)
    eventually(lambda: follower.service.consumer.received == 3, "all messages have come")
    state = follower.reactions()
    eventually(lambda: state.state.name == "waiting", "the follower waits for its source")
    assert follower.heard() == []
    source = world.source(relay=False)
    settle(follower, source)
    assert follower.heard() == source.said()


def test_a_feed_whose_bytes_do_not_give_their_hash_stops_its_followers_and_is_named(
    world: World,
) -> None:
    source = world.source(relay=False)
    source.say("tea", times=5)
    before = source.incoming()[3]
    _tamper(world, source, before.position)
    follower = world.follower(source.name)
    for label in (f"reactions:{source.name}", f"views:{source.name}"):
        eventually(lambda label=label: follower.stopped(label), f"{label} is stopped")
        reason = follower.stopped(label)
        assert f"position {before.position}" in reason and before.hash.hex() in reason
        assert f"{source.name}'s feed at http" in reason
        given = reason.split()[-1]
        assert len(given) == 64 and given != before.hash.hex()
    assert follower.heard() == []


def _ignored(follower: Serving, source: Serving) -> None:
    """The follower counts it and takes nothing of it; it goes on with what its source says."""
    eventually(lambda: (follower.metric("broker_ignored_total") or 0) >= 1, "it is counted")
    source.say("tea", times=3)
    settle(follower, source)
    assert follower.heard() == source.said()
    assert all(map(running, follower.service.subscriptions))
    witness = follower.service.checkpoints.get(follower.reactions().name)
    assert witness.hash == source.service.log.store.hash_at(witness.position)


def _tamper(world: World, source: Serving, position: int) -> None:
    """Change a record's data in the store, past all that guards it, and leave its hash."""
    said = Said("tea", number=position, text="which it never said", group="")
    with closing(Database(world.store(source.name).owner_url)) as owner, owner.write() as run:
        on = " ON log.records" if world.cluster else ""
        run.execute(owner.sql(f"DROP TRIGGER records_stay{on}"))
        run.execute(
            owner.sql("UPDATE log.records SET data = :data WHERE position = :position"),
            {"data": encode(said), "position": position},
        )
