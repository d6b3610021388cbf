"""A view built anew holds the rows that its follower made, and writes each of them once."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from services.finance.views.fund_ledger import FundLedger
from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views import building, gathering
from shared.kernel.views.building import NotRebuilt, Rebuilding, ensure_tables
from shared.kernel.views.columns import DoesNotFit, RowCodec
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.row import Row, column, definitions, replace, view
from shared.kernel.views.set_aside import positions_set_aside
from shared.kernel.views.tables import ViewTables
from shared.schemas.finance.fund import FundRegistered, FundsAllocated
from tests.benchmarks.events import fund_events, stored

[FUNDS] = definitions(FundLedger)
LIVED = 12
"""Events of each fund."""


@view("jottings", title="札记", key="fund", version=1)
class Jotting(Row):
    fund: str = column("资金")
    events: int = column("事件数", 0)
    said: str = column("文", "")


@Jotting.on(FundRegistered, FundsAllocated)
def jotted(row: Jotting, event: FundRegistered | FundsAllocated) -> Jotting:
    """The last event of a fund named so leads to a text that no store holds."""
    events = row.events + 1
    unfit = row.fund == "unfit" and events == LIVED - 1
    return replace(row, events=events, said="\x00" if unfit else str(events))


[JOTTINGS] = definitions(Jotting)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Two funds' lives, shown by both views; a rebuild takes them in batches of five events."""
    monkeypatch.setattr(building, "BATCH", 5)
    monkeypatch.setattr(building, "NEAR", 5)
    url = f"sqlite:///{tmp_path / 'finance.sqlite'}"
    with closing(Database(url)) as database, closing(Log("finance", database)) as log:
        migrate(database)
        for fund in ("fit", "unfit"):
            lived = [
                stored(f"fund-{fund}", n, e) for n, e in enumerate(fund_events(fund, LIVED), 1)
            ]
            log.append(Batch(tuple(lived), {f"fund-{fund}": 0}))
        tables = ViewTables()
        ensure_tables(database, tables, [FUNDS, JOTTINGS], "finance")
        follower = ViewFollower(database, tables, [FUNDS, JOTTINGS], batch=1)
        while follower.step(OwnLog(log)):
            pass
        yield log


def written(log: Log) -> list[str]:
    """The rows that are written from here on, by their table."""
    found: list[str] = []

    def note(_: object, __: object, said: str, rows: object, ___: object, many: bool) -> None:
        if said.startswith("INSERT INTO fund_ledger"):
            found.extend(["row"] * (len(rows) if many and isinstance(rows, list) else 1))

    event.listen(log.database.engine, "before_cursor_execute", note)
    return found


def test_a_row_is_written_once_however_often_it_changed(log: Log) -> None:
    rows = written(log)
    done = Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    # The last four events are folded while the live table is held: one of the two rows once more.
    assert len(rows) == 3


def test_rows_that_are_too_many_to_keep_are_written_and_found_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "GATHERED", 0)
    done = Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()
    assert done.old_hash == done.new_hash


def test_a_row_that_no_column_can_hold_is_set_aside_where_it_was_before(log: Log) -> None:
    tables = ViewTables()
    done = Rebuilding(log.database, tables, JOTTINGS, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    table = tables.table(JOTTINGS, done.generation).name
    with log.database.read() as connection:
        assert positions_set_aside(connection, table) == {"unfit": 2 * LIVED}


class Overtaken(OwnLog):
    """While it is read for the first time, another rebuild begins and ends."""

    def __init__(self, log: Log) -> None:
        super().__init__(log)
        self._other: Rebuilding | None = Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log))

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        other, self._other = self._other, None
        if other is not None:
            other.run()
        return super().after(checkpoint, limit)


def test_a_rebuild_that_another_has_overtaken_is_given_up(log: Log) -> None:
    with pytest.raises(NotRebuilt, match="another rebuild of fund-ledger has begun"):
        Rebuilding(log.database, ViewTables(), FUNDS, Overtaken(log)).run()


def test_a_row_with_other_values_is_what_the_standard_library_makes_of_it() -> None:
    row = FUNDS.new_row("f-1")
    assert replace(row, name="资金", year=2026) == dataclasses.replace(row, name="资金", year=2026)
    assert row == FUNDS.new_row("f-1")
    with pytest.raises(TypeError, match="no column nam"):
        replace(row, nam="资金")


@pytest.mark.parametrize("fen", [2**63 - 1, 1 - 2**63, 10**15, 0])
def test_what_a_column_holds_passes_the_look(fen: int) -> None:
    RowCodec(FUNDS).check(replace(FUNDS.new_row("f-1"), paid_fen=fen))


@pytest.mark.parametrize("fen", [2**63, -(2**63)])
def test_what_no_column_holds_does_not_pass_the_look(fen: int) -> None:
    with pytest.raises(DoesNotFit):
        RowCodec(FUNDS).check(replace(FUNDS.new_row("f-1"), paid_fen=fen))
