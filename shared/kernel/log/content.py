"""What a table holds, in one hash: two generations of a view are alike or they are not."""

import hashlib
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from shared.schemas.codec import encode

READ_AT_ONCE = 1_000
"""Rows."""
HASHED_AT_ONCE = 50_000
"""Rows, where the server hashes them itself; sooner than it gives up on a statement."""


def content_hash(connection: Connection, table: Table) -> str:
    """sha256 over all rows in the order of their keys, in hex; nobody else may write meanwhile.

    The stores make it differently: only hashes of one store tell something of each other.
    """
    (key,) = table.primary_key.columns
    if connection.dialect.name == "postgresql":
        return _by_the_server(connection, table, key)
    page = select(table).order_by(key).limit(READ_AT_ONCE)
    hashed = hashlib.sha256()
    rows = connection.execute(page).all()
    while rows:
        hashed.update(encode([tuple(row) for row in rows]).encode())
        rows = connection.execute(page.where(key > rows[-1]._mapping[key.name])).all()
    return hashed.hexdigest()


def _by_the_server(connection: Connection, table: Table, key: Column[Any]) -> str:
    """No row leaves it."""
    text = cast(func.row(*table.columns), Text)
    row = func.sha256(func.convert_to(text, "UTF8"))
    some = select(key.label("key"), row.label("hash")).order_by(key).limit(HASHED_AT_ONCE)
    hashed = hashlib.sha256()
    rows, last, page = connection.execute(_page(some)).one()
    while rows:
        hashed.update(page)
        if rows < HASHED_AT_ONCE:
            break
        rows, last, page = connection.execute(_page(some.where(key > last))).one()
    return hashed.hexdigest()


def _page(some: Select[Any]) -> Select[Any]:
    """Of some rows how many they are, the last key, and the hash of their hashes."""
    rows = some.subquery()
    nothing: Any = literal_column("''::bytea")
    each = func.string_agg(rows.c.hash, aggregate_order_by(nothing, rows.c.key))
    return select(func.count(), func.max(rows.c.key), func.sha256(each))
