"""What a command and those who follow it cost PostgreSQL in round trips; so it does not creep up."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from shared.kernel.commands.unit import Order
from shared.kernel.log import leadership
from shared.kernel.subscription import cursor, subscription
from shared.kernel.subscription.journal import SYSTEM_ACTOR
from shared.kernel.views import follower as views_follower
from tests.conformance.following.sayings import Hear, Meet
from tests.conformance.following.services import Serving, World, settle
from tests.conformance.round_trips import Trips, counting
from tests.eventually import eventually

PAUSES = [
    (subscription, "IDLE_SECONDS"),
    (cursor, "LOOK_SECONDS"),
    (leadership, "LOOK_SECONDS"),
    (views_follower, "PASSED_OVER_SECONDS"),
]


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch, cluster: World) -> Iterator[Trips]:
    """Nobody looks by the clock meanwhile: what is counted is what the work costs."""
    for module, pause in PAUSES:
        monkeypatch.setattr(module, pause, 3600.0)
    with counting(monkeypatch) as found:
        yield found


def give(service: Serving, name: str, data: object) -> None:
    executor = service.service.executor
    now = datetime.now(UTC)
    executor.execute(Order(executor.commands[name], data, SYSTEM_ACTOR, now, str(uuid4())))


def told(trips: Trips, thread: str, start: int) -> str:
    return "\n".join(trips.by(thread, start))


def test_a_command_appends_in_one_and_loads_all_that_is_not_at_hand_in_another(
    cluster: World, trips: Trips
) -> None:
    source = cluster.source(relay=False)
    follower = cluster.follower(source.name)
    for topic in ("tea", "silk"):
        give(follower, "meet", Meet(topic))
    follower.stop()
    again = cluster.follower(source.name)
    for topic, number, cost in (("tea", 1, 2), ("tea", 2, 1), ("tea", 3, 1), ("silk", 1, 2)):
        start = trips.count
        give(again, "hear", Hear(topic, number=number, text=""))
        assert len(trips.by("MainThread", start)) == cost, told(trips, "MainThread", start)


def test_a_batch_of_views_is_written_in_one(cluster: World, trips: Trips) -> None:
    source = cluster.source(relay=False)
    follower = cluster.follower(source.name)
    give(follower, "meet", Meet("tea"))
    give(follower, "hear", Hear("tea", number=1, text=""))
    eventually(follower.service.caught_up, "the first batch is shown")
    start = trips.count
    for number in range(2, 12):
        give(follower, "hear", Hear("tea", number=number, text=""))
        eventually(follower.service.caught_up, "it is shown")
    sent = trips.by("views", start)
    writes = [statement for statement in sent if "BEGIN" in statement]
    assert 1 <= len(writes) <= 10
    assert all("COMMIT" not in statement for statement in sent if statement not in writes)
    # What was appended here need not be read; now and then one asks what others did.
    assert len(sent) <= len(writes) + 3, told(trips, "views", start)


def test_a_window_of_the_relay_moves_its_cursor_in_one_transaction(
    cluster: World, trips: Trips
) -> None:
    source = cluster.source()
    source.say("tea", times=3)
    eventually(lambda: source.subscription("relay").handler.position() == 3, "it is published")
    start = trips.count
    source.say("tea", times=300)
    eventually(lambda: source.subscription("relay").handler.position() == 303, "it is published")
    sent = trips.by("relay", start)
    # One moves the cursor; a look now and then, at what one has and leads.
    assert len(sent) <= 4, told(trips, "relay", start)
    assert len([statement for statement in sent if "COMMIT" in statement]) <= 1


def test_a_batch_of_reactions_is_one_append(cluster: World, trips: Trips) -> None:
    source = cluster.source(relay=False)  # or they come in as many batches as the broker likes
    source.say("tea")
    follower = cluster.follower(source.name)
    settle(follower, source)
    follower.stop()
    source.say("tea", times=250)
    start = trips.count
    again = cluster.follower(source.name)
    settle(again, source)
    sent = trips.by(again.reactions().name, start)
    appends = [statement for statement in sent if "append_group" in statement]
    assert len(appends) == 1
    # Beside that: where it is, what is parked, the streams of the batch.
    assert len(sent) - len(appends) <= 8, told(trips, again.reactions().name, start)


def test_a_creating_command_loads_nothing_that_is_known_to_be_new(
    cluster: World, trips: Trips
) -> None:
    source = cluster.source(relay=False)
    follower = cluster.follower(source.name)
    give(follower, "meet", Meet("tea"))
    start = trips.count
    give(follower, "meet", Meet("silk"))
    assert len(trips.by("MainThread", start)) == 1, told(trips, "MainThread", start)
