"""The views of one service: what keeps them, and who reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from shared.kernel.clock import Clock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.deadlines.table import DeadlineTable
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.log.batch import Busy
from shared.kernel.log.log import Log
from shared.kernel.reactions.bound_view import BoundView
from shared.kernel.reactions.reaction import Rows
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.definition import View
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, definitions
from shared.kernel.views.tables import ViewTables
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME

R = TypeVar("R", bound=Row)

CATCH_UP_SECONDS = 10.0


class ServiceViews:
    """The declared views with the platform's own: deadlines, tasks and documents."""

    def __init__(
        self, name: str, rows: Sequence[type[Any]], log: Log, executor: Executor, clock: Clock
    ) -> None:
        self._name, self._log, self._clock = name, log, clock
        aggregates = executor.aggregates.values()
        states = StreamStates(executor.repository, aggregates)
        self.deadline_table = DeadlineTable(states, executor.repository, aggregates)
        self.task_table = TaskTable(states, aggregates, registry())
        kept = [self.deadline_table.view, self.task_table.view]
        self.views: list[View] = [*definitions(*rows, *own_ledgers(name)), *kept]
        self.tables = ViewTables()
        self.followers = {source: self._follower(source) for source in self._sources}
        database, visible = log.database, self.own.visible
        self.reader = ViewReader(database, self.views, name, visible=visible)

    @property
    def own(self) -> ViewFollower:
        """What moves the views of the service's own log."""
        return self.followers[self._name]

    def prepare(self) -> None:
        """Make the tables. Raises `StoreUnavailable`."""
        ensure_tables(self._log.database, self.tables, self.views, self._name)

    def at_head(self, row: type[R]) -> Rows[R]:
        """A finder of a view's rows, once the own views have reached the log's head.

        Raises `Busy` when they take too long.
        """
        if not self.caught_up(CATCH_UP_SECONDS):
            head = self._log.head().position
            raise Busy(f"views are at {self.own.position()}, the log at {head}")
        return BoundView[R](self.reader, row.definition)

    def caught_up(self, seconds: float = 0.0) -> bool:
        """Whether the own views reach what is now the log's head, within so many seconds."""
        return self.own.visible.wait(self._log.head().position - 1, seconds)

    def deadline_outlook(self) -> tuple[int, datetime | None]:
        """How many deadlines have passed and wait to be told, and when the first of all passes."""
        return self.deadline_table.outlook(self._log.database, self.tables, self._clock.now())

    def passed(self, until: Any) -> Any:
        """The deadlines that have passed by then."""
        return self.deadline_table.passed(self._log.database, self.tables, until)

    def recompute(self) -> int:
        """By the calendar that is now published, and the text that now holds."""
        kept = self.deadline_table, self.task_table
        changed = sum(table.recompute(self._log.database, self.tables) for table in kept)
        today = self._clock.now().astimezone(LOCAL_TIME).date()
        return changed + self.task_table.pass_on(self._log.database, self.tables, today)

    @property
    def _sources(self) -> set[str]:
        return {view.source or self._name for view in self.views}

    def _follower(self, source: str) -> ViewFollower:
        """One follower a source: it moves all views on that source together."""
        views = [view for view in self.views if (view.source or self._name) == source]
        kept = [p for p in (self.deadline_table, self.task_table) if p.view in views]
        rows = [view for view in views if view not in [p.view for p in kept]]
        lazy = source != self._name
        return ViewFollower(self._log.database, self.tables, rows, projections=kept, lazy=lazy)
