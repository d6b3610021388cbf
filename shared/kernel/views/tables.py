"""The tables of read models: `<view>__v<version>_g<generation>`, and where each of them stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    select,
    true,
)

from shared.kernel.log.batch import OtherColumns
from shared.kernel.log.recorded import GENESIS
from shared.kernel.log.table_columns import column_differences
from shared.kernel.views.columns import column_type
from shared.kernel.views.definition import View

metadata = MetaData()

view_tables = Table(
    "view_tables",
    metadata,
    Column("view", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("live", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A table of a view: how far it has come, and whether it is the one that is read."""

    view: str
    version: int
    generation: int
    source: str
    position: int
    hash: bytes
    live: bool

    @property
    def key(self) -> tuple[str, int, int]:
        return self.view, self.version, self.generation


def view_tables_of(
    connection: Connection, views: Iterable[tuple[str, int]], *, lock: bool = False
) -> list[ViewTable]:
    """Where every table of these (view, version) pairs stands."""
    wanted = set(views)
    query = select(view_tables).where(view_tables.c.view.in_({name for name, _ in wanted}))
    if lock:
        query = query.order_by(view_tables.c.view, view_tables.c.generation).with_for_update()
    rows = connection.execute(query)
    found = (ViewTable(**{**row._mapping, "hash": bytes(row.hash)}) for row in rows)
    return [s for s in found if (s.view, s.version) in wanted]


_LIVE = (
    select(view_tables)
    .where(
        view_tables.c.view == bindparam("view"),
        view_tables.c.version == bindparam("version"),
        view_tables.c.live.is_(true()),
    )
    .order_by(view_tables.c.generation.desc())
    .limit(1)
)
"""Built once: every look at a view asks it."""


def live_table_of(connection: Connection, view: View) -> ViewTable | None:
    """Where the table of a view stands that is read, in the version that this code has."""
    row = connection.execute(_LIVE, {"view": view.name, "version": view.version}).first()
    return ViewTable(**{**row._mapping, "hash": bytes(row.hash)}) if row else None


def where(view_table: ViewTable) -> Any:
    """The condition that picks one table's row."""
    columns = view_tables.c
    return (
        (columns.view == view_table.view)
        & (columns.version == view_table.version)
        & (columns.generation == view_table.generation)
    )


class ViewTables:
    """The SQLAlchemy tables of the views of one service."""

    def __init__(self) -> None:
        self._metadata = MetaData()
        self._known: dict[tuple[str, int, int], Table] = {}

    def table(self, view: View, generation: int) -> Table:
        """The table of a generation of a view, in the version that this code has."""
        key = view.name, view.version, generation
        if key not in self._known:
            name = f"{view.name.replace('-', '_')}__v{view.version}_g{generation}"
            columns = [
                Column(c.name, column_type(c), primary_key=c.name == view.key) for c in view.columns
            ]
            table = Table(name, self._metadata, *columns)
            if view.town_column:
                Index(f"{name}__town", table.c[view.town_column])
            for indexed in view.indexed:
                together = (indexed,) if isinstance(indexed, str) else indexed
                Index(f"{name}__{'_'.join(together)}", *(table.c[column] for column in together))
            self._known[key] = table
        return self._known[key]

    def create(
        self, connection: Connection, view: View, generation: int, source: str, *, live: bool
    ) -> None:
        """Create an empty table that has come to position 0."""
        self.table(view, generation).create(connection, checkfirst=True)
        connection.execute(
            view_tables.insert().values(
                view=view.name,
                version=view.version,
                generation=generation,
                source=source,
                position=0,
                hash=GENESIS,
                live=live,
            )
        )

    def drop(self, connection: Connection, view: View, generation: int) -> None:
        """Drop a generation's table and forget where it stood."""
        self.table(view, generation).drop(connection, checkfirst=True)
        connection.execute(
            view_tables.delete().where(
                (view_tables.c.view == view.name)
                & (view_tables.c.version == view.version)
                & (view_tables.c.generation == generation)
            )
        )


def check_columns(connection: Connection, tables: ViewTables, views: Iterable[View]) -> None:
    """Raise `OtherColumns` for the first view whose live table has not the columns of the code.

    A table that is missing altogether is another matter: a rebuild may just have replaced it.
    """
    known = {(view.name, view.version): view for view in views}
    live = [s for s in view_tables_of(connection, known) if s.live]
    expected = {tables.table(known[s.key[:2]], s.generation): known[s.key[:2]] for s in live}
    for table, differences in column_differences(connection, expected).items():
        view = expected[table]
        raise OtherColumns(
            f"view {view.name}, version {view.version}: {'; '.join(differences)}. Its columns were "
            f"changed and its version was not. Install the release that made {table.name}, or one "
            f"in which the view's version is {view.version + 1}: its rows are then built anew. "
            "Nothing is lost."
        )
