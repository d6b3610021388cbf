"""The table of tasks ends as folding in memory does, however the log is cut into batches."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table

from services.supervision.domain.issue import ISSUE
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.past_states import states_until
from shared.kernel.commands.repository import Repository
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.log.batch import Batch, NewEvent, new_event
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.meta import StoredMeta, encode_meta
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import OwnLog
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.tasks.past import tasks_until
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views import past
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.past import Until
from shared.kernel.views.tables import ViewTables, metadata
from shared.policy import working_days
from shared.policy.loader import registry
from shared.policy.working_days import due
from shared.schemas.codec import encode
from shared.schemas.events import type_of
from shared.schemas.supervision.issue_course import IssueSuspended, SuspensionReviewDue
from tests.given import NOON
from tests.unit.supervision.matters import (
    ASSIGNED,
    CLOSURE_REQUESTED,
    PLANNED,
    RAISED,
    REOPENED,
    REPLIED,
    RESOLVED,
    assigned,
)

SUSPENDED = IssueSuspended(
    "i1", town="taoluo", superior="省厅", reason="待批", review_on=date(2024, 4, 1),
    times=1, suspended_on=date(2024, 3, 1), document="演示〔2024〕1号",
)  # fmt: skip
REVIEW_DUE = SuspensionReviewDue("i1", town="taoluo", times=1, review_on=date(2024, 4, 1))
LIFE = [
    (1, RAISED), (1, ASSIGNED), (2, REPLIED), (3, assigned("finance")), (4, ASSIGNED), (5, PLANNED),
    (6, CLOSURE_REQUESTED), (7, REOPENED), (7, SUSPENDED), (8, REVIEW_DUE), (9, RESOLVED),
]  # fmt: skip
"""With the day, and the command, of each event."""


@contextmanager
def logged(folder: Path, life: Iterable[tuple[int, object]]) -> Iterator[Log]:
    """A log with an issue's events."""
    database = Database(f"sqlite:///{folder / 'supervision.sqlite'}")
    migrate(database)
    made = Log("supervision", database)
    lived = [stored(n, day, event) for n, (day, event) in enumerate(life, 1)]
    made.append(Batch(tuple(lived), {"issue-i1": 0}))
    yield made
    made.close()
    database.close()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with logged(tmp_path_factory.mktemp("log"), LIFE) as made:
        yield made


def stored(number: int, day: int, event: object) -> NewEvent:
    """An event of the command that is given on a day."""
    command = command_id("housing", str(day))
    meta = StoredMeta(
        id="i1", clause="RZ-3.3.b", policy="draft-2023", person="张三", organisation="housing",
        command="any", command_id=command, request="", correlation=command,
        effective=NOON + timedelta(days=day),
    )  # fmt: skip
    name, id = type_of(event).name, event_id(command, number)
    return new_event("issue-i1", number, id, name, encode(event), encode_meta(meta))


def batches(log: Log, size: int) -> Iterator[list[Incoming]]:
    source, at = OwnLog(log), Checkpoint()
    while events := source.after(at, size):
        yield events
        at = Checkpoint(events[-1].position, events[-1].hash)


class Kept:
    """A table in a store of its own, moved by one process, or by a new one each time."""

    def __init__(self, log: Log, path: Path) -> None:
        self._log = log
        self.database = Database(f"sqlite:///{path / 'tasks.sqlite'}")
        self.tables = ViewTables()
        with self.database.write() as connection:
            metadata.create_all(connection)
            self.tables.create(connection, TaskTable.view, 1, "supervision", live=True)
        self.table: Table = self.tables.table(TaskTable.view, 1)
        self.process = self.begin()

    def begin(self) -> TaskTable:
        states = StreamStates(Repository(self._log), [ISSUE])
        return TaskTable(states, [ISSUE], registry())

    def move(self, events: list[Incoming]) -> None:
        with self.database.write() as connection:
            self.process.write(connection, self.table, self.process.prepare(events))

    def rows(self) -> dict[str, HeldTask]:
        codec = RowCodec(TaskTable.view)
        with self.database.read() as connection:
            found = [codec.restore(r._mapping) for r in connection.execute(self.table.select())]
        return {row.task: row for row in found}


@pytest.fixture
def kept(log: Log, tmp_path: Path) -> Iterator[Kept]:
    made = Kept(log, tmp_path)
    yield made
    made.database.close()


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("restarts", [False, True])
def test_any_batches_make_the_rows_that_memory_makes(
    kept: Kept, log: Log, size: int, restarts: bool
) -> None:
    for events in batches(log, size):
        kept.move(events)
        if restarts:
            kept.process = kept.begin()
        until = Until(position=events[-1].position)
        assert kept.rows() == tasks_until(log, [ISSUE], until).rows
    assert {r.holder for r in kept.rows().values() if not r.ended_at} == {"taoluo"}, "who rates"


def test_a_batch_that_was_rolled_back_is_taken_once(kept: Kept, log: Log) -> None:
    for events in batches(log, 2):
        with kept.database.write() as connection:
            kept.process.write(connection, kept.table, kept.process.prepare(events))
            connection.rollback()
        kept.process.forget()
        kept.move(events)
    assert kept.rows() == tasks_until(log, [ISSUE], Until()).rows


def test_two_replicas_in_turn_keep_one_table(kept: Kept, log: Log) -> None:
    one, other = kept.process, kept.begin()
    for events in batches(log, 2):
        kept.process, one, other = one, other, one
        kept.move(events)
    assert kept.rows() == tasks_until(log, [ISSUE], Until()).rows


def test_what_had_not_happened_has_no_part_in_what_had_though_recorded_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "PAGE", 1)  # nor ends it the reading
    with logged(tmp_path, [(1, RAISED), (9, ASSIGNED), (2, REPLIED)]) as log:
        until = Until(effective=NOON + timedelta(days=2))
        [raised, replied] = [f for batch in states_until(log, [ISSUE], until) for f in batch]
    assert (raised.meta.version, replied.meta.version) == (1, 3)
    assert replied.before == raised.after == ISSUE.replay([RAISED])
    assert replied.after == ISSUE.replay([RAISED, REPLIED])


def test_what_a_command_has_come_to_in_this_process_is_not_kept_twice(log: Log) -> None:
    repository = Repository(log)
    known = repository.load(ISSUE, "i1", fresh=True)
    [*_, last] = StreamStates(repository, [ISSUE]).around(next(batches(log, 100)))
    assert (last.meta.version, last.after) == known
    assert last.after is known[1]


def test_what_ended_was_due_by_the_calendar_that_another_replica_had_by_then(
    kept: Kept, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [event for some in batches(log, 100) for event in some]
    with monkeypatch.context() as before_it_was_published:
        calendar(before_it_was_published, working=lambda day: (day.weekday() < 5, False))
        for event in events[:2]:
            kept.move([event])
        waiting = {key for key, row in kept.rows().items() if row.provisional}
        assert waiting
        calendar(before_it_was_published, working=lambda day: (True, True))
        kept.begin().recompute(kept.database, kept.tables)
        published = {key: row.due_on for key, row in kept.rows().items() if key in waiting}
        for event in events[2:]:
            kept.move([event])
    due.cache_clear()
    ended = {key: row for key, row in kept.rows().items() if key in waiting}
    assert all(row.ended_at and not row.provisional for row in ended.values())
    assert {key: row.due_on for key, row in ended.items()} == published


def calendar(patch: pytest.MonkeyPatch, working: Callable[[date], tuple[bool, bool]]) -> None:
    patch.setattr(working_days, "is_working_day", working)
    due.cache_clear()
