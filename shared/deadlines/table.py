"""The deadlines that run, as a table kept with the views: a pure function of each stream's state."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from shared.aggregate import Aggregate
from shared.calendar.working_days import due
from shared.commands.repository import Repository
from shared.log.database import Database
from shared.subscription.incoming import Incoming
from shared.views.columns import RowCodec
from shared.views.definition import View, column, definitions, view
from shared.views.tables import ViewTables, standings_of


@view("deadlines", title="期限", key="deadline", version=1)
class RunningDeadline:
    """A deadline that has not been met, with the day and instant at which it passes."""

    deadline: str = column("期限")
    stream: str = column("案卷")
    category: str = column("类别")
    stream_id: str = column("编号")
    key: str = column("事项")
    starts_on: date | None = column("起算日")
    days: int = column("天数")
    unit: str = column("单位（工作日或自然日）")
    clause: str = column("条款")
    due_on: date | None = column("到期日")
    passes_at: datetime | None = column("届满时刻")
    provisional: bool = column("节假日未公布，暂定")


class DeadlineTable:
    """Replaces the deadlines of every stream that a batch of events touches."""

    view: View = definitions(RunningDeadline)[0]

    def __init__(self, repository: Repository, aggregates: Iterable[Aggregate[Any]]) -> None:
        self._repository = repository
        self._aggregates = {a.category: a for a in aggregates if a.deadlines_of}
        self._codec = RowCodec(self.view)

    def prepare(self, events: Sequence[Incoming]) -> list[tuple[str, list[RunningDeadline]]]:
        """Per stream touched, the deadlines that run in its present state."""
        touched = {(_category(e), e.meta.id) for e in events}
        return [
            (self._aggregates[category].stream(id), list(self._running(category, id)))
            for category, id in sorted(touched)
            if category in self._aggregates
        ]

    def write(self, connection: Connection, table: Table, prepared: Any) -> None:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        rows = [self._codec.store(row) for _, running in prepared for row in running]
        for stream, running in prepared:
            kept = [r.deadline for r in running]
            gone = (table.c.stream == stream) & table.c.deadline.not_in(kept)
            connection.execute(table.delete().where(gone))
        if rows:
            insert = dialect.insert(table)
            changed = {c.name: insert.excluded[c.name] for c in table.columns}
            statement = insert.on_conflict_do_update(index_elements=["deadline"], set_=changed)
            connection.execute(statement, rows)

    def passed(
        self, database: Database, tables: ViewTables, until: datetime
    ) -> list[RunningDeadline]:
        """The deadlines that have passed at an instant, oldest first, at most 500."""
        return self._oldest(database, tables, until, 500)

    def next(self, database: Database, tables: ViewTables) -> RunningDeadline | None:
        """The deadline that passes first, if any runs."""
        return next(iter(self._oldest(database, tables, None, 1)), None)

    def _oldest(
        self, database: Database, tables: ViewTables, until: datetime | None, limit: int
    ) -> list[RunningDeadline]:
        with database.read() as connection:
            live = standings_of(connection, [(self.view.name, self.view.version)])
            generation = next((s.generation for s in live if s.live), 0)
            if not generation:
                return []
            table = tables.table(self.view, generation)
            query = select(table).order_by(table.c.passes_at, table.c.deadline).limit(limit)
            if until is not None:
                query = query.where(table.c.passes_at <= until)
            return [self._codec.restore(row._mapping) for row in connection.execute(query)]

    def _running(self, category: str, id: str) -> Iterable[RunningDeadline]:
        aggregate = self._aggregates[category]
        _, state = self._repository.load(aggregate, id, fresh=True)
        assert aggregate.deadlines_of is not None
        for d in aggregate.deadlines_of(state):
            falls = due(d.starts_on, d.days, d.unit, d.stopped)
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
            )


def _category(event: Incoming) -> str:
    return event.meta.stream[: -len(event.meta.id) - 1]
