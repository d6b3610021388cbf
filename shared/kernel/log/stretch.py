"""A stretch of the log read for some types of events: of the others no byte leaves the store."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, bindparam

from shared.kernel.log.database import Database
from shared.kernel.log.recorded import EventMeta, Recorded

_AFTER = "FROM log.records WHERE position > :after AND position <= :upto"
_STOOD = f"SELECT count(*), (SELECT hash FROM log.records WHERE position = :upto) {_AFTER}"
# The types of an older or newer version have it in their name: which of them are asked for, the
# reader tells.
_OF_TYPES = f"{_AFTER} AND (type IN :types OR type LIKE '%/%') ORDER BY position"
_BARE = f"SELECT position, type, data, NULL {_OF_TYPES}"
_WHOLE = (
    f"SELECT position, stream, version, CAST(id AS text), type, data, meta, recorded_at {_OF_TYPES}"
)

Told = tuple[int, str, str, EventMeta | None]
"""Position, stored type, data, and what surrounds the event where that is asked for."""


class Stretch(NamedTuple):
    """Events in the log's order, of the types asked for and of versions of any type; how many stand
    there in all (`length`), and the last one's hash, None where the log ends before."""

    events: Iterable[Told]
    length: int
    hash: bytes | None


def stretch(
    database: Database, service: str, after: int, upto: int, types: Collection[str], *, whole: bool
) -> Stretch:
    """What stands after a position up to another; not `whole`, events come without their metadata,
    which are more than half of what is stored."""
    query = database.sql(_WHOLE if whole else _BARE)
    span = {"after": after, "upto": upto}
    with database.read() as connection:
        length, hash = connection.execute(database.sql(_STOOD), span).one()
        types_of = query.bindparams(bindparam("types", expanding=True))
        rows = _fetched(connection, types_of, {**span, "types": list(types)})
    return Stretch(
        _told(service, rows) if whole else rows, length, None if hash is None else bytes(hash)
    )


def _fetched(connection: Connection, query: TextClause, values: dict[str, Any]) -> list[Any]:
    """The rows as the driver has them."""
    with closing(connection.execute(query, values)) as result:
        assert result.cursor is not None
        rows = list(result.cursor.fetchall())
    return rows


def _told(service: str, rows: list[Any]) -> Iterator[Told]:
    for row in rows:
        meta = EventMeta.of(service, Recorded._make((*row, b"", b"", b"")))
        yield row[0], row[4], row[5], meta
