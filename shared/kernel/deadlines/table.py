"""The deadlines that run, as a table kept with the views: a pure function of each stream's state."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Table, func, select

from shared.kernel.aggregate import Aggregate, to_labelled
from shared.kernel.aggregate.deadline import LimitUnit
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.commands.repository import Repository
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.log import rows
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.database import Database
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.remembering import Remembering
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.set_aside import Failure, keys_set_aside, put_aside, take_back
from shared.kernel.views.sight import labels_of
from shared.kernel.views.tables import ViewTables, view_tables_of
from shared.policy.working_days import due
from shared.schemas.events import UnknownEvent
from shared.schemas.kinds import Category, ClauseId, RowKey

_log = logging.getLogger(__name__)

CAPACITY = 10_000
"""Streams of which it is kept what the table holds."""


@view(
    "deadlines",
    title="期限",
    key="deadline",
    version=2,
    aside_column="stream",
    sight=[to_labelled()],
)
class RunningDeadline(Row):
    """A deadline that has not been met, with the day and instant at which it passes.

    `seen_by` are the labels of whom the stream is opened to as it stands.
    """

    deadline: RowKey = column("期限")
    stream: str = column("案卷")
    category: Category = column("类别")
    stream_id: RowKey = column("编号")
    key: RowKey = column("事项")
    starts_on: date | None = column("起算日")
    days: int = column("天数")
    unit: LimitUnit = column("时限单位")
    clause: ClauseId = column("条款")
    due_on: date | None = column("到期日")
    passes_at: datetime | None = column("届满时刻")
    provisional: bool = column("节假日未公布，暂定")
    seen_by: tuple[RowKey, ...] = column("可见范围", ())


class Prepared(NamedTuple):
    """The deadlines that run in each stream that a batch touched, the streams that began in it, and
    those whose deadlines can't be computed; `begins` and `ends` are the source's hashes around the
    batch."""

    begins: bytes
    ends: bytes
    running: dict[str, list[RunningDeadline]]
    begun: list[str]
    failures: dict[str, Failure]


class DeadlineTable(Remembering):
    """Replaces the deadlines of every stream that a batch of events touches.

    It keeps what the table holds of the streams it has met, so that what has not changed is not
    written again: most events move no deadline. A stream whose deadlines can't be computed is set
    aside, with those that it had, until they can.
    """

    view: View = definitions(RunningDeadline)[0]

    def __init__(
        self, states: StreamStates, repository: Repository, aggregates: Iterable[Aggregate[Any]]
    ) -> None:
        super().__init__()
        self._stream_states = states
        self._repository = repository
        self._aggregates = {a.category: a for a in aggregates if a.deadlines_of}
        self._codec = RowCodec(self.view)
        self._held: dict[str, list[RunningDeadline]] = {}
        self._aside: set[str] = set()

    def concerns(self, event: Incoming) -> bool:
        aggregate = self._stream_states.aggregate_of(event)
        return aggregate is not None and aggregate.category in self._aggregates

    def prepare(self, events: Sequence[Incoming]) -> Prepared:
        """Per stream touched, the deadlines that run after its last event here."""
        touched = {
            folded.meta.stream: folded
            for folded in self._stream_states.around(events)
            if folded.aggregate.category in self._aggregates
        }
        failures: dict[str, Failure] = {}
        running: dict[str, list[RunningDeadline]] = {}
        for stream, (aggregate, meta, _, state, error) in sorted(touched.items()):
            try:
                if error is not None:
                    raise error
                found = list(deadlines_in(aggregate, meta.id, state))
                for row in found:
                    self._codec.store(row)
                if len({row.deadline for row in found}) < len(found):
                    raise ValueError(f"two deadlines of {stream} bear one name")
                running[stream] = found
            except Exception as why:
                failures[stream] = Failure(meta.position, why)
        begun = [e.meta.stream for e in events if e.meta.version == 1 and e.meta.stream in touched]
        return Prepared(events[0].prev_hash, events[-1].hash, running, begun, failures)

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        continues = self.remembers(table, prepared.begins)
        aside = self._aside if continues else keys_set_aside(connection, table.name)
        held = self._held if continues else {}
        held |= {stream: [] for stream in prepared.begun}
        new = {k: f for k, f in prepared.failures.items() if k not in aside}
        put_aside(connection, table.name, new)
        if mended := aside & prepared.running.keys():
            take_back(connection, table.name, mended)
        running = prepared.running
        changed = {stream: r for stream, r in running.items() if r != held.get(stream)}
        self._replace(connection, table, changed, held)
        held |= running
        for stream, of_stream in running.items():
            if any(row.provisional for row in of_stream):
                # Any replica may compute them again meanwhile, on what the log then holds.
                del held[stream]
        self._held = held if len(held) <= CAPACITY else {}
        self._aside = (aside - mended) | new.keys()
        self.reach(table, prepared.ends)

    def _replace(
        self,
        connection: Connection,
        table: Table,
        streams: Mapping[str, list[RunningDeadline]],
        held: Mapping[str, list[RunningDeadline]],
    ) -> None:
        """Let these streams have these deadlines and no others; of some it is known what they have
        now."""
        running = [self._codec.store(row) for of_stream in streams.values() for row in of_stream]
        kept = [row["deadline"] for row in running]
        losing = [
            stream
            for stream in streams
            if stream not in held or any(row.deadline not in kept for row in held[stream])
        ]
        if losing:
            losses = rows.written_once(connection, table, _losses)
            losses.change(connection, {"touched": losing, "kept": kept})
        if running:
            rows.upsert(connection, table, running)

    def recompute(self, database: Database, tables: ViewTables) -> int:
        """Compute the provisional due days again, since a calendar year may have been published;
        how many have changed."""
        with database.write() as connection:
            known = view_tables_of(connection, [(self.view.name, self.view.version)], lock=True)
            table = next((tables.table(self.view, s.generation) for s in known if s.live), None)
            if table is None:
                return 0
            found = connection.execute(select(table).where(table.c.provisional)).all()
            before = {row.deadline: self._codec.restore(row._mapping) for row in found}
            running: dict[str, list[RunningDeadline]] = {}
            for row in {r.stream: r for r in before.values()}.values():
                aggregate = self._aggregates.get(row.category)
                if aggregate is None:  # another release's
                    continue
                try:
                    _, state = self._repository.load(aggregate, row.stream_id, fresh=True)
                    running[row.stream] = list(deadlines_in(aggregate, row.stream_id, state))
                except (StoreUnavailable, UnknownEvent):
                    raise
                except Exception:
                    _log.exception("%s: its due days stay as they are", row.stream)
            self._replace(connection, table, running, {})
        return sum(
            row != before.get(row.deadline, row) for rows in running.values() for row in rows
        )

    def passed(
        self, database: Database, tables: ViewTables, until: datetime
    ) -> list[RunningDeadline]:
        """The deadlines that have passed at an instant, oldest first."""
        with database.read() as connection:
            table = self._live(connection, tables)
            if table is None:
                return []
            query = select(table).where(table.c.passes_at <= until)
            rows = connection.execute(query.order_by(table.c.passes_at, table.c.deadline))
            return [self._codec.restore(row._mapping) for row in rows]

    def outlook(
        self, database: Database, tables: ViewTables, now: datetime
    ) -> tuple[int, datetime | None]:
        """How many deadlines have passed by now, and when the first of all passes."""
        with database.read() as connection:
            table = self._live(connection, tables)
            if table is None:
                return 0, None
            passed = func.count().filter(table.c.passes_at <= now)
            row = connection.execute(select(passed, func.min(table.c.passes_at))).one()
            return row[0], row[1]

    def _live(self, connection: Connection, tables: ViewTables) -> Table | None:
        known = view_tables_of(connection, [(self.view.name, self.view.version)])
        return next((tables.table(self.view, s.generation) for s in known if s.live), None)


def _losses(table: Table, is_one_of: rows.OneOf) -> Delete:
    """Takes away what streams that were touched keep no longer."""
    kept = is_one_of(table.c.deadline, "kept")
    return table.delete().where(is_one_of(table.c.stream, "touched") & ~kept)


def deadlines_in(aggregate: Aggregate[Any], id: str, state: Any) -> Iterable[RunningDeadline]:
    assert aggregate.deadlines_of is not None
    seen_by = labels_of(aggregate, of_state(aggregate, id, state))
    for d in aggregate.deadlines_of(state):
        falls = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead)
        yield RunningDeadline(
            deadline=f"{aggregate.stream(id)}/{d.key}",
            stream=aggregate.stream(id),
            category=aggregate.category,
            stream_id=id,
            key=d.key,
            starts_on=d.starts_on,
            days=d.days,
            unit=d.unit,
            clause=d.clause,
            due_on=falls.on,
            passes_at=falls.passes_at,
            provisional=falls.provisional,
            seen_by=seen_by,
        )
