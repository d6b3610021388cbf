"""Two replicas move the same tables: who was not first has had no effect, and none later."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Index
from sqlalchemy.exc import IntegrityError

from services.finance.views.fund_ledger import FundLedger
from shared.kernel.log.at_once import AlreadyThere
from shared.kernel.log.batch import Batch, TableMissing
from shared.kernel.log.log import Log
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views.building import Rebuilding, ensure_tables
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import definitions
from shared.kernel.views.tables import ViewTables
from tests.benchmarks.events import fund_events, stored

[VIEW] = definitions(FundLedger)
LIVED = [stored("fund-f", n, e) for n, e in enumerate(fund_events("f", 8), 1)]
ALLOCATED = [0, 0, *(100 + version for version in range(3, 9))]
"""Fen, by event."""


@contextmanager
def replicas(log: Log) -> Iterator[tuple[ViewFollower, ViewFollower]]:
    """Both know where the tables stand: at the beginning."""
    made = [ViewFollower(log.database, ViewTables(), [VIEW]) for _ in range(2)]
    ensure_tables(log.database, ViewTables(), [VIEW], log.service)
    for one in made:
        assert not one.step(OwnLog(log))
    yield made[0], made[1]


def append(log: Log, *events: int) -> None:
    group = tuple(LIVED[n - 1] for n in events)
    log.append(Batch(group, {"fund-f": events[0] - 1}))


@pytest.mark.parametrize("before", [1, 3])
def test_a_batch_that_another_wrote_first_is_not_folded_into_what_is_remembered(
    backend, before: int
) -> None:
    with backend.open() as log, replicas(log) as (first, second):
        source, reader = OwnLog(log), ViewReader(log.database, [VIEW], log.service)
        append(log, *range(1, before + 1))
        first.step(source)
        second.step(source)  # it read what the first had written, and came too late
        append(log, *range(before + 1, 9))
        second.step(source)
        assert second.position() == 8
        [row] = reader.find(VIEW)
        assert row.allocated_fen == sum(ALLOCATED)


def test_a_follower_whose_table_was_rebuilt_twice_and_dropped_goes_on_with_the_new_one(
    backend,
) -> None:
    with backend.open() as log, replicas(log) as (first, second):
        source, reader = OwnLog(log), ViewReader(log.database, [VIEW], log.service)
        append(log, 1, 2, 3)
        second.step(source)
        for _ in range(2):
            Rebuilding(log.database, ViewTables(), VIEW, source).run()
        append(log, *range(4, 9))
        with suppress(TableMissing):
            first.step(source)
        while first.step(source):
            pass
        assert first.position() == 8
        [row] = reader.find(VIEW)
        assert row.allocated_fen == sum(ALLOCATED)


def test_who_finds_a_row_there_although_he_has_looked_for_it_says_so(backend) -> None:
    """As where an index is broken, or somebody made one: to go round for ever would tell nobody."""
    with backend.open() as log, replicas(log) as (first, _):
        table = ViewTables().table(VIEW, 1)
        with log.database.write() as connection:
            Index("somebodys", table.c.year, unique=True).create(connection)
        one, other = LIVED[0], stored("fund-g", 1, next(iter(fund_events("g", 1))))
        log.append(Batch((one, other), {"fund-f": 0, "fund-g": 0}))
        assert first.step(OwnLog(log))
        with pytest.raises((AlreadyThere, IntegrityError)):
            first.step(OwnLog(log))
