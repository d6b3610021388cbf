"""Many rows of a table by their keys, at once: one round trip, however many there are.

PostgreSQL takes an array a column; row by row, or with all values in the text of the statement, it
takes three times as long. The statements are made once a table: making one costs more than
running it.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Table,
    any_,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite


def load(connection: Connection, table: Table, keys: Collection[str]) -> CursorResult[Any]:
    """The rows that have these keys."""
    statement = _statements(table, connection.dialect.name)[0]
    return connection.execute(statement, {"each": list(keys)})


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Put rows, with a value for every column, in the place of those with the same key."""
    statement = _statements(table, connection.dialect.name)[1]
    if connection.dialect.name == "postgresql":
        arrays = {f"each_{c.name}": [row[c.name] for row in rows] for c in table.columns}
        connection.execute(statement, arrays)
    else:
        connection.execute(statement, rows)


def delete(connection: Connection, table: Table, keys: Collection[str]) -> None:
    """Remove the rows that have these keys."""
    statement = _statements(table, connection.dialect.name)[2]
    connection.execute(statement, {"each": list(keys)})


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add the rows whose keys are not there yet; the others stay as they are."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def is_one_of(connection: Connection, of: Column[Any], name: str) -> ColumnElement[bool]:
    """The condition that a column has one of the values given as the list `name`."""
    return _is_one_of(of, name, connection.dialect.name)


def _is_one_of(of: Column[Any], name: str, dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return of == any_(bindparam(name, type_=ARRAY(of.type)))
    return of.in_(bindparam(name, expanding=True))


@lru_cache(maxsize=256)
def _statements(table: Table, dialect: str) -> tuple[Any, Any, Any]:
    """To select by keys, to upsert, to delete by keys."""
    (key,) = table.primary_key.columns
    wanted = _is_one_of(key, "each", dialect)
    insert: Any = postgresql.insert(table).from_select(table.columns.keys(), _unnested(table))
    if dialect != "postgresql":
        insert = sqlite.insert(table)
    changed = {c.name: insert.excluded[c.name] for c in table.columns if c is not key}
    upserting = (
        insert.on_conflict_do_update(index_elements=[key.name], set_=changed)
        if changed
        else insert.on_conflict_do_nothing()
    )
    return select(table).where(wanted), upserting, table.delete().where(wanted)


def _unnested(table: Table) -> Any:
    arrays = [bindparam(f"each_{c.name}", type_=ARRAY(c.type)) for c in table.columns]
    names: list[ColumnElement[Any]] = [column(c.name) for c in table.columns]
    return select(func.unnest(*arrays).table_valued(*names).render_derived())
