"""A view's rows are remembered between batches, but only for as long as they are true."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from services.finance.views.fund_ledger import FundLedger
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
