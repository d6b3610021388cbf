"""A view built anew holds the rows that its follower made, and writes each of them once."""

import dataclasses
import pickle
import shutil
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text

from services.finance.views.fund_ledger import FundLedger
from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.recorded import EventMeta
from shared.kernel.log.stretch import Stretch
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views import building, gathering
from shared.kernel.views.building import NotRebuilt, Rebuilding, ensure_tables
from shared.kernel.views.columns import DoesNotFit, RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.row import Row, column, definitions, replace, view
from shared.kernel.views.set_aside import positions_set_aside
from shared.kernel.views.tables import ViewTables
from shared.schemas.events import UnknownEvent
from shared.schemas.finance.fund import FundRegistered, FundsAllocated
from tests.benchmarks.events import fund_events, stored

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


@view("signatures", title="签名", key="about", version=1)
class Signature(Row):
    about: str = column("所及")
    stream: str = column("流")
    said: str = column("何人何时", "")
    since: int | None = column("自", None)


@Signature.on(FundsAllocated, key=lambda event, meta: [event.project, meta.id])
def signed(row: Signature, event: FundsAllocated, meta: EventMeta) -> Signature | None:
    """Every tenth position removes it."""
    said = f"{row.said} {meta.person} {meta.effective_at:%Y} {meta.version}"
    since = row.since or meta.position
    return replace(row, stream=meta.stream, said=said, since=since) if meta.position % 10 else None


@view("unplaced", title="无处", key="fund", version=1)
class Unplaced(Row):
    fund: str = column("资金")
    events: int = column("事件数", 0)


def _of_one_nobody_knows(event: FundsAllocated, meta: EventMeta) -> str:
    if (meta.stream, meta.version) == ("fund-unfit", 7):
        raise LookupError
    return event.fund


@Unplaced.on(FundsAllocated, key=_of_one_nobody_knows)
def placed(row: Unplaced, event: FundsAllocated) -> Unplaced:
    return replace(row, events=row.events + 1)


@view("of-projects", title="项目资金", key="project", version=1)
class OfProject(Row):
    project: str = column("项目")
    events: int = column("事件数", 0)


@view("curious", title="好奇", key="fund", version=1)
class Curious(Row):
    fund: str = column("资金")
    events: int = column("事件数", 0)


@OfProject.on(FundsAllocated, key=lambda event, _: event.project)
@Curious.on(FundsAllocated, key=lambda event, _: f"{event.fund} {_.version % 2}")
def counted(row: Any, event: FundsAllocated) -> Any:
    return replace(row, events=row.events + 1)


VIEWS = [FUNDS, JOTTINGS, SIGNATURES, UNPLACED, OF_PROJECTS, CURIOUS] = definitions(
    FundLedger, Jotting, Signature, Unplaced, OfProject, Curious
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two funds' lives, shown by all these views as one event after the other comes."""
    path = tmp_path_factory.mktemp("shown") / "finance.sqlite"
    with (
        closing(Database(f"sqlite:///{path}")) as database,
        closing(Log("finance", database)) as log,
    ):
        migrate(database)
        for fund in ("fit", "unfit"):
            lived = [
                stored(f"fund-{fund}", n, e) for n, e in enumerate(fund_events(fund, LIVED), 1)
            ]
            log.append(Batch(tuple(lived), {f"fund-{fund}": 0}))
        tables = ViewTables()
        ensure_tables(database, tables, VIEWS, "finance")
        follower = ViewFollower(database, tables, VIEWS, batch=1)
        while follower.step(OwnLog(log)):
            pass
        database.leave_no_trace("records")  # what waits beside the file goes into it
    return path


@pytest.fixture
def log(shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """A copy of it; a rebuild takes it in stretches of five events."""
    monkeypatch.setattr(building, "BATCH", 5)
    monkeypatch.setattr(building, "STRETCH", 5)
    monkeypatch.setattr(building, "NEAR", 5)
    copy = shutil.copy(shown, tmp_path)
    with (
        closing(Database(f"sqlite:///{copy}")) as database,
        closing(Log("finance", database)) as log,
    ):
        yield log


def written(log: Log) -> list[str]:
    """The rows that are written from here on, by their table."""
    found: list[str] = []

    def note(_: object, __: object, said: str, rows: object, ___: object, many: bool) -> None:
        if said.startswith("INSERT INTO fund_ledger"):
            found.extend(["row"] * (len(rows) if many and isinstance(rows, list) else 1))

    event.listen(log.database.engine, "before_cursor_execute", note)
    return found


def tamper(log: Log, how: str) -> None:
    with log.database.write() as connection:
        for trigger in connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).all():
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text(how))


def test_a_row_is_written_once_however_often_it_changed(log: Log) -> None:
    rows = written(log)
    done = Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    # The last four events are folded while the live table is held: one of the two rows once more.
    assert len(rows) == 3


@pytest.mark.parametrize("keys", [0, 100])
def test_rows_that_are_too_many_to_keep_are_written_and_found_again(
    log: Log, monkeypatch: pytest.MonkeyPatch, keys: int
) -> None:
    monkeypatch.setattr(gathering, "GATHERED", 0)
    monkeypatch.setattr(gathering, "MOST_KEYS", keys)
    asked: list[str] = []
    event.listen(log.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    done = Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    assert any(said.startswith("SELECT") and ".fund IN (" in said for said in asked)


@pytest.mark.parametrize("kept", [0, 100])
def test_folds_that_ask_what_surrounds_an_event_are_told(
    log: Log, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(gathering, "GATHERED", kept)
    assert SIGNATURES.asks_for_metadata and not FUNDS.asks_for_metadata
    tables = ViewTables()
    done = Rebuilding(log.database, tables, SIGNATURES, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    table = tables.table(SIGNATURES, done.generation)
    with log.database.read() as connection:
        said = connection.scalar(select(table.c.said).where(table.c.about == "fit"))
    assert said.startswith(" 张三 ") and said.endswith(f" {LIVED}")


@pytest.mark.parametrize("of", [OF_PROJECTS, CURIOUS], ids=["true", "false"])
def test_a_key_that_calls_what_surrounds_an_event_nothing_is_not_told(log: Log, of: View) -> None:
    """Nor is one that asks for it all the same, but then the rebuild begins again."""
    assert not of.asks_for_metadata
    done = Rebuilding(log.database, ViewTables(), of, OwnLog(log)).run()
    assert done.old_hash == done.new_hash


def test_an_event_whose_rows_nobody_can_tell_is_set_aside_by_its_stream(log: Log) -> None:
    tables = ViewTables()
    done = Rebuilding(log.database, tables, UNPLACED, OwnLog(log)).run()
    assert done.old_hash == done.new_hash
    table = tables.table(UNPLACED, done.generation).name
    with log.database.read() as connection:
        assert positions_set_aside(connection, table) == {"fund-unfit": LIVED + 7}


def test_a_log_that_has_lost_an_event_is_not_built_from(log: Log) -> None:
    tamper(log, "DELETE FROM records WHERE position = 7")
    with pytest.raises(NotRebuilt, match="does not have all events from 5 to 10"):
        Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()


def test_an_event_of_a_version_that_is_newer_than_the_release_stops_it(log: Log) -> None:
    tamper(log, "UPDATE records SET type = 'FundsAllocated/2' WHERE position = 7")
    with pytest.raises(UnknownEvent, match="FundsAllocated version 2 is newer"):
        Rebuilding(log.database, ViewTables(), FUNDS, OwnLog(log)).run()


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

    def stretch(self, after: int, upto: int, types: Collection[str], *, whole: bool) -> Stretch:
        other, self._other = self._other, None
        if other is not None:
            other.run()
        return super().stretch(after, upto, types, whole=whole)


def test_a_rebuild_that_another_has_overtaken_is_given_up(log: Log) -> None:
    with pytest.raises(NotRebuilt, match="another rebuild of fund-ledger has begun"):
        Rebuilding(log.database, ViewTables(), FUNDS, Overtaken(log)).run()


def test_a_row_holds_its_columns_and_no_dictionary_of_them() -> None:
    row = FUNDS.new_row("f-1")
    other = replace(row, name="资金")
    assert not hasattr(row, "__dict__") and not hasattr(other, "__dict__")
    assert type(other) is FundLedger
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(other, "name", "")  # noqa: B010
    assert pickle.loads(pickle.dumps(other)) == other


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


@pytest.mark.parametrize("fen", [2**63, -(2**63), True, 1.5])
def test_what_is_no_integer_of_a_column_is_not_stored_in_it(fen: Any) -> None:
    with pytest.raises(DoesNotFit, match="paid_fen"):
        RowCodec(FUNDS).store(replace(FUNDS.new_row("f-1"), paid_fen=fen))


def test_a_row_is_stored_with_what_is_unknown_left_out() -> None:
    row = SIGNATURES.new_row("f-1")
    assert RowCodec(SIGNATURES).store(row) == dict.fromkeys(("stream", "said"), "") | {
        "about": "f-1",
        "since": None,
    }
