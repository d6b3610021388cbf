"""What a reaction decides: refusals are answers, views it needs are up to date."""

import threading
from collections.abc import Iterable
from typing import Any

from deploy.servers import PostgreSQL
from shared.kernel.commands.ids import command_id
from shared.kernel.log.batch import Batch, StoreUnavailable, new_event
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.schemas.events import event
from tests.conformance.following.sayings import DENIED, Count, Hear, Hearings, Said, hears, meets
from tests.conformance.following.services import World, settle
from tests.eventually import PATIENCE_SECONDS, eventually


@reaction(Said)
def counts(said: Said, _: EventMeta) -> Iterable[object]:
    yield Count(f"{said.topic}-{said.number}", topic=said.topic, heard_before=0)


def test_a_refused_reaction_is_recorded_and_not_parked(world: World) -> None:
    source = world.source()
    follower = world.follower(source.name)
    source.say("tea", times=2)
    denied = source.say("tea", DENIED)
    source.say("tea")
    settle(follower, source)
    [(_, refused)] = follower.events("ReactionRefused")
    assert (refused.rule, refused.clause) == ("not-to-be-heard", "test")
    assert (refused.source, refused.source_position) == (source.name, denied)
    assert (refused.reaction, refused.stream) == ("hears", "hearing-tea")
    assert follower.heard() == [("tea", 1), ("tea", 2), ("tea", 4)]
    assert follower.operations.parked() == []
    labels = {"subscription": follower.reactions().name, "source": source.name}
    assert follower.metric("reactions_refused_total", **labels) == 1


def test_what_is_followed_again_has_no_second_effect_and_no_second_refusal(world: World) -> None:
    source = world.source()
    follower = world.follower(source.name)
    source.say("tea", times=20)
    source.say("tea", DENIED)
    source.say("silk", times=20)
    settle(follower, source)
    follower.stop()
    source.say("salt", times=20)
    again = world.follower(source.name, meets, hears, counts)
    settle(again, source)
    assert len(again.events("Counted")) == 20
    again.service.checkpoints.set(again.reactions().name, Checkpoint())
    eventually(lambda: len(again.events("Counted")) == 61, "what a new reaction missed is done")
    settle(again, source)
    assert again.heard() == [s for s in source.said() if s != ("tea", 21)]
    assert len(again.events("ReactionRefused")) == 1
    assert len(again.events("Counted")) == 61
    assert again.operations.parked() == []


def test_a_reaction_gives_one_stream_several_commands_and_each_once(world: World) -> None:
    @reaction(Said)
    def hears_twice(said: Said, _: EventMeta) -> Iterable[object]:
        yield Hear(said.topic, number=2 * said.number - 1, text=said.text)
        yield Hear(said.topic, number=2 * said.number, text=said.text)

    source = world.source()
    source.say("tea", times=2)
    source.say("tea", DENIED)
    first = world.follower(source.name, meets, hears_twice)
    settle(first, source)
    assert first.operations.parked() == []
    first.stop()
    again = world.follower(source.name, meets, hears_twice, counts)
    again.service.checkpoints.set(again.reactions().name, Checkpoint())
    eventually(lambda: len(again.events("Counted")) == 3, "what a new reaction missed is done")
    settle(again, source)
    assert again.heard() == [("tea", number) for number in (1, 2, 3, 4)]
    assert len(again.events("ReactionRefused")) == 2


def test_a_reaction_sees_the_effects_of_the_events_before_it(world: World) -> None:
    @reaction(Said, needs=Hearings)
    def looks(said: Said, _: EventMeta, hearings: Any) -> Iterable[object]:
        heard = sum(row.heard for row in hearings.find(topic=said.topic))
        yield Count(f"{said.topic}-{said.number}", topic=said.topic, heard_before=heard)

    source = world.source()
    source.say("tea", times=30)
    follower = world.follower(source.name, meets, hears, looks)
    settle(follower, source)
    assert [c.heard_before for _, c in follower.events("Counted")] == list(range(30))


def test_an_event_of_an_unknown_type_stops_the_subscription_until_it_is_known(
    world: World,
) -> None:
    source = world.source(relay=False)
    follower = world.follower(source.name)
    source.say("tea", times=3)
    type_name = f"FromTomorrow{world.token}"
    settle(follower, source)
    meta = source.service.log.read(0, 1)[0].meta
    unknown = new_event("topic-tomorrow", 1, command_id(type_name), type_name, "{}", meta)
    source.service.log.append(Batch((unknown,), {"topic-tomorrow": 0}))
    source.say("tea", times=2)
    label = follower.reactions().name
    eventually(lambda: follower.stopped(label), "the reactions are stopped")
    assert type_name in follower.stopped(label)
    assert follower.heard() == [("tea", 1), ("tea", 2), ("tea", 3)]
    assert follower.operations.parked() == []
    event("conformance", clause="test", title="明日")(type(type_name, (), {}))
    follower.subscription(label).resume()
    settle(follower, source)
    assert follower.heard() == source.said()


def test_a_store_that_goes_away_while_deciding_parks_nothing(
    cluster: World, roles: PostgreSQL
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    @reaction(Said)
    def waits(said: Said, meta: EventMeta) -> Iterable[object]:
        arrived.set()
        assert go_on.wait(PATIENCE_SECONDS)
        yield from hears(said, meta)

    source = cluster.source()
    follower = cluster.follower(source.name, meets, waits)
    source.say("tea")
    assert arrived.wait(PATIENCE_SECONDS)
    roles.stop()
    go_on.set()
    state = follower.reactions()
    eventually(lambda: state.state.name == "waiting", "the follower waits for its store")
    roles.start()
    settle(follower, source)
    assert follower.heard() == source.said()
    assert follower.operations.parked() == []


def test_a_view_that_cannot_be_read_while_deciding_parks_nothing(world: World) -> None:
    tries: list[int] = []

    @reaction(Said)
    def looks(said: Said, meta: EventMeta) -> Iterable[object]:
        tries.append(said.number)
        if len(tries) <= 6:
            raise StoreUnavailable("the view's store is away")
        yield from hears(said, meta)

    source = world.source()
    source.say("tea")
    follower = world.follower(source.name, meets, looks)
    settle(follower, source)
    assert follower.heard() == source.said()
    assert follower.operations.parked() == []
    assert len(tries) == 7
