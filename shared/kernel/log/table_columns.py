"""Whether tables have the columns that this release would give them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Table, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


def column_differences(
    connection: Connection, expected: Collection[Table]
) -> dict[Table, list[str]]:
    """How the columns of tables differ, in words; those that do not, or are missing, are left out."""
    # Derived tables stand in a schema of their own where the store has schemas.
    schema = "work" if connection.dialect.name == "postgresql" else None
    names = [table.name for table in expected]
    found = inspect(connection).get_multi_columns(schema=schema, filter_names=names)
    told = {}
    for table in expected:
        kept = found.get((schema, table.name))
        has = {column["name"]: column["type"] for column in kept or ()}
        if has and (differences := _differences(connection.dialect, table, has)):
            told[table] = differences
    return told


def _differences(dialect: Dialect, table: Table, has: dict[str, TypeEngine[Any]]) -> list[str]:
    should = {c.name: _stored(c.type, dialect) for c in table.columns}
    missing, surplus = sorted(should.keys() - has.keys()), sorted(has.keys() - should.keys())
    return [
        *(f"its table has no column {name}" for name in missing),
        *(f"its table has a column {name} that the release has not" for name in surplus),
        *(
            f"its table holds {has[name]} in the column {name}, not {kind}"
            for name, kind in should.items()
            if name in has and has[name].python_type is not kind.python_type
        ),
    ]


def _stored(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.load_dialect_impl(dialect) if isinstance(kind, TypeDecorator) else kind
