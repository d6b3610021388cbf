"""Rows that can't be computed: set aside by their key with an alarm, while the view goes on.

A row that was set aside stays as it was before the event that it could not take; later events
pass it by. A rebuild folds it anew, so that a release that can compute it mends it.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Table, Text, bindparam, func, select

from shared.kernel.log import rows
from shared.kernel.log.column_types import Instant
from shared.kernel.views.tables import metadata

_log = logging.getLogger(__name__)

set_aside = Table(
    "set_aside",
    metadata,
    Column("kept_in", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("since", Instant, nullable=False),
)
"""`kept_in` is the table of a view's generation, `error` a class of Python's: values stay out."""


class Failure(NamedTuple):
    """The event that a row could not take, and why."""

    position: int
    error: Exception


class Missing(NamedTuple):
    """What is set aside of a view, as far as one who looks may be told of it by the rows that stand.

    `unplaced` are the keys of which no row stands, with the position of the event that failed: what
    would say whose they are was never kept. Who sees every row is told of these too.
    """

    told: list[str]
    unplaced: dict[str, int]


_POSITIONS = select(set_aside.c.key, set_aside.c.position).where(
    set_aside.c.kept_in == bindparam("table")
)


def positions_set_aside(connection: Connection, table: str) -> dict[str, int]:
    """The keys that are set aside in a table of a view, each with the event that it can't take."""
    found = connection.execute(_POSITIONS, {"table": table})
    return {row.key: row.position for row in found}


def keys_set_aside(connection: Connection, table: str) -> set[str]:
    """The keys that are set aside in a table of a view."""
    return set(positions_set_aside(connection, table))


class SetAside(NamedTuple):
    """A key that is set aside: the event that it could not take, the class of the error."""

    key: str
    position: int
    error: str
    since: datetime


def rows_set_aside(connection: Connection, table: str) -> list[SetAside]:
    """What is set aside in a table of a view, by key."""
    kept = select(set_aside.c.key, set_aside.c.position, set_aside.c.error, set_aside.c.since)
    found = connection.execute(kept.where(set_aside.c.kept_in == table).order_by(set_aside.c.key))
    return [SetAside(*row) for row in found]


def count_set_aside(connection: Connection, tables: Iterable[str]) -> dict[str, int]:
    """How many keys are set aside, by table; tables without any are left out."""
    counted = (
        select(set_aside.c.kept_in, func.count())
        .where(set_aside.c.kept_in.in_(list(tables)))
        .group_by(set_aside.c.kept_in)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def put_aside(connection: Connection, table: str, failures: Mapping[str, Failure]) -> None:
    """Set keys aside; one that is already stays with its first failure."""
    if not failures:
        return
    for key, failure in failures.items():
        _log.error(
            "%s: %s is set aside at %d", table, key, failure.position, exc_info=failure.error
        )
    now = datetime.now(UTC)
    new = [
        {
            "kept_in": table,
            "key": key,
            "position": failure.position,
            "error": type(failure.error).__name__,
            "since": now,
        }
        for key, failure in failures.items()
    ]
    rows.insert_new(connection, set_aside, new)


def take_back(connection: Connection, table: str, keys: Collection[str]) -> None:
    """Forget that these keys were set aside: they can be computed again."""
    here = set_aside.c.kept_in == table
    connection.execute(set_aside.delete().where(here & set_aside.c.key.in_(list(keys))))


def forget(connection: Connection, table: str) -> None:
    """Forget all that was set aside in a table that goes."""
    connection.execute(set_aside.delete().where(set_aside.c.kept_in == table))
