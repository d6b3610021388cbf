"""Reading views: both stores answer as the same selection does in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from shared.kernel.log.database import Database
from shared.kernel.log.migration import migrate
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.reader import NotBuilt, ViewReader
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.selection import AnyOf, Condition, Selection, select_rows
from shared.kernel.views.tables import ViewTables, view_tables
from shared.kernel.views.totals import Asked, totals_in_memory
from tests.conftest import Database as Roles


@view("plots", title="地块", key="plot", version=3)
class Plot(Row):
    plot: str = column("编号")
    name: str = column("名称")
    area: Decimal = column("面积")
    listed: bool = column("在册")
    since: date | None = column("起")
    seen_at: datetime | None = column("查看时刻")
    fen: int = column("金额（分）")
    marks: tuple[str, ...] = column("标记", ())


PLOTS = definitions(Plot)[0]
NAMES = ["涛雒", "a", "B", "b", "A", "招贤", "", "é"]
ROWS = [
    Plot(
        plot=f"{'Pp'[n % 2]}-{n:02}",
        name=NAMES[n % len(NAMES)],
        area=Decimal(n * n % 7) + Decimal("0.05"),
        listed=n % 3 == 0,
        since=date(2024, 1, 1 + n % 5) if n % 4 else None,
        seen_at=datetime(2024, 1, 1, n % 5, tzinfo=UTC) if n % 5 else None,
        fen=n % 4 - 2,
        marks=((), ("a",), ("b", "a-b"), ("c", "a"))[n % 4],
    )
    for n in range(24)
]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path}/x.sqlite")
        migrate(opened)
    else:
        roles: Roles = request.getfixturevalue("database")
        owner = Database(roles.owner_url)
        migrate(owner, make_url(roles.service_url).username or "")
        owner.close()
        opened = Database(roles.service_url)
    yield opened
    opened.close()


@pytest.fixture
def reader(store: Database) -> ViewReader:
    tables = ViewTables()
    ensure_tables(store, tables, [PLOTS], "land")
    fill(store, tables, 1)
    return ViewReader(store, [PLOTS], "land")


def fill(
    store: Database, tables: ViewTables, generation: int, filled: Iterable[Plot] = ROWS
) -> None:
    codec = RowCodec(PLOTS)
    with store.write() as connection:
        rows = [codec.store(row) for row in filled]
        connection.execute(tables.table(PLOTS, generation).insert(), rows)


CONDITIONS: list[tuple[Condition, ...]] = [
    (),
    (Condition("listed", "eq", True),),
    (Condition("name", "gte", "b"),),
    (Condition("area", "lte", Decimal("3.05")), Condition("fen", "gte", -1)),
    (Condition("since", "eq", None),),
    (Condition("name", "in", frozenset({"A", "招贤"})),),
    (Condition("seen_at", "gte", datetime(2024, 1, 1, 2, tzinfo=UTC)),),
]


@pytest.mark.parametrize(
    "conditions", CONDITIONS, ids=lambda found: "-".join(f"{c.column}-{c.operator}" for c in found)
)
def test_every_order_and_page_is_as_in_memory(
    reader: ViewReader, conditions: tuple[Condition, ...]
) -> None:
    for sort in (c.name for c in PLOTS.columns if c.scalar):
        for descending in (False, True):
            after = None
            pages = []
            while True:
                chosen = Selection(sort, descending, conditions, after=after, limit=5)
                page = reader.page(PLOTS, chosen)
                assert (page.rows, page.more) == select_rows(PLOTS, ROWS, chosen)
                pages += page.rows
                if not page.more:
                    break
                after = chosen.last(PLOTS, page.rows[-1])
            assert sorted(r.plot for r in pages) == sorted(
                r.plot for r in ROWS if all(c.holds(r) for c in conditions)
            )


NAMED_A, ONE_FEN = Condition("name", "eq", "A"), Condition("fen", "eq", 1)
LISTED = Condition("listed", "eq", True)
ALTERNATIVES: list[AnyOf] = [
    ((NAMED_A,), (ONE_FEN,)),
    ((NAMED_A, LISTED), (ONE_FEN,)),
    ((LISTED,),),
]


@pytest.mark.parametrize("any_of", ALTERNATIVES)
def test_one_of_several_alternatives_is_enough(reader: ViewReader, any_of: AnyOf) -> None:
    chosen = Selection("plot", any_of=any_of, limit=None)
    rows = reader.page(PLOTS, chosen).rows
    assert rows == select_rows(PLOTS, ROWS, chosen)[0]
    assert 0 < len(rows) < len(ROWS)


def test_of_no_alternatives_none_holds(reader: ViewReader) -> None:
    chosen = Selection("plot", any_of=(), limit=None)
    assert reader.page(PLOTS, chosen).rows == select_rows(PLOTS, ROWS, chosen)[0] == []


@pytest.mark.parametrize("wanted", [{"a"}, {"b", "c"}, {"a-b"}, {"%"}, {"_"}, set()])
def test_a_list_has_one_of_a_set(reader: ViewReader, wanted: set[str]) -> None:
    chosen = Selection("plot", conditions=(Condition("marks", "has", frozenset(wanted)),))
    rows = reader.page(PLOTS, chosen).rows
    assert rows == select_rows(PLOTS, ROWS, chosen)[0]
    assert {row.plot for row in rows} == {r.plot for r in ROWS if wanted & {*r.marks}}


@pytest.mark.parametrize(
    "chosen",
    [
        Selection("plot"),
        Selection("plot", conditions=(Condition("listed", "eq", True),), limit=2),
        Selection("plot", conditions=(Condition("since", "gte", date(2024, 1, 3)),)),
        Selection("plot", any_of=()),
    ],
)
def test_totals_are_those_of_all_rows_selected(reader: ViewReader, chosen: Selection) -> None:
    asked = Asked(("fen", "area"), ("name", "listed", "since"))
    rows = [row for row in ROWS if chosen.takes(row)]
    assert reader.totals(PLOTS, chosen, asked) == totals_in_memory(rows, asked, 0)


def test_rows_are_counted_where_nothing_is_summed_and_nothing_filtered(reader: ViewReader) -> None:
    assert reader.totals(PLOTS, Selection("plot"), Asked()).rows == len(ROWS)


def test_rows_are_counted_by_several_conditions_as_in_memory(reader: ViewReader) -> None:
    chosen = Selection("plot", conditions=(Condition("listed", "eq", False),), limit=None)
    of = {
        "named a": (Condition("name", "eq", "a"),),
        "since": (Condition("since", "gte", date(2024, 1, 3)), Condition("fen", "lte", 0)),
        "never seen": (Condition("seen_at", "eq", None),),
        "all": (),
    }
    counts, position = reader.counts(PLOTS, chosen, of)
    rows = [row for row in ROWS if chosen.takes(row)]
    assert counts == {n: sum(all(c.holds(r) for c in each) for r in rows) for n, each in of.items()}
    assert position == reader.position(PLOTS)


def test_what_is_asked_again_with_other_values_is_another_statement(reader: ViewReader) -> None:
    for name in ("a", "b", "a"):
        found = reader.find(PLOTS, name=name)
        assert [row.name for row in found] == [name] * sum(row.name == name for row in ROWS)


def test_a_sum_past_what_the_store_adds_is_exact(store: Database) -> None:
    tables = ViewTables()
    ensure_tables(store, tables, [PLOTS], "land")
    greatest = [replace(row, fen=(-1) ** (n % 5 == 4) * (2**63 - 1)) for n, row in enumerate(ROWS)]
    fill(store, tables, 1, greatest)
    told = ViewReader(store, [PLOTS], "land").totals(PLOTS, Selection("plot"), Asked(("fen",)))
    assert told.sums == {"fen": sum(row.fen for row in greatest)} and told.sums["fen"] > 2**64


def test_a_row_is_got_by_key_and_found_by_columns(reader: ViewReader) -> None:
    assert reader.get(PLOTS, "p-07") == (replace(ROWS[7]), 0)
    assert reader.get(PLOTS, "p-99")[0] is None
    found = reader.find(PLOTS, name="涛雒", listed=False)
    assert [r.plot for r in found] == ["P-08", "P-16"]


def test_the_greatest_live_generation_is_read(store: Database, reader: ViewReader) -> None:
    tables = ViewTables()
    with store.write() as connection:
        tables.create(connection, PLOTS, 2, "land", live=False)
        connection.execute(
            view_tables.update().where(view_tables.c.generation == 2).values(position=9)
        )
    assert (reader.position(PLOTS), len(reader.find(PLOTS))) == (0, 24)
    with store.write() as connection:
        connection.execute(view_tables.update().values(live=view_tables.c.generation == 2))
    assert (reader.position(PLOTS), reader.find(PLOTS)) == (9, [])


def test_a_view_whose_version_nobody_built_is_not_read(store: Database) -> None:
    ensure_tables(store, ViewTables(), [], "land")
    with pytest.raises(NotBuilt):
        ViewReader(store, [PLOTS], "land").find(PLOTS)


def test_waiting_sees_what_another_replica_did(store: Database, reader: ViewReader) -> None:
    assert reader.visibility.wait(5, 0.05) is False
    with store.write() as connection:
        connection.execute(view_tables.update().values(position=5))
    assert reader.visibility.wait(5, 5.0) is True
    assert reader.wait_for(PLOTS, 5, 5.0) == 5
