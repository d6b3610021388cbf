"""Makes the tables of views: new versions beside the old, and rebuilt generations beside the live."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.exc import IntegrityError

from shared.kernel.log.database import Database
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.source import Source, checkpoint_after
from shared.kernel.views.definition import View
from shared.kernel.views.follower import BATCH, Projection, ViewFollower
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
from shared.schemas.codec import encode

_log = logging.getLogger(__name__)

NEAR = 500
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


HASHED_AT_ONCE = 1_000
"""Rows."""


class NotRebuilt(Exception):
    """The rebuild was given up; the live generation serves on."""


class Rebuilding:
    """Builds a new generation beside the live one and swaps them. Readers notice nothing.

    `source` must answer at once with what there is, as the own log and the bare feed do.
    """

    def __init__(
        self, database: Database, tables: ViewTables, projection: Projection, source: Source
    ) -> None:
        self._database = database
        self._tables = tables
        self._projection = projection
        self._view = projection.view
        self._source = source

    def run(self, progress: Callable[[int], None] = lambda position: None) -> Rebuilt:
        """Build up to where the live generation stands, and swap.

        Raises `NotRebuilt`, and what the source raises.
        """
        generation, follower = self._begin()
        while follower.position() < (live := self._live().position) - NEAR:
            if not follower.step(self._source, live):
                raise NotRebuilt(f"{self._view.name} can't go on from {follower.position()}")
            progress(follower.position())
        with self._database.write() as connection:
            new, old = self._both(connection, generation)
            new = self._drain(connection, new, old)
            old_hash = content_hash(connection, self._table(old))
            return self._swap(connection, new, old, old_hash)

    def run_anew(self) -> Rebuilt:
        """Build to the source's end, whatever the live generation rests on, and swap.

        For a source whose history has changed. Raises `NotRebuilt`, and what the source raises.
        """
        generation, follower = self._begin()
        while follower.step(self._source):
            pass
        with self._database.write() as connection:
            new, old = self._both(connection, generation)
            return self._swap(connection, new, old, "")

    def _begin(self) -> tuple[int, ViewFollower]:
        """A new, empty generation and its follower; what earlier rebuilds left is dropped."""
        with self._database.write() as connection:
            known = self._view_tables(connection)
            for view_table in known:
                if not view_table.live:
                    self._tables.drop(connection, self._view, view_table.generation)
                    forget(connection, self._table(view_table).name)
            generation = max(s.generation for s in known) + 1
            source = known[0].source
            self._tables.create(connection, self._view, generation, source, live=False)
        return generation, ViewFollower(
            self._database,
            self._tables,
            [],
            projections=[self._projection],
            generations=lambda s: s.generation == generation,
        )

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

    def _drain(self, connection: Connection, new: ViewTable, old: ViewTable) -> ViewTable:
        """Bring the new generation to where the live one is held."""
        checkpoint = Checkpoint(new.position, new.hash)
        while checkpoint.position < old.position:
            events = self._source.after(checkpoint, min(old.position - checkpoint.position, BATCH))
            if not events:
                raise NotRebuilt(f"{self._source.name} ends before {old.position}")
            prepared = self._projection.prepare(events)
            self._projection.write(connection, self._table(new), prepared)
            checkpoint = checkpoint_after(events[-1])
        return replace(new, position=checkpoint.position, hash=checkpoint.hash)

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
        return self._tables.table(self._view, view_table.generation)

    def _view_tables(self, connection: Connection) -> list[ViewTable]:
        return view_tables_of(connection, [(self._view.name, self._view.version)], lock=True)


def content_hash(connection: Connection, table: Table) -> str:
    """sha256 over all rows in the order of their keys, in hex; nobody else may write meanwhile."""
    key = next(iter(table.primary_key.columns))
    page = select(table).order_by(key).limit(HASHED_AT_ONCE)
    hashed = hashlib.sha256()
    rows = connection.execute(page).all()
    while rows:
        for row in rows:
            hashed.update(encode(dict(row._mapping)).encode() + b"\n")
        rows = connection.execute(page.where(key > rows[-1]._mapping[key.name])).all()
    return hashed.hexdigest()
