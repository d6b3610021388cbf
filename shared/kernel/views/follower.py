"""Moves all views that follow one source: a batch's rows are loaded once, folded, written once."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence

from shared.kernel.log.at_once import AlreadyThere, NotAsExpected
from shared.kernel.log.batch import TableMissing
from shared.kernel.log.database import Database
from shared.kernel.log.log import Watermark
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import (
    Source,
    SourceChanged,
    Unconfirmed,
    checkpoint_after,
)
from shared.kernel.views.definition import View
from shared.kernel.views.folding import RowFolding
from shared.kernel.views.projection import Projection
from shared.kernel.views.table_groups import TableGroup, grouped
from shared.kernel.views.tables import ViewTable, ViewTables, view_tables_of

BATCH = 2_000
PASSED_OVER_SECONDS = 10.0
"""How long the store need not be told of events that concern no view of another service's log."""


class ViewFollower:
    """The subscription handler of every view on one source.

    Tables that stand at the same position move together, in one transaction; one that is behind
    (new, or being rebuilt) catches up by itself first. A `lazy` follower tells the store of events
    that concern nobody now and then, or with the next that does.
    """

    def __init__(
        self,
        database: Database,
        tables: ViewTables,
        views: Iterable[View],
        *,
        projections: Iterable[Projection] = (),
        generations: Callable[[ViewTable], bool] = lambda view_table: view_table.live,
        batch: int = BATCH,
        lazy: bool = False,
    ) -> None:
        self._database = database
        self._tables = tables
        self._rows = [RowFolding(view) for view in views]
        self._presume(True)
        self._others = list(projections)
        self._folding: dict[str, Projection] = {p.view.name: p for p in self._rows}
        self._folding |= {p.view.name: p for p in self._others}
        self._folded_by: dict[str, tuple[RowFolding, ...]] = {}  # by the event's type
        self._mine = generations
        self._batch = batch
        self._lazy = lazy
        self._stored: Checkpoint | None = None  # where the store stands, while that is further back
        self._stored_at = time.monotonic()
        self._groups: list[TableGroup] = []
        self._position = 0
        self._complete_at = time.monotonic()
        self.visible = Watermark()

    def position(self) -> int:
        return self._position

    def age(self, head: int) -> float:
        """Seconds since all was shown that was known of the source, whose head is given."""
        if self._groups and self._position >= head:
            return 0.0
        return time.monotonic() - self._complete_at

    def step(self, source: Source, upto: int = 2**63) -> bool:
        """Move the tables that are furthest behind by a batch, at most `upto` a position."""
        try:
            return self._step(source, upto)
        except Unconfirmed:
            self._refresh()  # what was passed over may have been forged
            raise

    def pass_over(self, event: Incoming) -> bool:
        """Whether the event that comes next, while this waits for it, is passed over."""
        start = Checkpoint(event.position - 1, event.prev_hash)
        group = next((group for group in self._groups if group.at == start), None)
        if group is None or not self._may_pass_over([event], self._concerned([event])):
            return False
        self._pass_over(group, [event], start, checkpoint_after(event))
        self._complete_at = time.monotonic()
        return True

    def _step(self, source: Source, upto: int) -> bool:
        group = self._group_behind()
        if group is None:
            return False
        start = group.at
        try:
            events = source.after(start, min(self._batch, upto - start.position))
        except SourceChanged:
            if self._others_moved():  # a resync through another replica, for example
                return True
            raise
        if not events:
            self._complete_at = time.monotonic()
            return self._store_passed_over(source, start) or self._others_moved()
        end = checkpoint_after(events[-1])
        concerned = self._concerned(events)
        if self._may_pass_over(events, concerned):
            self._pass_over(group, events, start, end)
            if self._position >= source.head():
                self._complete_at = time.monotonic()
            return True
        source.begin_confirming()
        folding = [(s, p) for s in group.tables if (p := self._folding[s.view]) in concerned]
        try:
            prepared = [projection.prepare(events) for _, projection in folding]
        finally:
            source.confirm()  # what can't be prepared may be forged, and nobody's fault
        try:
            with self._database.write_at_once(lasting=False) as connection:
                group.move(connection, self._stored or start, end)
                for (view_table, projection), what in zip(folding, prepared, strict=True):
                    table = self._tables.table(projection.view, view_table.generation)
                    projection.write(connection, table, what)
                for view_table in group.tables:
                    if (projection := self._folding[view_table.view]) not in concerned:
                        projection.pass_over(events)
        except NotAsExpected:  # another replica, or a rebuild, was first
            self._forget()
            self._refresh()
            return True
        except AlreadyThere:  # all that is not known is looked for in the next step
            self._forget()
            if not any(rows.presumes for rows in self._rows):
                raise
            self._presume(False)
            return True
        except TableMissing:  # it was swapped and dropped before its place was compared: look anew
            self._forget()
            self._groups = []
            raise
        except BaseException:  # whether it was written, nobody knows
            self._forget()
            raise
        self._presume(True)
        self._stored, self._stored_at = None, time.monotonic()
        self._stand(group, end)
        if self._position >= source.head():
            self._complete_at = time.monotonic()
        return True

    def _presume(self, presumes: bool) -> None:
        for rows in self._rows:
            rows.presumes = presumes

    def _forget(self) -> None:
        """The rows were read before their place was compared: they may have been another's, a batch
        further on, with this batch folded into them a second time."""
        for projection in self._folding.values():
            projection.forget()

    def _concerned(self, events: Sequence[Incoming]) -> set[Projection]:
        """Whose tables some of the events may change."""
        found: set[Projection] = {p for p in self._others if any(map(p.concerns, events))}
        for type in {event.meta.type for event in events}:
            known = self._folded_by.get(type)
            if known is None:
                known = tuple(p for p in self._rows if type in p.view.folds)
                self._folded_by[type] = known
            found.update(known)
        return found

    def _may_pass_over(self, events: Sequence[Incoming], concerned: Collection[Projection]) -> bool:
        if not self._lazy or concerned or len(self._groups) > 1:
            return False
        return time.monotonic() - self._stored_at <= PASSED_OVER_SECONDS

    def _pass_over(
        self, group: TableGroup, events: Sequence[Incoming], start: Checkpoint, end: Checkpoint
    ) -> None:
        """Go on without the store. Who fails before it is told passes over these again."""
        for projection in self._folding.values():
            projection.pass_over(events)
        self._stored = self._stored or start
        self._stand(group, end)

    def _store_passed_over(self, source: Source, reached: Checkpoint) -> bool:
        """Let the store know what was passed over; whether that was so."""
        if self._stored is None:
            return False
        source.confirm()
        try:
            with self._database.write_at_once(lasting=False) as connection:
                for group in self._groups:
                    group.move(connection, self._stored, reached)
        except NotAsExpected:
            self._refresh()
        self._stored, self._stored_at = None, time.monotonic()
        return True

    def _stand(self, group: TableGroup, end: Checkpoint) -> None:
        group.at = end
        if len(self._groups) > 1:
            self._groups = grouped((g.at, table) for g in self._groups for table in g.tables)
        self._announce()

    def _group_behind(self) -> TableGroup | None:
        if not self._groups:
            self._refresh()
        return min(self._groups, key=lambda g: (g.at.position, g.at.hash), default=None)

    def _others_moved(self) -> bool:
        """Nothing to read: another replica or a rebuild may have changed what there is."""
        known = self._standing()
        self._refresh()
        return known != self._standing()

    def _standing(self) -> dict[str, Checkpoint]:
        return {name: group.at for group in self._groups for name in group.names}

    def _refresh(self) -> None:
        self._stored = None
        pairs = [(p.view.name, p.view.version) for p in self._folding.values()]
        with self._database.read() as connection:
            mine = [s for s in view_tables_of(connection, pairs) if self._mine(s)]
        self._groups = grouped((Checkpoint(s.position, s.hash), s) for s in mine)
        self._announce()

    def _announce(self) -> None:
        self._position = min((group.at.position for group in self._groups), default=0)
        self.visible.seen(self._position)
