"""How a replica of the release before appends, on a store that this one has migrated already."""

from collections.abc import Sequence
from typing import Any

from shared.kernel.log.batch import Batch

_APPEND = (
    "SELECT * FROM public.append(%s, %s::int[], %s::text[], %s::int[], %s::int[], %s::text[],"
    " %s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::bytea[],"
    " %s::int[], %s::text[], %s::bigint[], %s::bigint[], %s::bytea[])"
)


def append_as_before(cursor: Any, batches: Sequence[Batch]) -> list[tuple[Any, ...]]:
    """Of each batch the outcome, its first and last position, and what the outcome names; the hash
    and the time of what was appended are left out."""
    expected = [(n, s, v) for n, b in enumerate(batches, 1) for s, v in b.expected.items()]
    events = [(n, *e) for n, b in enumerate(batches, 1) for e in b.events]
    moves = [(n, *b.move) for n, b in enumerate(batches, 1) if b.move]
    columns = [*_columns(expected, 3), *_columns(events, 8), *_columns(moves, 5)]
    cursor.execute(_APPEND, (len(batches), *columns))
    return [
        (outcome, first, last, None if outcome == "appended" else name)
        for outcome, first, last, name, *_ in cursor.fetchall()
    ]


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [[*column] for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
