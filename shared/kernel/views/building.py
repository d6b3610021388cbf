"""Makes the tables of views: new versions beside the old, and rebuilt generations beside the live."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, update
from sqlalchemy.exc import IntegrityError

from shared.kernel.log.batch import TableMissing
from shared.kernel.log.content import content_hash
from shared.kernel.log.database import Database
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.source import OwnLog, Source, checkpoint_after
from shared.kernel.views.definition import View
from shared.kernel.views.folding import RowFolding
from shared.kernel.views.follower import BATCH
from shared.kernel.views.gathering import GatheredRows, RowsUnfit
from shared.kernel.views.projection import Projection
from shared.kernel.views.set_aside import forget
from shared.kernel.views.tables import (
    ViewTable,
    ViewTables,
    check_columns,
    metadata,
    view_tables,
    view_tables_of,
    where,
)

_log = logging.getLogger(__name__)

STRETCH = 5_000
"""Positions of the own log that are read at once: some megabytes where a view folds them all."""
NEAR = 100
"""Events that a rebuild leaves for the swap, during which the live generation does not move."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A finished rebuild: the content hashes of the old and the new generation, and the position
    at which both stood."""

    view: str
    generation: int
    position: int
    old_hash: str
    new_hash: str


def ensure_tables(
    database: Database, tables: ViewTables, views: Iterable[View], service: str
) -> None:
    """Create the table of every view that this code has in a version not seen before.

    Raises `OtherColumns` where a version's table is not what this code makes of that version.
    """
    with database.write() as connection:
        metadata.create_all(connection)
    known = list(views)
    for view in known:
        try:
            with database.write() as connection:
                if not view_tables_of(connection, [(view.name, view.version)]):
                    tables.create(connection, view, 1, view.source or service, live=True)
        except IntegrityError:
            _log.info("another replica created %s version %d", view.name, view.version)
    with database.read() as connection:
        check_columns(connection, tables, known)


class NotRebuilt(Exception):
    """The rebuild was given up; the live generation serves on."""


class Rebuilding:
    """Builds a new generation beside the live one and swaps them. Readers notice nothing.

    `source` must answer at once with what there is, as the own log and the bare feed do. What is
    made of streams' states has a projection of its own, `of_states`; without one the view's folds
    make its rows.
    """

    def __init__(
        self,
        database: Database,
        tables: ViewTables,
        view: View,
        source: Source,
        of_states: Projection | None = None,
    ) -> None:
        self._database = database
        self._tables = tables
        self._view = view
        self._source = source
        self._of_states = of_states

    def run(self) -> Rebuilt:
        """Build up to where the live generation stands, and swap.

        Raises `NotRebuilt`, and what the source raises.
        """
        return self._built(self._beside)

    def run_anew(self) -> Rebuilt:
        """Build to the source's end, whatever the live generation rests on, and swap.

        For a source whose history has changed. Raises `NotRebuilt`, and what the source raises.
        """
        return self._built(self._anew)

    def _built(self, build: Callable[[Projection], Rebuilt]) -> Rebuilt:
        if self._of_states is not None:
            return build(self._of_states)
        try:
            return build(GatheredRows(self._view))
        except RowsUnfit as unfit:
            _log.warning("%s: %s; folding it event by event", self._view.name, unfit)
            return build(RowFolding(self._view))

    def _beside(self, projection: Projection) -> Rebuilt:
        generation, at = self._begin(), Checkpoint()
        while (live := self._live().position) - NEAR > at.position:
            while live - NEAR > at.position:
                at = self._step(projection, generation, at, live)
        self._settle(projection, generation)
        with self._database.write(lasting=False) as connection:
            new, old = self._both(connection, generation)
            new = self._drain(connection, projection, replace(new, **asdict(at)), old)
            old_hash = content_hash(connection, self._table(old))
            return self._swap(connection, new, old, old_hash)

    def _anew(self, projection: Projection) -> Rebuilt:
        generation, at = self._begin(), Checkpoint()
        while (further := self._step(projection, generation, at)) != at:
            at = further
        self._settle(projection, generation)
        with self._database.write() as connection:
            new, old = self._both(connection, generation)
            return self._swap(connection, replace(new, **asdict(at)), old, "")

    def _begin(self) -> int:
        """A new, empty generation; what earlier rebuilds left is dropped."""
        with self._database.write(lasting=False) as connection:
            known = self._view_tables(connection)
            for view_table in known:
                if not view_table.live:
                    self._tables.drop(connection, self._view, view_table.generation)
                    forget(connection, self._table(view_table).name)
            generation = max(s.generation for s in known) + 1
            source = known[0].source
            self._tables.create(connection, self._view, generation, source, live=False)
        return generation

    def _step(
        self, projection: Projection, generation: int, at: Checkpoint, upto: int | None = None
    ) -> Checkpoint:
        """Fold a batch after a checkpoint; where it ends. Of where the new generation has come to
        the store learns at the swap: who fails before that begins anew."""
        prepared, end = self._read(projection, at, upto)
        if end != at:
            with self._writing() as connection:
                projection.write(connection, self._table_of(generation), prepared)
        return end

    def _read(
        self, projection: Projection, at: Checkpoint, upto: int | None
    ) -> tuple[Any, Checkpoint]:
        """What comes next after a checkpoint means for a projection, and where it ends."""
        if isinstance(projection, GatheredRows) and isinstance(self._source, OwnLog) and upto:
            return self._stretch(projection, self._source, at, upto)
        limit = BATCH if upto is None else min(BATCH, upto - at.position)
        events = self._source.after(at, limit)
        if events:
            return projection.prepare(events), checkpoint_after(events[-1])
        if upto is None:
            return None, at
        raise NotRebuilt(f"{self._source.name} ends at {at.position}, before {upto}")

    def _stretch(
        self, gathered: GatheredRows, log: OwnLog, at: Checkpoint, upto: int
    ) -> tuple[Any, Checkpoint]:
        """As `_read`, of the own log, which need not tell of what the view does not fold."""
        end = min(upto, at.position + STRETCH)
        view = self._view
        found = log.stretch(at.position, end, view.folds, whole=view.asks_for_metadata)
        if found.hash is None or found.length != end - at.position:
            raise NotRebuilt(f"{log.name} does not have all events from {at.position} to {end}")
        return gathered.gather(found.events), Checkpoint(end, found.hash)

    def _settle(self, projection: Projection, generation: int) -> None:
        """Write what waits before others have to wait for it."""
        if isinstance(projection, GatheredRows):
            with self._writing() as connection:
                projection.settle(connection, self._table_of(generation))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._database.write_at_once(lasting=False) as connection:
                yield connection
        except TableMissing as missing:
            raise NotRebuilt(f"another rebuild of {self._view.name} has begun") from missing

    def _live(self) -> ViewTable:
        pair = (self._view.name, self._view.version)
        with self._database.read() as connection:
            return next(s for s in view_tables_of(connection, [pair]) if s.live)

    def _both(self, connection: Connection, generation: int) -> tuple[ViewTable, ViewTable]:
        """The new generation and the live one, which stay where they are until the swap."""
        known = self._view_tables(connection)
        new = next((s for s in known if s.generation == generation), None)
        if new is None:
            raise NotRebuilt(f"another rebuild of {self._view.name} has begun")
        return new, next(s for s in known if s.live)

    def _drain(
        self, connection: Connection, projection: Projection, new: ViewTable, old: ViewTable
    ) -> ViewTable:
        """Bring the new generation to where the live one is held."""
        table, at = self._table(new), Checkpoint(new.position, new.hash)
        while at.position < old.position:
            prepared, at = self._read(projection, at, old.position)
            projection.write(connection, table, prepared)
        if isinstance(projection, GatheredRows):
            projection.settle(connection, table)
        return replace(new, position=at.position, hash=at.hash)

    def _swap(
        self, connection: Connection, new: ViewTable, old: ViewTable, old_hash: str
    ) -> Rebuilt:
        connection.execute(update(view_tables).where(where(old)).values(live=False))
        connection.execute(
            update(view_tables)
            .where(where(new))
            .values(live=True, position=new.position, hash=new.hash)
        )
        new_hash = content_hash(connection, self._table(new))
        return Rebuilt(self._view.name, new.generation, new.position, old_hash, new_hash)

    def _table(self, view_table: ViewTable) -> Table:
        return self._table_of(view_table.generation)

    def _table_of(self, generation: int) -> Table:
        return self._tables.table(self._view, generation)

    def _view_tables(self, connection: Connection) -> list[ViewTable]:
        return view_tables_of(connection, [(self._view.name, self._view.version)], lock=True)
