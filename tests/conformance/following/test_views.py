"""Views show what was written, and are rebuilt and replaced while people read them."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import inspect

from shared.face.http.refusals import NotNow
from shared.kernel.log.stretch import Told
from shared.kernel.subscription import source as sources
from shared.kernel.views.columns import MOST_TEXT
from shared.kernel.views.folding import Prepared, RowFolding
from shared.kernel.views.gathering import GatheredRows
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.selection import Condition
from shared.runtime.running import Declaration, RunningService
from shared.runtime.service_operations import ServiceOperations
from shared.runtime.settings import Settings
from tests.conformance.following import mortal
from tests.conformance.following.sayings import TOPIC, Said
from tests.conformance.following.services import Serving, World, settle
from tests.eventually import PATIENCE_SECONDS, eventually

POISON = "poison"
ANTIDOTE = threading.Event()


def spoken(version: int) -> type[Any]:
    """A view of the own log; each version counts in steps of its own."""

    @view("spoken", title="话题", key="topic", version=version)
    class Spoken(Row):
        topic: str = column("话题")
        said: int = column("次数", 0)

    @Spoken.on(Said, key="topic")
    def was_said(row: Any, event: Said) -> Any:
        if event.text == POISON and not ANTIDOTE.is_set():
            raise RuntimeError("nobody can swallow this")
        return replace(row, said=row.said + version)

    return Spoken


SPOKEN, SPOKEN_ANEW = spoken(1), spoken(2)


UNFIT: dict[str, dict[str, Any]] = {
    "nul": {"said_by": "a\x00b"},
    "half-a-pair": {"said_by": "\ud800"},
    "half-a-pair-within": {"parts": ("\ud800",)},
    "no-number": {"share": Decimal("NaN")},
    "no-end": {"share": Decimal("Infinity")},
    "a-truth": {"said": True},
    "a-word": {"said": "three"},
    "a-fraction": {"said": 1.5},
    "too-great": {"said": 2**63},
    "no-zone": {"at": datetime(2024, 3, 1)},
    "a-moment": {"day": datetime(2024, 3, 1, tzinfo=UTC)},
    "nothing-known": {"parts": (object(),)},
    "too-long": {"said_by": "长" * (MOST_TEXT + 1)},
    "too-much": {"parts": ("长" * 1_000_000,) * 17},
}
"""What a fold makes of a topic that no column, or not that of each store, can hold."""


@view("untidy", title="话题", key="topic", version=1)
class Untidy(Row):
    topic: str = column("话题")
    said: int = column("次数", 0)
    said_by: str = column("何人", "")
    share: Decimal = column("份额", Decimal(0))
    day: date | None = column("何日", None)
    at: datetime | None = column("何时", None)
    parts: tuple[str, ...] = column("部分", ())


UNTIDY: Any = Untidy


@UNTIDY.on(Said, key="topic")
def noted(row: Any, event: Said) -> Any:
    return replace(row, **({"said": row.said + 1} | UNFIT.get(event.topic, {})))


def speaking(name: str, row: type[Any] = SPOKEN) -> Declaration:
    return Declaration(name, "发言", "housing", [TOPIC], [row], deadlines=False, relay=False)


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


def test_a_rebuild_serves_all_along_and_ends_identical(world: World) -> None:
    service = world.start(speaking(world.name("speaker")))
    _say_much(service, 4_000)
    with _reading(service, SPOKEN, topics=4), _talking(service):
        for generation in (2, 3):
            done = service.operations.rebuild("spoken")
            assert done["identical"] and done["old_hash"]
            assert done["generation"] == generation and done["position"] >= 4_000
    eventually(service.service.caught_up, "the views have caught up")
    assert _shown(service, SPOKEN) == _counted(service)


def test_a_view_of_another_service_is_rebuilt_while_it_goes_on(world: World) -> None:
    source = world.source()
    follower = world.follower(source.name)
    _say_much(source, 1_200)
    settle(follower, source)
    [definition] = [v for v in follower.service.views if v.name == "sayings"]
    with _reading(follower, definition.row, topics=4), _talking(source):
        done = follower.operations.rebuild("sayings")
    assert done["identical"] and done["old_hash"] and done["position"] >= 1_200
    settle(follower, source)
    assert _shown(follower, definition.row) == _counted(source)


def test_a_new_version_is_built_before_its_service_is_ready(world: World) -> None:
    name = world.name("speaker")
    old = world.start(speaking(name))
    _say_much(old, 5_000)
    eventually(old.service.caught_up, "the old version has caught up")
    old.stop()
    new = world.start(speaking(name, SPOKEN_ANEW))
    eventually(lambda: new.operations.ready()[0], "the new release is ready")
    assert _shown(new, SPOKEN_ANEW) == {t: 2 * n for t, n in _counted(new).items()}


def test_old_and_new_release_serve_side_by_side(cluster: World) -> None:
    name = cluster.name("speaker")
    old = cluster.start(speaking(name))
    _say_much(old, 5_000)
    eventually(old.service.caught_up, "the old release has caught up")
    with _reading(old, SPOKEN, topics=4), _talking(old):
        new = cluster.start(speaking(name, SPOKEN_ANEW))
        eventually(lambda: new.operations.ready()[0], "the new release is ready")
        assert sum(_shown(new, SPOKEN_ANEW).values()) >= 2 * 5_000
        new.say("wool", times=3)
    for release, row, step in ((old, SPOKEN, 1), (new, SPOKEN_ANEW, 2)):
        eventually(release.service.caught_up, f"version {step} has caught up")
        assert _shown(release, row) == {t: step * n for t, n in _counted(new).items()}
    old.stop()
    position = new.say("wool")
    assert new.service.reader.visibility.wait(position, PATIENCE_SECONDS)
    assert _shown(new, SPOKEN_ANEW)["wool"] == 2 * 4


def test_a_rebuild_that_was_killed_leaves_nothing_that_hurts(world: World) -> None:
    name = world.name("speaker")
    service = world.start(speaking(name))
    _say_much(service, 1_500)
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
    assert _shown(again, SPOKEN) == _counted(again)
    assert again.operations.rebuild("spoken")["identical"]
    assert len(_tables(again)) == 2, "the live generation and the one before"
    assert _shown(again, SPOKEN) == _counted(again)


def test_of_two_rebuilds_at_once_the_later_one_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(speaking(world.name("speaker")))
    _say_much(service, 3_000)
    eventually(service.service.caught_up, "the views have caught up")
    overtaking = _once(lambda: service.operations.rebuild("spoken"))
    gather = GatheredRows.gather

    def overtaken(gathered: GatheredRows, told: Iterable[Told]) -> Prepared:
        overtaking()
        return gather(gathered, told)

    monkeypatch.setattr(GatheredRows, "gather", overtaken)
    with pytest.raises(NotNow):
        service.operations.rebuild("spoken")
    assert _shown(service, SPOKEN) == _counted(service)


def test_a_row_that_cannot_be_computed_is_set_aside_and_the_others_go_on(world: World) -> None:
    ANTIDOTE.clear()
    name = world.name("speaker")
    service = world.start(speaking(name))
    service.say("tea", times=3)
    service.say("silk", times=2)
    service.say("tea", POISON)
    service.say("tea", times=2)
    service.say("silk")
    eventually(service.service.caught_up, "the views have gone on")
    assert _shown(service, SPOKEN) == {"tea": 3, "silk": 3}, "as it was before what it can't take"
    assert service.stopped("views") == ""
    _told_of_one_missing_row(service)
    service.stop()

    again = world.start(speaking(name))
    again.say("silk")
    again.say("tea")
    eventually(again.service.caught_up, "the views have caught up")
    assert _shown(again, SPOKEN) == {"tea": 3, "silk": 4}
    _told_of_one_missing_row(again)
    assert again.operations.rebuild("spoken")["identical"], "nothing is mended yet"
    _told_of_one_missing_row(again)

    ANTIDOTE.set()  # the release that mends it
    again.operations.rebuild("spoken")
    assert _shown(again, SPOKEN) == {"tea": 7, "silk": 4}
    assert again.service.reader.missing(definitions(SPOKEN)[0]).told == []
    assert again.operations.status()["set_aside"] == {}
    eventually(lambda: again.metric("rows_set_aside", view="spoken") == 0, "the metric tells it")
    again.say("tea")
    eventually(again.service.caught_up, "the views have caught up")
    assert _shown(again, SPOKEN) == {"tea": 8, "silk": 4}


def _told_of_one_missing_row(service: Serving) -> None:
    view = definitions(SPOKEN)[0]
    assert service.service.reader.missing(view).told == ["tea"]
    assert service.service.reader.missing(view, ((Condition("topic", "eq", "tea"),),)).told == [
        "tea"
    ]
    assert service.service.reader.missing(view, ((Condition("topic", "eq", "silk"),),)).told == []
    assert service.operations.status()["set_aside"] == {"spoken": 1}
    eventually(lambda: service.metric("rows_set_aside", view="spoken") == 1, "the metric tells it")


def test_a_number_that_no_column_holds_is_set_aside_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(speaking(world.name("speaker")))
    service.say("tea", times=3)
    eventually(service.service.caught_up, "the views have caught up")
    name, fold = Said.__name__, definitions(SPOKEN)[0].folds[Said.__name__]
    huge = (fold[0], lambda row, event, meta: replace(row, said=row.said + 2**62))
    monkeypatch.setitem(definitions(SPOKEN)[0].folds, name, huge)
    service.say("silk", times=3)
    eventually(service.service.caught_up, "the views have gone on")
    assert _shown(service, SPOKEN) == {"tea": 3, "silk": 2**62}
    assert service.operations.status()["set_aside"] == {"spoken": 1}


def test_a_value_that_one_of_the_stores_refuses_is_set_aside_by_its_row(world: World) -> None:
    """Whatever a fold answers: no row of it keeps the others of its batch from being written."""
    service = world.start(speaking(world.name("speaker"), UNTIDY))
    for n, topic in enumerate(UNFIT):
        service.say("tea")
        service.say(topic)
        service.say(f"after-{n}")
    eventually(service.service.caught_up, "the views have gone on")
    fit = {"tea": len(UNFIT)} | {f"after-{n}": 1 for n in range(len(UNFIT))}
    assert _shown(service, UNTIDY) == fit
    assert service.service.reader.missing(definitions(UNTIDY)[0]).told == sorted(UNFIT)
    assert service.stopped("views") == ""


def test_a_stored_row_that_cannot_be_read_is_set_aside_too(world: World) -> None:
    name = world.name("speaker")
    service = world.start(speaking(name, UNTIDY))
    service.say("tea")
    service.say("silk")
    eventually(service.service.caught_up, "the views have caught up")
    service.stop()
    again = world.start(speaking(name, UNTIDY))
    table = again.service.tables.table(definitions(UNTIDY)[0], 1)
    with again.service.database.write() as connection:
        connection.execute(table.update().where(table.c.topic == "tea").values(parts="no JSON"))
    again.say("tea")
    again.say("silk")
    eventually(again.service.caught_up, "the views go on")
    assert again.service.reader.missing(definitions(UNTIDY)[0]).told == ["tea"]
    again.operations.rebuild("untidy")
    assert _shown(again, UNTIDY) == {"tea": 2, "silk": 2}


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


def _say_much(service: Serving, times: int) -> None:
    for topic in ("tea", "silk", "jade", "wine"):
        for _ in range(times // 1000):
            service.say(topic, times=250)
        if times % 1000:
            service.say(topic, times=times % 1000 // 4)


def _counted(service: Serving) -> dict[str, int]:
    return dict(service.said())


def _shown(service: Serving, row: type[Any]) -> dict[str, int]:
    return {r.topic: r.said for r in service.rows(row)}


def _tables(service: Serving) -> list[str]:
    with service.service.database.read() as connection:
        found = inspect(connection).get_table_names()
    return [name for name in found if name.startswith("spoken__")]


@contextmanager
def _reading(service: Serving, row: type[Any], topics: int) -> Iterator[None]:
    """Read without pause meanwhile: never an error, never less than there was."""

    def read(ending: threading.Event) -> None:
        said = sum(_shown(service, row).values())
        while not ending.is_set():
            shown = _shown(service, row)
            assert len(shown) >= topics and sum(shown.values()) >= said
            said = sum(shown.values())
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
