"""Ledgers from both stores: every row once, as of one moment, whatever is written meanwhile."""

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from shared.face.exports.writing import Writing, write
from shared.face.http.view_filters import filters
from shared.face.workers import ProcessPool
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.searching import Searched
from shared.kernel.views.selection import Condition, Selection, select_rows
from shared.kernel.views.tables import ViewTables
from tests.conformance.conftest import Backend
from tests.unit.export.plots import PLOTS, Plot, plot

ROWS = 2_500


def fill(database: Database, *rows: Plot) -> None:
    stored = [RowCodec(PLOTS).store(row) for row in rows]
    with database.write() as connection:
        connection.execute(ViewTables().table(PLOTS, 1).insert(), stored)


@pytest.fixture
def filled(log: Log) -> Iterator[Database]:
    ensure_tables(log.database, ViewTables(), [PLOTS], "land")
    fill(log.database, *(plot(f"p-{n:05}", count=n % 7) for n in range(ROWS)))
    yield log.database


def test_rows_come_in_their_order_as_of_one_moment(filled: Database, backend: Backend) -> None:
    reader = ViewReader(filled, [PLOTS], "land")
    expected = reader.page(PLOTS, Selection("count", descending=True, limit=None)).rows
    with (
        closing(Database(backend.url)) as other,
        reader.every(PLOTS, Selection("count", descending=True, limit=None)) as (position, rows),
    ):
        first = next(rows)
        fill(other, plot("later", count=0))
        assert [first, *rows] == expected
        assert position == 0
    assert len(reader.page(PLOTS, Selection("plot", limit=None)).rows) == ROWS + 1


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ({"finance"}, 1),
        ({"tax", "reform"}, 1),
        ({""}, 1),
        ({"fin"}, 0),
        ({"Finance"}, 0),
        ({'a"b'}, 1),
        ({"a_b"}, 0),
    ],
)
def test_rows_are_found_by_one_of_several_ids_as_in_memory(
    log: Log, wanted: set[str], there: int
) -> None:
    ensure_tables(log.database, ViewTables(), [PLOTS], "land")
    rows = [
        plot("p-1"),
        plot("p-2", told=("tax",)),
        plot("p-3", told=()),
        plot("p-4", told=('a"b',)),
    ]
    fill(log.database, *rows)
    chosen = Selection("plot", conditions=(Condition("told", "has", frozenset(wanted)),))
    found = ViewReader(log.database, [PLOTS], "land").page(PLOTS, chosen).rows
    assert found == select_rows(PLOTS, rows, chosen)[0] and len(found) == there


@pytest.mark.parametrize(
    ("column", "texts", "found"),
    [
        ("since", ["", "2024-02-29"], ["p-1", "p-2"]),
        ("since", [""], ["p-2"]),
        ("count", ["", "3"], ["p-1", "p-3"]),
        ("use", ["", "工业"], ["p-1", "p-2", "p-3"]),
    ],
)
def test_what_is_absent_is_one_value_among_several(
    log: Log, column: str, texts: list[str], found: list[str]
) -> None:
    """Of a date or a number as of a word; a number that is there is not found by none."""
    ensure_tables(log.database, ViewTables(), [PLOTS], "land")
    other = plot("p-3", since=date(2025, 1, 1))
    rows = [plot("p-1"), plot("p-2", since=None, use="", count=4), other]
    fill(log.database, *rows)
    chosen = Selection("plot", conditions=(filters(PLOTS)[column].condition(texts),))
    read = ViewReader(log.database, [PLOTS], "land").page(PLOTS, chosen).rows
    assert read == select_rows(PLOTS, rows, chosen)[0]
    assert [row.plot for row in read] == found


@pytest.mark.parametrize("words", [["p-1"], ["涛", "P-2"], ["100%"], ["_"], ["p-2\np-3"], ["%"]])
def test_words_are_found_in_the_texts_of_a_row_as_in_memory(log: Log, words: list[str]) -> None:
    ensure_tables(log.database, ViewTables(), [PLOTS], "land")
    rows = [plot("p-1"), plot("p-2", town="涛雒"), plot("p-3", town="100%"), plot("p_4", use=None)]
    fill(log.database, *rows)
    searched = Searched(PLOTS, ("plot", "town", "use"))
    lower = [word.lower() for word in words]
    [(found, more)] = ViewReader(log.database, [PLOTS], "land").search([searched], lower, 10)
    assert found == [row for row in rows if searched.tells(row, lower)] and not more
    assert bool(found) == ("\n" not in words[0])


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_process_aside_writes_them(
    filled: Database, backend: Backend, tmp_path: Path, format: str
) -> None:
    few = Selection("plot", conditions=(Condition("count", "eq", 3),))
    task = Writing("land", backend.url, Plot, few, "宗数＝3", format)
    path = tmp_path / f"ledger.{format}"
    with ProcessPool(1, 60).place() as place:
        told = place.run(write, task, path)
    wanted = [f"p-{n:05}" for n in range(ROWS) if n % 7 == 3]
    assert told == {"rows": len(wanted), "position": 0}
    if format == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    else:
        lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines[-len(wanted) :]] == wanted
