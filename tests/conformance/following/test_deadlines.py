"""A passed deadline becomes an event, once, that carries the moment it passed."""

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import chinese_calendar.constants as published
import pytest
from sqlalchemy.event import listen

from shared.kernel.aggregate import Refused, refuse
from shared.kernel.aggregate.carrying import CAN_BE_CARRIED
from shared.kernel.commands import unit
from shared.kernel.deadlines import firing
from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.prepared import Batch, Prepared
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.row import definitions
from shared.policy.working_days import due
from shared.runtime.settings import Settings
from tests.conformance.following import mortal
from tests.conformance.following.promises import TWICE, UNSPEAKABLE, give, promising
from tests.conformance.following.services import Serving, World
from tests.days import ODD_MOMENTS, today
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.fixed_clock import FixedClock

START = date(2024, 3, 1)
NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)
PASSED = datetime(2024, 3, 5, 16, tzinfo=UTC)
"""Midnight in Shanghai after Tuesday, the second working day behind Friday, 1 March."""
LATER = PASSED + timedelta(days=30)


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(firing, "INTERVAL_SECONDS", 0.05)
    due.cache_clear()
    yield
    due.cache_clear()


def test_a_deadline_fires_when_it_has_passed_and_once(world: World) -> None:
    clock = FixedClock(NOW)
    service = world.start(promising(world.name("promiser")), clock)
    _promise(service, "tea")
    clock.moment = PASSED - timedelta(seconds=1)
    looked = _looks(service, 3)
    eventually(looked, "it was looked at")
    assert service.events("Broken") == []
    clock.moment = PASSED
    eventually(lambda: service.events("Broken"), "it has fired")
    eventually(_looks(service, 3), "it was looked at again")
    [(_, broken)] = service.events("Broken")
    assert (broken.promise, broken.due_on) == ("tea", date(2024, 3, 5))
    eventually(lambda: service.rows(RunningDeadline) == [], "the table knows")


def test_at_any_hour_what_fires_is_what_has_passed_where_the_towns_are(world: World) -> None:
    """Before and after the towns' midnight, on 31 December and on 29 February."""
    clock = FixedClock(ODD_MOMENTS[0])
    service = world.start(promising(world.name("promiser")), clock)
    due_on: dict[str, date] = {}
    for number, clock.moment in enumerate(ODD_MOMENTS):
        day = today(clock)
        for back in range(5):
            name, starts_on = f"tea-{number}-{back}", day - timedelta(days=back)
            due_on[name] = due(starts_on, 1, "working").on
            _promise(service, name, starts_on, 1)
        eventually(_looks(service, 2), "it was looked at")
        eventually(service.service.caught_up, "the table has caught up")
        broken = {event.promise for _, event in service.events("Broken")}
        assert broken == {name for name, on in due_on.items() if on < day}, clock.moment
        assert set(_due(service)) == due_on.keys() - broken
    assert len(broken) > len(ODD_MOMENTS)


def test_with_two_replicas_each_deadline_fires_once(cluster: World) -> None:
    clock = FixedClock(NOW)
    name = cluster.name("promiser")
    replicas = [cluster.start(promising(name), clock) for _ in range(2)]
    for n in range(40):
        _promise(replicas[0], f"tea-{n}")
    clock.moment = LATER
    rush = [
        threading.Thread(target=replica.service.deadlines.fire, args=(LATER,))
        for replica in replicas * 3
    ]
    for thread in rush:
        thread.start()
    for thread in rush:
        thread.join()
    eventually(lambda: len(replicas[0].events("Broken")) >= 40, "all have fired")
    eventually(lambda: replicas[0].rows(RunningDeadline) == [], "the table knows")
    for replica in replicas:
        eventually(_looks(replica, 2), "it was looked at again")
    broken = [event.promise for _, event in replicas[1].events("Broken")]
    assert sorted(broken) == sorted(f"tea-{n}" for n in range(40))


def test_after_downtime_the_event_carries_the_moment_that_passed(world: World) -> None:
    name = world.name("promiser")
    service = world.start(promising(name), FixedClock(NOW))
    _promise(service, "tea")
    service.stop()
    for _ in range(2):
        service = world.start(promising(name), FixedClock(LATER))
        eventually(lambda s=service: s.events("Broken"), "it has fired")
        eventually(_looks(service, 2), "it was looked at again")
        [(position, _)] = service.events("Broken")
        [record] = service.service.log.read(position - 1, 1)
        assert decode_meta(record.meta).effective == PASSED
        service.stop()


def test_kills_while_firing_leave_each_deadline_fired_once(world: World) -> None:
    name = world.name("promiser")
    service = world.start(promising(name), FixedClock(NOW))
    for n in range(40):
        _promise(service, f"tea-{n}")
    service.stop()
    kills = sum(
        mortal.killed(_fire, world.settings, name, lines)
        for lines in mortal.moments(seed=11, count=8, lines=900)
    )
    assert kills >= 5
    service = world.start(promising(name), FixedClock(LATER))
    eventually(lambda: service.rows(RunningDeadline) == [], "all have fired")
    broken = [event.promise for _, event in service.events("Broken")]
    assert sorted(broken) == sorted(f"tea-{n}" for n in range(40))


def test_the_table_follows_the_state(world: World) -> None:
    clock = FixedClock(NOW)
    service = world.start(promising(world.name("promiser")), clock)
    _promise(service, "tea")
    _promise(service, "silk")
    assert _due(service) == {"tea": date(2024, 3, 5), "silk": date(2024, 3, 5)}
    _seen(service, give(service, "renew", promise="silk", starts_on=START, days=7))
    _seen(service, give(service, "keep", promise="tea"))
    assert _due(service) == {"silk": date(2024, 3, 12)}
    clock.moment = PASSED
    eventually(_looks(service, 3), "it was looked at")
    assert service.events("Broken") == []


def test_an_event_that_moves_no_deadline_writes_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(promising(world.name("promiser")), FixedClock(NOW))
    _promise(service, "tea")
    written: list[str] = []

    def note(statement: str) -> None:
        if "deadlines__v" in statement and not statement.startswith("SELECT"):
            written.append(statement)

    def add(batch: Batch, statement: Prepared, values: Mapping[str, Any]) -> None:
        note(statement.making.decode())
        prepared(batch, statement, values)

    prepared = Batch.add
    monkeypatch.setattr(Batch, "add", add)
    engine = service.service.database.engine
    listen(engine, "before_cursor_execute", lambda _, __, statement, *___: note(statement))
    _seen(service, give(service, "renew", promise="tea", starts_on=START, days=2))
    assert (written, _due(service)) == ([], {"tea": date(2024, 3, 5)})
    _seen(service, give(service, "renew", promise="tea", starts_on=START, days=7))
    assert (len(written), _due(service)) == (1, {"tea": date(2024, 3, 12)})
    _seen(service, give(service, "keep", promise="tea"))
    assert (len(written), _due(service)) == (2, {})


def test_due_days_are_computed_again_when_a_year_is_published(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FixedClock(datetime(2026, 12, 28, 4, tzinfo=UTC))
    name = world.name("promiser")
    service = world.start(promising(name), clock)
    _promise(service, "tea", date(2026, 12, 28), 6)
    [row] = service.rows(RunningDeadline)
    assert row.provisional and row.due_on == date(2027, 1, 6)
    service.stop()

    for feast in (date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 5)):
        monkeypatch.setitem(published.holidays, feast, "New Year's Day")
    due.cache_clear()  # as in a new process, of the release that knows the year
    service = world.start(promising(name), clock)
    eventually(lambda: not service.rows(RunningDeadline)[0].provisional, "it is settled")
    [row] = service.rows(RunningDeadline)
    assert row.due_on == date(2027, 1, 8)
    assert row.passes_at == datetime(2027, 1, 8, 16, tzinfo=UTC)
    clock.moment = datetime(2027, 1, 7, 4, tzinfo=UTC)
    eventually(_looks(service, 3), "it was looked at")
    assert service.events("Broken") == []
    assert service.operations.rebuild("deadlines")["identical"]
    [task] = service.rows(HeldTask)
    assert (task.due_on, task.provisional) == (row.due_on, False)
    assert service.operations.rebuild("tasks")["identical"]


def test_a_deadline_that_cannot_be_told_keeps_no_other_from_being_told(world: World) -> None:
    clock = FixedClock(NOW)
    service = world.start(promising(world.name("promiser")), clock)
    _promise(service, UNSPEAKABLE)
    _promise(service, "tea", START, 3)
    clock.moment = LATER
    eventually(lambda: service.events("Broken"), "the other has fired")
    assert [e.promise for _, e in service.events("Broken")] == ["tea"]
    assert service.metric("deadlines_failing") == 1
    eventually(lambda: service.metric("deadlines_due") == 1, "the table knows")


def test_a_passed_deadline_whose_event_cannot_be_carried_is_told_of(world: World) -> None:
    """It applies, and would else be tried for ever without a word."""
    clock = FixedClock(NOW)
    service = world.start(promising(world.name("promiser")), clock)
    _promise(service, "silk")
    executor = service.service.executor
    begin_check, executor.begin_check = executor.begin_check, lambda: _holds_nothing
    clock.moment = LATER
    eventually(lambda: service.metric("deadlines_failing") == 1, "the alarm")
    assert service.events("Broken") == []
    executor.begin_check = begin_check
    eventually(lambda: service.events("Broken"), "it is told once it can be")
    eventually(lambda: service.metric("deadlines_failing") == 0, "the alarm is over")


def test_a_rebuild_of_deadlines_and_tasks_ends_identical_while_promises_are_made(
    world: World,
) -> None:
    service = world.start(promising(world.name("promiser")), FixedClock(NOW))
    for n in range(60):
        give(service, "promise", promise=f"tea-{n}", starts_on=START, days=5)

    def change() -> None:
        for n in range(60):
            give(service, "renew", promise=f"tea-{n}", starts_on=START, days=n + 1)
            if n % 3 == 0:
                give(service, "keep", promise=f"tea-{n}")

    changing = threading.Thread(target=change)
    changing.start()
    while changing.is_alive():
        assert service.operations.rebuild("deadlines")["identical"]
        assert service.operations.rebuild("tasks")["identical"]
    changing.join()
    eventually(service.service.caught_up, "the table has caught up")
    assert len(_due(service)) == 40
    assert len(_asked_of(service)) == 40
    assert len(service.rows(HeldTask)) == 60


def _promise(service: Serving, promise: str, starts_on: date = START, days: int = 2) -> None:
    _seen(service, give(service, "promise", promise=promise, starts_on=starts_on, days=days))


def _seen(service: Serving, position: int) -> None:
    assert service.service.reader.visibility.wait(position, PATIENCE_SECONDS)


def _due(service: Serving) -> dict[str, date]:
    return {row.stream_id: row.due_on for row in service.rows(RunningDeadline)}


def _looks(service: Serving, times: int) -> object:
    """Whether the deadlines have been looked at so many times from now on."""
    deadlines = service.service.deadlines
    before = deadlines.looked
    return lambda: deadlines.looked >= before + times


def _fire(settings: Settings, name: str, lines: int) -> None:
    """Fire what has passed, unless killed on the way."""
    firing.INTERVAL_SECONDS = 0.01
    mortal.run(
        promising(name),
        settings,
        "deadlines",
        lines,
        lambda s: s.caught_up() and not s.shown.passed(LATER),
        FixedClock(LATER),
    )


def test_deadlines_that_cannot_be_computed_are_set_aside_until_they_can(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older release accepted; this one refuses it."""
    service = world.start(promising(world.name("promiser")), FixedClock(NOW))
    _promise(service, "tea")
    with monkeypatch.context() as older:
        older.setattr(unit, "check_limits", lambda *_: None)
        give(service, "promise", promise="silk", starts_on=START, days=10**20)
        give(service, "promise", promise="linen", starts_on=START, days=TWICE)
    with pytest.raises(Refused) as refused:
        give(service, "promise", promise="jade", starts_on=START, days=10**20)
    assert refused.value.rule is CAN_BE_CARRIED
    assert service.service.log.head().position == 3
    _promise(service, "wool")
    eventually(lambda: _running_in(service) == {"tea", "wool"}, "the others' deadlines run")
    view = definitions(RunningDeadline)[0]
    assert service.service.reader.missing(view).told == ["promise-linen", "promise-silk"]
    assert service.operations.status()["set_aside"]["deadlines"] == 2
    assert {"tea", "wool"} <= _asked_of(service)
    for promise in ("silk", "linen"):
        give(service, "renew", promise=promise, starts_on=START, days=2)
    eventually(lambda: {"silk", "linen"} <= _running_in(service), "they can be computed again")
    assert service.service.reader.missing(view).told == []
    assert service.operations.status()["set_aside"] == {}
    assert _asked_of(service) == {"tea", "wool", "silk", "linen"}


def _holds_nothing(decided: object) -> None:
    refuse(CAN_BE_CARRIED, stream="", what_zh="", what_en="")


def _running_in(service: Serving) -> set[str]:
    return {row.stream_id for row in service.rows(RunningDeadline)}


def _asked_of(service: Serving) -> set[str]:
    return {row.stream_id for row in service.rows(HeldTask) if row.ended_at is None}
