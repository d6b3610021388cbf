"""Two generations of a view have one hash where they hold the same, on both stores."""

from collections.abc import Iterable

import pytest
from sqlalchemy import Table

from shared.kernel.log import content
from shared.kernel.log.content import content_hash
from shared.kernel.log.log import Log
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.tables import ViewTables, metadata
from tests.unit.export.plots import PLOTS, Plot, plot

ROWS = [plot(f"p-{n}", count=n) for n in range(4)] + [plot("", seen_at=None), plot("地", flags=())]


def filled(log: Log, generation: int, rows: Iterable[Plot]) -> Table:
    tables = ViewTables()
    with log.database.write() as connection:
        metadata.create_all(connection)
        tables.create(connection, PLOTS, generation, "land", live=False)
        stored = [RowCodec(PLOTS).store(row) for row in rows]
        connection.execute(tables.table(PLOTS, generation).insert(), stored)
    return tables.table(PLOTS, generation)


def test_tables_have_one_hash_where_they_hold_the_same_rows(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "HASHED_AT_ONCE", 2)
    monkeypatch.setattr(content, "READ_AT_ONCE", 2)
    first, again = filled(log, 1, ROWS), filled(log, 2, reversed(ROWS))
    fewer = filled(log, 3, ROWS[1:])
    other = filled(log, 4, [*ROWS[1:], plot("p-0", count=0, paid_fen=1)])
    with log.database.read() as connection:
        hashes = [content_hash(connection, table) for table in (first, again, fewer, other)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3
