"""The tasks of all streams, as a table kept with the views and moved with them."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, Update, bindparam

from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.commands.stream_states import Folded, StreamStates
from shared.kernel.log import rows
from shared.kernel.log.database import Database
from shared.kernel.log.recorded import EventMeta
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.tasks.holding import HeldTask, after, asked_in, dated, tasks_in
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.remembering import Remembering
from shared.kernel.views.row import definitions
from shared.kernel.views.set_aside import Failure, keys_set_aside, put_aside, take_back
from shared.kernel.views.sight import labels_of
from shared.kernel.views.tables import ViewTables, view_tables_of
from shared.policy.local_time import LOCAL_TIME
from shared.policy.registry import Registry
from shared.schemas.codec import encode

REMEMBERED = 1_000
"""Streams whose open rows are remembered from batch to batch."""


class Computed(NamedTuple):
    """The rows of a state's tasks, its labels, and all that the rows rest on."""

    state: Any
    rests_on: tuple[Any, ...]
    labels: tuple[str, ...]
    rows: dict[str, HeldTask]


class Asked(NamedTuple):
    """What a stream asks after an event."""

    meta: EventMeta
    tasks: dict[str, HeldTask]


class Course(NamedTuple):
    """What became of a stream in a batch: what it asked after each event, its labels then, and
    whether these have changed."""

    asked: list[Asked]
    labels: tuple[str, ...]
    opened: bool

    @property
    def begins(self) -> bool:
        """Whether it is a stream's first event alone: then no row bears older labels."""
        return len(self.asked) == 1 and self.asked[0].meta.version == 1


class Prepared(NamedTuple):
    """What a batch means, by stream, and the streams whose tasks can't be computed; `begins` and
    `ends` are the source's hashes around the batch."""

    begins: bytes
    ends: bytes
    courses: dict[str, Course]
    failures: dict[str, Failure]


class TaskTable(Remembering):
    """Keeps the rows of every stream's tasks, those that ended among them.

    The open rows of a stream are compared with what its state asks, so that a stream whose tasks
    could not be computed for a while is mended by its next event.
    """

    view: View = definitions(HeldTask)[0]

    def __init__(
        self, states: StreamStates, aggregates: Iterable[Aggregate[Any]], registry: Registry
    ) -> None:
        super().__init__()
        self._states = states
        self._aggregates = {a.category: a for a in aggregates if a.tasks_of}
        self._registry = registry
        self._succeeded = {
            old for e in registry.editions for of in e.successors.values() for old in of
        }
        self._codec = RowCodec(self.view)
        self._last: OrderedDict[str, Computed] = OrderedDict()
        self._open: OrderedDict[str, dict[str, HeldTask]] = OrderedDict()
        self._aside: set[str] = set()

    def concerns(self, event: Incoming) -> bool:
        aggregate = self._states.aggregate_of(event)
        return aggregate is not None and aggregate.category in self._aggregates

    def prepare(self, events: Sequence[Incoming]) -> Prepared:
        courses: dict[str, Course] = {}
        failures: dict[str, Failure] = {}
        for folded in self._states.around(events):
            stream = folded.meta.stream
            if folded.aggregate.category not in self._aggregates:
                continue
            try:
                course = self._course(folded, courses.get(stream))
            except Exception as error:
                failures[stream] = Failure(folded.meta.position, error)
                courses.pop(stream, None)
            else:
                courses[stream] = course
                failures.pop(stream, None)
        return Prepared(events[0].prev_hash, events[-1].hash, courses, failures)

    def _course(self, folded: Folded, so_far: Course | None) -> Course:
        """Raises whatever keeps the tasks of a state from being computed or stored."""
        if folded.error is not None:
            raise folded.error
        last = self._last.get(folded.meta.stream)
        now = self._computed(folded, last)
        if folded.meta.version == 1:
            before = now.labels  # nothing stood there that others saw
        elif last and last.state is folded.before:
            before = last.labels
        else:
            before = _labels(folded, before=True)
        asked = [*(so_far.asked if so_far else ()), Asked(folded.meta, now.rows)]
        opened = now.labels != before or bool(so_far and so_far.opened)
        return Course(asked, now.labels, opened)

    def _computed(self, folded: Folded, last: Computed | None) -> Computed:
        """What the state asks now. What it asked before as well is not made anew: rows are a pure
        function of it."""
        aggregate, id, stream = folded.aggregate, folded.meta.id, folded.meta.stream
        found = of_state(aggregate, id, folded.after)
        labels = _labels(folded)
        registry = self._registry.on(folded.meta.effective_at.astimezone(LOCAL_TIME).date())
        text = registry.policy_version
        rests_on = asked_in(aggregate, folded.after), found("town"), found("county"), labels, text
        if last is not None and last.rests_on == rests_on:
            made = last._replace(state=folded.after)
        else:
            rows = self._rows(aggregate, id, folded.after, registry)
            made = Computed(folded.after, rests_on, labels, rows)
        self._last[stream] = made
        self._last.move_to_end(stream)
        while len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        return made

    def _rows(
        self, aggregate: Aggregate[Any], id: str, state: Any, registry: Registry
    ) -> dict[str, HeldTask]:
        tasks = tasks_in(aggregate, id, state, registry)
        for row in tasks.values():
            self._codec.store(row)
        return tasks

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        if not self.remembers(table, prepared.begins):
            self._open.clear()
            self._aside = keys_set_aside(connection, table.name)
        new = {k: f for k, f in prepared.failures.items() if k not in self._aside}
        put_aside(connection, table.name, new)
        if mended := self._aside & prepared.courses.keys():
            take_back(connection, table.name, mended)
        self._aside = (self._aside - mended) | new.keys()
        before = self._before(connection, table, prepared.courses)
        changed: dict[str, HeldTask | None] = {}
        for stream, course in prepared.courses.items():
            held: dict[str, HeldTask | None] = before[stream]
            for meta, tasks in course.asked:
                changes = after(held, tasks, meta)
                held = held | changes
                changed |= changes
            self._remember(stream, held)
        self._store(connection, table, changed)
        told = prepared.courses.items()
        opened = {s: c.labels for s, c in told if (c.opened and not c.begins) or s in mended}
        self._relabel(connection, table, opened)
        self.reach(table, prepared.ends)

    def _before(
        self, connection: Connection, table: Table, courses: dict[str, Course]
    ) -> dict[str, dict[str, HeldTask | None]]:
        """The open rows of each stream, and those that ended of what it asks again."""
        found: dict[str, dict[str, HeldTask | None]] = {
            stream: dict(self._open.get(stream, ())) for stream in courses
        }
        begun = {s for s, c in courses.items() if c.asked[0].meta.version > 1}
        if unknown := {stream for stream in begun if stream not in self._open}:
            open_rows = rows.written_once(connection, table, _open_rows)
            for stored in open_rows.select(connection, {"streams": list(unknown)}):
                row = self._codec.restore(stored)
                found[row.stream][row.task] = row
        again = {
            key
            for stream in begun
            for one in courses[stream].asked
            for key in one.tasks
            if key not in found[stream]
        }
        if again:
            for kept in rows.load(connection, table, again):
                row = self._codec.restore(kept)
                found[row.stream][row.task] = row
        return found

    def _remember(self, stream: str, held: dict[str, HeldTask | None]) -> None:
        """But not what is held by whom another succeeds, nor what is due on a provisional day: any
        replica may `pass_on` those rows or `recompute` them, which no event tells the others."""
        still_open = {k: row for k, row in held.items() if row and not row.ended_at}
        if any(r.provisional or r.holder in self._succeeded for r in still_open.values()):
            self._open.pop(stream, None)
            return
        self._open[stream] = still_open
        self._open.move_to_end(stream)
        while len(self._open) > REMEMBERED:
            self._open.popitem(last=False)

    def _store(
        self, connection: Connection, table: Table, changed: dict[str, HeldTask | None]
    ) -> None:
        gone = [key for key, row in changed.items() if row is None]
        kept = [self._codec.store(row) for row in changed.values() if row is not None]
        if gone:
            rows.delete(connection, table, gone)
        if kept:
            rows.upsert(connection, table, kept)

    def _relabel(
        self, connection: Connection, table: Table, labels: dict[str, tuple[str, ...]]
    ) -> None:
        """Let the rows that ended, too, be seen by whom their stream is open to now."""
        for stream, seen in labels.items():
            now = {"of_stream": stream, "now_seen_by": encode(seen)}
            rows.written_once(connection, table, _relabelling).change(connection, now)

    def recompute(self, database: Database, tables: ViewTables) -> int:
        """Compute the provisional due days of open rows again, since a calendar year may have
        been published; how many have changed."""
        with database.write() as connection:
            known = view_tables_of(connection, [(self.view.name, self.view.version)], lock=True)
            table = next((tables.table(self.view, s.generation) for s in known if s.live), None)
            if table is None:
                return 0
            waiting = table.c.provisional & table.c.ended_at.is_(None)
            found = connection.execute(table.select().where(waiting)).all()
            before = [self._codec.restore(row._mapping) for row in found]
            now = [dated(row) for row in before]
            changed = [
                self._codec.store(new) for old, new in zip(before, now, strict=True) if new != old
            ]
            if changed:
                rows.upsert(connection, table, changed)
        return len(changed)

    def pass_on(self, database: Database, tables: ViewTables, today: date) -> int:
        """Give what is open to who stands, by the version of the text that holds, in the place of
        its holder; how many rows."""
        registry = self._registry.on(today)
        taken = {old for of in registry.successors.values() for old in of}
        if not taken:
            return 0
        with database.write() as connection:
            known = view_tables_of(connection, [(self.view.name, self.view.version)], lock=True)
            table = next((tables.table(self.view, s.generation) for s in known if s.live), None)
            if table is None:
                return 0
            of_them = rows.is_one_of(connection, table.c.holder, "holders")
            query = table.select().where(of_them & table.c.ended_at.is_(None))
            gone, kept = [], []
            for stored in connection.execute(query, {"holders": sorted(taken)}).all():
                row = self._codec.restore(stored._mapping)
                holder = registry.successor(row.clause, row.holder)
                if holder != row.holder:
                    gone.append(row.task)
                    key = f"{row.stream}/{row.key}@{holder}"
                    kept.append(self._codec.store(replace(row, task=key, holder=holder)))
            if gone:
                rows.delete(connection, table, gone)
                rows.upsert(connection, table, kept)
        return len(gone)


def _open_rows(table: Table, is_one_of: rows.OneOf) -> Select[Any]:
    """Asked with every event of a stream that has a task due on a provisional day."""
    return table.select().where(is_one_of(table.c.stream, "streams") & table.c.ended_at.is_(None))


def _relabelling(table: Table, _: rows.OneOf) -> Update:
    of_stream = table.c.stream == bindparam("of_stream")
    statement = table.update().where(of_stream, ~table.c.apart)
    return statement.values(seen_by=bindparam("now_seen_by"))


def _labels(folded: Folded, *, before: bool = False) -> tuple[str, ...]:
    """Whom the stream is open to after the event, or before it."""
    state = folded.before if before else folded.after
    return labels_of(folded.aggregate, of_state(folded.aggregate, folded.meta.id, state))
