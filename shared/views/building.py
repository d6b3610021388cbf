"""Makes the tables of views: new versions beside the old, and rebuilt generations beside the live."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.exc import IntegrityError

from shared.log.database import Database
from shared.schemas.codec import encode
from shared.subscription.checkpoint import Checkpoint
from shared.subscription.source import Source
from shared.views.definition import View
from shared.views.follower import Projection, ViewFollower
from shared.views.tables import (
    Standing,
    ViewTables,
    metadata,
    standings,
    standings_of,
    where,
)

_log = logging.getLogger(__name__)


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
    """Create the table of every view that this code has in a version not seen before."""
    with database.write() as connection:
        metadata.create_all(connection)
    for view in views:
        try:
            with database.write() as connection:
                if not standings_of(connection, [(view.name, view.version)]):
                    tables.create(connection, view, 1, view.source or service, live=True)
        except IntegrityError:
            _log.info("another replica created %s version %d", view.name, view.version)


class Rebuilding:
    """Builds a new generation beside the live one and swaps them. Readers notice nothing."""

    def __init__(
        self, database: Database, tables: ViewTables, projection: Projection, source: Source
    ) -> None:
        self._database = database
        self._tables = tables
        self._projection = projection
        self._view = projection.view
        self._source = source

    def run(self, progress: Callable[[int], None] = lambda position: None) -> Rebuilt:
        """Build, catch up, swap. Raises what the source raises."""
        generation = self._begin()
        follower = ViewFollower(
            self._database,
            self._tables,
            [],
            projections=[self._projection],
            generations=lambda s: s.generation == generation,
        )
        while follower.step(self._source):
            progress(follower.position())
        return self._swap(generation)

    def _begin(self) -> int:
        """A new, empty generation; what earlier rebuilds left is dropped."""
        with self._database.write() as connection:
            known = self._standings(connection)
            for standing in known:
                if not standing.live:
                    self._tables.drop(connection, self._view, standing.generation)
            generation = max(s.generation for s in known) + 1
            source = known[0].source
            self._tables.create(connection, self._view, generation, source, live=False)
        return generation

    def _swap(self, generation: int) -> Rebuilt:
        with self._database.write() as connection:
            both = self._standings(connection)
            new = next(s for s in both if s.generation == generation)
            old = next(s for s in both if s.live)
            self._drain(connection, new, old)
            position = max(new.position, old.position)
            hash = old.hash if old.position >= new.position else new.hash
            connection.execute(update(standings).where(where(old)).values(live=False))
            connection.execute(
                update(standings).where(where(new)).values(live=True, position=position, hash=hash)
            )
            old_table = self._tables.table(self._view, old.generation)
            new_table = self._tables.table(self._view, generation)
            return Rebuilt(
                self._view.name,
                generation,
                position,
                content_hash(connection, old_table) if old.position == position else "",
                content_hash(connection, new_table),
            )

    def _drain(self, connection: Connection, new: Standing, old: Standing) -> None:
        """Bring the new generation to where the live one stands; the locks hold it there."""
        table = self._tables.table(self._view, new.generation)
        checkpoint = Checkpoint(new.position, new.hash)
        while checkpoint.position < old.position:
            wanted = old.position - checkpoint.position
            events = self._source.after(checkpoint, min(wanted, 2_000))
            self._projection.write(connection, table, self._projection.prepare(events))
            checkpoint = Checkpoint(events[-1].position, events[-1].hash)

    def _standings(self, connection: Connection) -> list[Standing]:
        return standings_of(connection, [(self._view.name, self._view.version)], lock=True)


def restart(database: Database, tables: ViewTables, view: View) -> None:
    """Begin a view anew from position 1, because its source's history has changed."""
    with database.write() as connection:
        known = standings_of(connection, [(view.name, view.version)], lock=True)
        generation = max(s.generation for s in known) + 1
        mine = (standings.c.view == view.name) & (standings.c.version == view.version)
        connection.execute(update(standings).where(mine).values(live=False))
        tables.create(connection, view, generation, known[0].source, live=True)


def content_hash(connection: Connection, table: Table) -> str:
    """sha256 over all rows in the order of their keys, in hex."""
    key = next(iter(table.primary_key.columns))
    hashed = hashlib.sha256()
    rows: Any = connection.execution_options(yield_per=1_000).execute(select(table).order_by(key))
    for row in rows:
        hashed.update(encode(dict(row._mapping)).encode() + b"\n")
    return hashed.hexdigest()
