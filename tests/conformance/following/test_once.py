"""One effect per event: two replicas, and processes killed between any two steps."""

import pytest

from shared.kernel.log import head_watcher
from tests.conformance.following import mortal
from tests.conformance.following.sayings import Hearings, hears, meets
from tests.conformance.following.services import World, settle
from tests.conformance.following.test_reactions import counts
from tests.eventually import eventually


@pytest.mark.parametrize(
    ("thread", "within", "wanted"), [("reactions", 1500, 11), ("views", 500, 10)]
)
def test_kills_between_effect_and_checkpoint_leave_one_effect(
    world: World, thread: str, within: int, wanted: int
) -> None:
    source = world.source()
    name = world.name("follower")
    source.say("silk", times=30)
    kills, tries = 0, 0
    for lines in mortal.moments(seed=7, count=4 * wanted, lines=within):
        upto = source.say("tea", times=3)
        kills += mortal.killed(
            mortal.follow, world.settings, name, source.name, upto, thread, lines
        )
        tries += 1
        if kills == wanted:
            break
    assert kills == wanted, f"{kills} of {tries} were killed"
    follower = world.follower(source.name)
    settle(follower, source)
    assert follower.heard() == source.said()
    assert follower.events("ReactionRefused") == []
    rows = {r.topic: (r.heard, r.last, r.in_order) for r in follower.rows(Hearings)}
    assert rows == {t: (n, n, True) for t, n in counted(source.said()).items()}
    [foreign] = [v for v in follower.service.views if v.name == "sayings"]
    kept = follower.service.reader.find(foreign)
    assert {r.topic: r.said for r in kept} == counted(source.said())


def test_two_replicas_have_one_effect_per_event(cluster: World) -> None:
    source = cluster.source()
    replicas = [cluster.follower(source.name) for _ in range(2)]
    for _ in range(40):
        source.say("tea", times=5)
        source.say("silk")
    for replica in replicas:
        settle(replica, source)
        assert replica.heard() == source.said()
        rows = {r.topic: (r.heard, r.in_order) for r in replica.rows(Hearings)}
        assert rows == {"tea": (200, True), "silk": (40, True)}


def test_a_replica_goes_on_when_the_other_dies(cluster: World) -> None:
    source = cluster.source()
    first, second = (cluster.follower(source.name) for _ in range(2))
    source.say("tea", times=10)
    settle(first, source)
    first.stop()
    source.say("tea", times=10)
    settle(second, source)
    assert second.heard() == source.said()


def test_who_lacks_a_reaction_leaves_all_of_them_to_a_living_replica_that_has_it(
    cluster: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release beside the one before it, which would pass over what only the later one does."""
    monkeypatch.setattr(head_watcher, "LOOK_SECONDS", 0.2)
    source = cluster.source()
    before = cluster.follower(source.name)
    settle(before, source)
    after = cluster.follower(source.name, meets, hears, counts)
    eventually(lambda: before.service.head_watcher.abilities.surpassed, "it knows of the later one")
    for _ in range(20):
        source.say("tea")
        source.say("silk")
    settle(after, source)
    assert len(after.events("Counted")) == 40
    after.stop()
    source.say("salt")
    settle(before, source)
    assert before.heard() == source.said()


def counted(said: list[tuple[str, int]]) -> dict[str, int]:
    """How often each topic was spoken of."""
    return dict(said)
