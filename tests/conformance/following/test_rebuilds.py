"""Views are rebuilt and replaced while people read them."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import inspect

from shared.face.http.refusals import NotNow
from shared.kernel.log.stretch import Told
from shared.kernel.views.folding import Prepared
from shared.kernel.views.gathering import GatheredRows
from shared.runtime.running import RunningService
from shared.runtime.service_operations import ServiceOperations
from shared.runtime.settings import Settings
from tests.conformance.following import mortal
from tests.conformance.following.services import Serving, World, settle
from tests.conformance.following.spoken import (
    SPOKEN,
    SPOKEN_ANEW,
    counted,
    say_much,
    shown,
    speaking,
)
from tests.eventually import PATIENCE_SECONDS, eventually


def test_a_rebuild_serves_all_along_and_ends_identical(world: World) -> None:
    service = world.start(speaking(world.name("speaker")))
    say_much(service, 4_000)
    eventually(service.service.caught_up, "the views have caught up")
    with _reading(service, SPOKEN, topics=4), _talking(service):
        for generation in (2, 3):
            done = service.operations.rebuild("spoken")
            assert done["identical"] and done["old_hash"]
            assert done["generation"] == generation and done["position"] >= 4_000
    eventually(service.service.caught_up, "the views have caught up")
    assert shown(service, SPOKEN) == counted(service)


def test_a_view_of_another_service_is_rebuilt_while_it_goes_on(world: World) -> None:
    source = world.source()
    follower = world.follower(source.name)
    say_much(source, 1_200)
    settle(follower, source)
    [definition] = [v for v in follower.service.views if v.name == "sayings"]
    with _reading(follower, definition.row, topics=4), _talking(source):
        done = follower.operations.rebuild("sayings")
    assert done["identical"] and done["old_hash"] and done["position"] >= 1_200
    settle(follower, source)
    assert shown(follower, definition.row) == counted(source)


def test_a_new_version_is_built_before_its_service_is_ready(world: World) -> None:
    name = world.name("speaker")
    old = world.start(speaking(name))
    say_much(old, 5_000)
    eventually(old.service.caught_up, "the old version has caught up")
    old.stop()
    new = world.start(speaking(name, SPOKEN_ANEW))
    eventually(lambda: new.operations.ready()[0], "the new release is ready")
    assert shown(new, SPOKEN_ANEW) == {t: 2 * n for t, n in counted(new).items()}


def test_old_and_new_release_serve_side_by_side(cluster: World) -> None:
    name = cluster.name("speaker")
    old = cluster.start(speaking(name))
    say_much(old, 5_000)
    eventually(old.service.caught_up, "the old release has caught up")
    with _reading(old, SPOKEN, topics=4), _talking(old):
        new = cluster.start(speaking(name, SPOKEN_ANEW))
        eventually(lambda: new.operations.ready()[0], "the new release is ready")
        assert sum(shown(new, SPOKEN_ANEW).values()) >= 2 * 5_000
        new.say("wool", times=3)
    for release, row, step in ((old, SPOKEN, 1), (new, SPOKEN_ANEW, 2)):
        eventually(release.service.caught_up, f"version {step} has caught up")
        assert shown(release, row) == {t: step * n for t, n in counted(new).items()}
    old.stop()
    position = new.say("wool")
    assert new.service.reader.visibility.wait(position, PATIENCE_SECONDS)
    assert shown(new, SPOKEN_ANEW)["wool"] == 2 * 4


def test_a_rebuild_that_was_killed_leaves_nothing_that_hurts(world: World) -> None:
    name = world.name("speaker")
    service = world.start(speaking(name))
    say_much(service, 1_500)
    eventually(service.service.caught_up, "the views have caught up")
    service.stop()
    kills = sum(
        mortal.killed(_rebuild, world.settings, name, lines)
        for lines in mortal.moments(seed=5, count=8, lines=900)
    )
    assert kills >= 4
    again = world.start(speaking(name))
    position = again.say("tea")
    assert again.service.reader.visibility.wait(position, PATIENCE_SECONDS)
    assert shown(again, SPOKEN) == counted(again)
    assert again.operations.rebuild("spoken")["identical"]
    assert len(_tables(again)) == 2, "the live generation and the one before"
    assert shown(again, SPOKEN) == counted(again)


def test_of_two_rebuilds_at_once_the_later_one_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(speaking(world.name("speaker")))
    say_much(service, 3_000)
    eventually(service.service.caught_up, "the views have caught up")
    overtaking = _once(lambda: service.operations.rebuild("spoken"))
    gather = GatheredRows.gather

    def overtaken(gathered: GatheredRows, told: Iterable[Told]) -> Prepared:
        overtaking()
        return gather(gathered, told)

    monkeypatch.setattr(GatheredRows, "gather", overtaken)
    with pytest.raises(NotNow):
        service.operations.rebuild("spoken")
    assert shown(service, SPOKEN) == counted(service)


def _tables(service: Serving) -> list[str]:
    with service.service.database.read() as connection:
        found = inspect(connection).get_table_names()
    return [name for name in found if name.startswith("spoken__")]


@contextmanager
def _reading(service: Serving, row: type[Any], topics: int) -> Iterator[None]:
    """Read without pause meanwhile: never an error, never less than there was."""

    def read(ending: threading.Event) -> None:
        said = sum(shown(service, row).values())
        while not ending.is_set():
            now = shown(service, row)
            assert len(now) >= topics and sum(now.values()) >= said
            said = sum(now.values())
            reads.append(said)

    reads: list[int] = []
    eventually(lambda: len(service.rows(row)) >= topics, "there is something to read")
    with _meanwhile(read) as alive:
        eventually(lambda: reads or not alive(), "the first reading")
        yield
        eventually(lambda: len(reads) > 3 or not alive(), "some more readings")


@contextmanager
def _talking(service: Serving) -> Iterator[None]:
    """Say something every few milliseconds meanwhile."""

    def talk(ending: threading.Event) -> None:
        while not ending.wait(0.005):
            service.say("salt")

    with _meanwhile(talk):
        yield


@contextmanager
def _meanwhile(work: Callable[[threading.Event], None]) -> Iterator[Callable[[], bool]]:
    """Run beside the block; what it raises is raised at the block's end. Yields whether it runs."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work(ending)
        except BaseException as error:
            failed.append(error)

    ending = threading.Event()
    thread = threading.Thread(target=run)

    thread.start()
    try:
        yield thread.is_alive
    finally:
        ending.set()
        thread.join()
    for error in failed:
        raise error


def _once(work: Callable[[], Any]) -> Callable[[], None]:
    todo = [work]
    return lambda: todo.pop()() and None if todo else None


def _rebuild(settings: Settings, name: str, lines: int) -> None:
    """Rebuild, unless killed on the way."""
    done = threading.Event()

    def rebuilt(service: RunningService) -> bool:
        if not rebuilding:
            rebuilding.append(threading.Thread(target=rebuild, args=(service,), name="rebuilding"))
            rebuilding[0].start()
        return done.is_set()

    def rebuild(service: RunningService) -> None:
        ServiceOperations(service).rebuild("spoken")
        done.set()

    rebuilding: list[threading.Thread] = []
    mortal.run(speaking(name), settings, "rebuilding", lines, rebuilt)
