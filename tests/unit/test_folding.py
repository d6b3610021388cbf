"""A view's rows are remembered between batches, but only for as long as they are true."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, event, select

from services.finance.views.fee_ledger import FeeLedger
from services.finance.views.fund_ledger import FundLedger
from shared.kernel.documents.kept_papers import KeptPaper
from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views.folding import RowFolding
from shared.kernel.views.row import definitions
from shared.kernel.views.tables import ViewTables, metadata
from tests.benchmarks.events import fund_events, stored

[VIEW] = definitions(FundLedger)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'finance.sqlite'}")
    migrate(made)
    yield made
    made.close()


@pytest.fixture
def table(database: Database) -> Table:
    tables = ViewTables()
    with database.write() as connection:
        metadata.create_all(connection)
        tables.create(connection, VIEW, 1, "finance", live=True)
    return tables.table(VIEW, 1)


@pytest.fixture
def batches(database: Database) -> list[list[Incoming]]:
    """A fund's life in batches of two events."""
    log = Log("finance", database)
    lived = [stored("fund-f", n, e) for n, e in enumerate(fund_events("f", 8), 1)]
    log.append(Batch(tuple(lived), {"fund-f": 0}))
    source, at, found = OwnLog(log), Checkpoint(), []
    while events := source.after(at, 2):
        found.append(events)
        at = Checkpoint(events[-1].position, events[-1].hash)
    log.close()
    return found


def fold(folding: RowFolding, database: Database, table: Table, events: list[Incoming]) -> None:
    with database.write() as connection:
        folding.write(connection, table, folding.prepare(events))


def allocated(database: Database, table: Table) -> Any:
    with database.read() as connection:
        return connection.scalar(select(table.c.allocated_fen))


def allocations(batches: list[list[Incoming]]) -> int:
    happened = [e.event() for events in batches for e in events]
    return sum(e.amount_fen for e in happened if type(e).__name__ == "FundsAllocated")


def test_a_batch_goes_on_from_the_rows_of_the_one_before(database, table, batches):
    folding = RowFolding(VIEW)
    for events in batches:
        fold(folding, database, table, events)
    assert allocated(database, table) == allocations(batches)


def test_a_batch_that_was_rolled_back_is_folded_once(database, table, batches):
    folding = RowFolding(VIEW)
    for events in batches:
        with pytest.raises(InterruptedError), database.write() as connection:
            folding.write(connection, table, folding.prepare(events))
            raise InterruptedError
        fold(folding, database, table, events)
    assert allocated(database, table) == allocations(batches)


def test_two_replicas_in_turn_fold_every_event_once(database, table, batches):
    replicas = RowFolding(VIEW), RowFolding(VIEW)
    for turn, events in enumerate(batches):
        fold(replicas[turn % 2], database, table, events)
    assert allocated(database, table) == allocations(batches)


def test_a_view_that_a_batch_does_not_touch_asks_the_store_nothing(database, table, batches):
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    fees = RowFolding(*definitions(FeeLedger))
    with database.write() as connection:
        said.clear()
        for events in batches:
            fees.write(connection, table, fees.prepare(events))
        assert said == []


def test_what_a_view_remembers_is_true_past_batches_that_do_not_touch_it(database, table, batches):
    folding, [first, second, *_] = RowFolding(VIEW), batches
    fold(folding, database, table, first)
    [last, passed] = first[-1], second[0]
    elsewhere = passed._replace(meta=replace(passed.meta, type="FeeCollected"))
    fold(folding, database, table, [elsewhere])
    assert folding.remembers(table, elsewhere.hash)
    assert elsewhere.prev_hash == last.hash


class Unwalked(dict[str, Any]):
    """Rows that are asked for one by one."""

    def keys(self) -> Any:
        raise AssertionError("all of them are gone through")

    __iter__ = keys


def test_what_is_remembered_is_not_gone_through_with_every_batch(database, table, batches):
    folding, [first, second, *_] = RowFolding(VIEW), batches
    fold(folding, database, table, first)
    folding._known = Unwalked(folding._known)
    fold(folding, database, table, second)
    assert allocated(database, table) == allocations(batches[:2])


def test_a_row_that_bears_an_events_id_is_not_looked_for_before_that_event(batches):
    meta = batches[1][0].meta
    assert meta.version > 1
    assert KeptPaper.definition.begins(meta.event_id, meta)
    assert not KeptPaper.definition.begins("another", meta)
