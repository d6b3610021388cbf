"""Views show what was written, here and at other replicas, and tell when they don't."""

from typing import Any

import pytest

from shared.kernel.subscription import source as sources
from shared.kernel.views.folding import RowFolding
from shared.kernel.views.row import definitions
from tests.conformance.following.services import World
from tests.conformance.following.spoken import SPOKEN, speaking
from tests.eventually import PATIENCE_SECONDS, eventually


def test_reading_after_writing_sees_the_write(world: World) -> None:
    service = world.start(speaking(world.name("speaker")))
    for n in range(1, 51):
        position = service.say("tea")
        assert service.service.reader.visibility.wait(position, PATIENCE_SECONDS)
        [row] = service.rows(SPOKEN)
        assert row.said == n


def test_what_nobody_waits_for_is_taken_together_and_at_once_when_somebody_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(speaking(world.name("speaker")))
    with monkeypatch.context() as patched:
        patched.setattr(sources, "PACE_SECONDS", 3600.0)
        assert service.service.reader.visibility.wait(service.say("tea"), PATIENCE_SECONDS)
        views, taken = service.subscription("views"), service.subscription("views").batches
        for _ in range(20):
            position = service.say("tea")
    assert service.service.reader.visibility.wait(position, PATIENCE_SECONDS)
    eventually(lambda: views.batches > taken, "the batch is counted")
    assert views.batches == taken + 1


def test_reading_at_another_replica_sees_the_write(cluster: World) -> None:
    writer, reader = (cluster.start(speaking(cluster.name("speaker"))) for _ in range(2))
    [definition] = definitions(SPOKEN)
    for n in range(1, 31):
        position = writer.say("tea")
        assert reader.service.reader.wait_for(definition, position, PATIENCE_SECONDS) >= position
        assert reader.rows(SPOKEN)[0].said == n


def test_views_that_are_stopped_are_told_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    service = world.start(speaking(world.name("speaker")))
    service.say("tea")
    eventually(service.service.caught_up, "the views have caught up")
    assert service.operations.ready()[0]
    fresh = service.operations.freshness(service.name)
    assert (fresh.age_seconds, fresh.stopped) == (0.0, False)

    def broken(*_: Any) -> None:
        raise RuntimeError("the table is gone")

    monkeypatch.setattr(RowFolding, "write", broken)
    service.say("tea")
    eventually(lambda: service.stopped("views"), "the views are stopped")
    ready, told = service.operations.ready()
    assert not ready and told["waits_for"] == "views" and told["stopped"]
    fresh = service.operations.freshness(service.name)
    assert fresh.stopped and fresh.age_seconds > 0
    monkeypatch.undo()
    service.subscription("views").resume()
    eventually(service.service.caught_up, "the views go on")
    eventually(lambda: service.operations.ready()[0], "it is ready again")
