"""A position is shown once every view of the own log shows it, and no other service's need."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared.kernel.log.database import Database
from shared.kernel.log.migration import migrate
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.definition import View
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.tables import ViewTables, view_tables


@view("plots", title="地块", key="plot", version=1)
class Plot(Row):
    plot: str = column("编号")


[PLOTS] = definitions(Plot)
LOTS, FUNDS = replace(PLOTS, name="lots"), replace(PLOTS, name="funds", source="finance")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/x.sqlite")
    migrate(opened)
    yield opened
    opened.close()


def stand(store: Database, view: View, position: int) -> None:
    ensure_tables(store, ViewTables(), [view], "land")
    with store.write() as connection:
        one = view_tables.update().where(view_tables.c.view == view.name)
        connection.execute(one.values(position=position))


def test_a_position_is_shown_once_every_view_of_the_own_log_shows_it(store: Database) -> None:
    shown = ViewReader(store, [PLOTS, LOTS, FUNDS], "land").visibility
    stand(store, FUNDS, 0)
    stand(store, PLOTS, 5)
    assert not shown.wait(5, 0.05), "a view is not built yet"
    stand(store, LOTS, 4)
    assert shown.wait(4, 5.0)
    assert not shown.wait(5, 0.05)
    stand(store, LOTS, 6)
    assert shown.wait(5, 5.0)
    assert not shown.wait(6, 0.05)
