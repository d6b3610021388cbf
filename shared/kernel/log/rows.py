"""Many rows of a table by their keys, at once: one round trip, however many there are.

PostgreSQL takes the rows as one JSON text, which is made in C; an array a column takes three times
as long to bind, row by row the server takes three times as long. The statements are made once a
table: making one costs more than running it.
"""

from collections.abc import Callable, Collection
from datetime import UTC
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from shared.kernel.log.at_once import AlreadyThere
from shared.kernel.log.column_types import Instant
from shared.kernel.log.rendered import Rendered, Statement
from shared.schemas.codec import encode


def load(connection: Connection, table: Table, keys: Collection[str]) -> list[dict[str, Any]]:
    """The rows that have these keys."""
    statement = _statements(table, connection.dialect.name).selecting
    return statement.select(connection, {"each": list(keys)})


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Put rows, with a value for every column, in the place of those with the same key."""
    statement = _statements(table, connection.dialect.name).upserting
    if connection.dialect.name == "postgresql":
        statement.change(connection, {"rows": encode(_written(table, rows))})
    else:
        connection.execute(statement.statement, rows)


def insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add rows, with a value for every column. Raises `AlreadyThere`, at once or with the batch
    that is written at once, where one has a key that is taken."""
    statement = _statements(table, connection.dialect.name).inserting
    try:
        if connection.dialect.name == "postgresql":
            statement.change(connection, {"rows": encode(_written(table, rows))})
        else:
            connection.execute(statement.statement, rows)
    except IntegrityError as error:
        raise AlreadyThere from error


def delete(connection: Connection, table: Table, keys: Collection[str]) -> None:
    """Remove the rows that have these keys."""
    statement = _statements(table, connection.dialect.name).deleting
    statement.change(connection, {"each": list(keys)})


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add the rows whose keys are not there yet; the others stay as they are."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def is_one_of(connection: Connection, of: Column[Any], name: str) -> ColumnElement[bool]:
    """The condition that a column has one of the values given as the list `name`."""
    return _is_one_of(connection.dialect.name, of, name)


OneOf = Callable[[Column[Any], str], ColumnElement[bool]]
"""As `is_one_of`, on a store that is known."""


def written_once(
    connection: Connection, table: Table, build: Callable[[Table, OneOf], Statement]
) -> Rendered:
    """A statement that is built once for a table, by a function that stands in a module."""
    return _written_once(build, table, connection.dialect.name)


@lru_cache(maxsize=256)
def _written_once(
    build: Callable[[Table, OneOf], Statement], table: Table, dialect: str
) -> Rendered:
    return Rendered(build(table, partial(_is_one_of, dialect)))


def _is_one_of(dialect: str, of: Column[Any], name: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return of == any_(bindparam(name, type_=ARRAY(of.type)))
    return of.in_(bindparam(name, expanding=True))


class _Statements(NamedTuple):
    """Of one table, by keys or of whole rows."""

    selecting: Rendered
    inserting: Rendered
    upserting: Rendered
    deleting: Rendered


@lru_cache(maxsize=256)
def _statements(table: Table, dialect: str) -> _Statements:
    (key,) = table.primary_key.columns
    wanted = _is_one_of(dialect, key, "each")
    insert: Any = postgresql.insert(table).from_select(table.columns.keys(), _each(table))
    if dialect != "postgresql":
        insert = sqlite.insert(table)
    changed = {c.name: insert.excluded[c.name] for c in table.columns if c is not key}
    upserting = (
        insert.on_conflict_do_update(index_elements=[key.name], set_=changed)
        if changed
        else insert.on_conflict_do_nothing()
    )
    selecting, deleting = select(table).where(wanted), table.delete().where(wanted)
    return _Statements(*map(Rendered, (selecting, insert, upserting, deleting)))


def _written(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as JSON holds them: instants in UTC, for offsets of seconds would be rounded."""
    instants = _instants(table)
    if not instants:
        return rows
    return [row | {n: row[n].astimezone(UTC) for n in instants if row[n]} for row in rows]


@lru_cache(maxsize=256)
def _instants(table: Table) -> tuple[str, ...]:
    return tuple(c.name for c in table.columns if isinstance(c.type, Instant))


def _each(table: Table) -> Any:
    """The rows of a JSON text, with the columns' types."""
    columns: list[ColumnElement[Any]] = [column(c.name, c.type) for c in table.columns]
    given = cast(bindparam("rows", type_=Text()), postgresql.JSON())
    rows = func.json_to_recordset(given).table_valued(*columns)
    return select(rows.render_derived(with_types=True))
