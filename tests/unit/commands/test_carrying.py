"""What no ledger or calendar could carry is refused before it is in the log for ever."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.kernel.aggregate import ANYONE, Actor, Aggregate, Context, Deadline, Refused, Task
from shared.kernel.aggregate.carrying import CAN_BE_CARRIED
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.row_check import RowCheck
from shared.kernel.views.tables import ViewTables
from shared.policy.loader import registry
from shared.schemas.events import command_data, event
from tests.fixed_clock import FixedClock

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)
CLERK = Actor("演示-甲", "housing")
LARGE = 10**15


@event("carrying", clause="test", title="已存入")
class Deposited:
    purse: str
    fen: int
    days: int
    note: str = ""


@command_data
class Deposit:
    purse: str
    fen: int
    days: int = 1
    note: str = ""


@dataclass(frozen=True)
class Purse:
    fen: int = 0
    days: int = 0


PURSE = Aggregate("purse", Purse(), key="purse", title="钱袋")


@PURSE.evolve
def evolve(state: Purse, event: Deposited) -> Purse:
    if event.fen == 13:
        raise KeyError(event.fen)
    return Purse(state.fen + event.fen, event.days)


@PURSE.command(title="存入", clause="test", by=[ANYONE], creates=None)
def deposit(state: Purse, cmd: Deposit, context: Context) -> list[Deposited]:
    if cmd.fen == 17:
        raise OverflowError("a day beyond the calendar")
    return [Deposited(cmd.purse, fen=cmd.fen, days=cmd.days, note=cmd.note)]


@PURSE.deadlines
def deadlines(state: Purse) -> Iterator[Deadline]:
    yield Deadline("spending", NOW.date(), state.days, "calendar", "test")
    if state.fen == 19:
        yield Deadline("spending", NOW.date(), state.days + 1, "calendar", "test")


NOT_CARRIED: dict[int, dict[str, Any]] = {
    23: {"who": ANYONE}, 29: {"who": ["housing"]}, 31: {"answers": deposit},
}  # fmt: skip
"""Tasks of nobody whom the registry knows, or that nothing answers, by what lies in the purse."""


@PURSE.tasks
def tasks(state: Purse) -> Iterator[Task]:
    told = {"who": [ANYONE], "answers": [deposit], **NOT_CARRIED.get(state.fen, {})}
    yield Task("spend", about="花完", clause="test", **told)


@view("purses", title="钱袋台账", key="owner", version=1)
class Purses(Row):
    owner: str = column("所有者")
    fen: int = column("金额（分）")


@Purses.on(Deposited, key=lambda event, _: "everybody")
def deposited(row: Any, event: Deposited) -> Any:
    """One row over all streams: no aggregate knows its sum."""
    return replace(row, fen=row.fen + event.fen)


@dataclass
class Bank:
    executor: Executor
    follower: ViewFollower

    def deposit(self, purse: str, fen: int, days: int = 1) -> None:
        plain, key = {"purse": purse, "fen": fen, "days": days}, f"{purse} {fen} {days}"
        self.executor.give("deposit", plain, CLERK, key=key)
        while self.follower.step(OwnLog(self.executor.log)):
            pass


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    database = Database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    migrate(database)
    executor = Executor(Log("bank", database), [PURSE, PARAMETERS], registry(), FixedClock(NOW))
    tables, views = ViewTables(), definitions(Purses)
    ensure_tables(database, tables, views, "bank")
    executor.begin_check = RowCheck(ViewReader(database, views, "bank"), views)
    yield Bank(executor, ViewFollower(database, tables, views))
    database.close()


def refused(bank: Bank, purse: str, fen: int, days: int = 1) -> Refused:
    before = bank.executor.log.head()
    with pytest.raises(Refused) as caught:
        bank.deposit(purse, fen, days)
    assert caught.value.rule is CAN_BE_CARRIED
    assert bank.executor.log.head() == before
    return caught.value


def test_a_limit_that_no_calendar_holds_is_refused(bank: Bank) -> None:
    bank.deposit("a", 1, days=3_650)
    assert "purse-a" in refused(bank, "a", 1, days=10**20).zh


def test_two_deadlines_under_one_name_are_refused(bank: Bank) -> None:
    """They would be one row, written twice in one statement."""
    assert "期限" in refused(bank, "a", 19).zh


@pytest.mark.parametrize("fen", NOT_CARRIED)
def test_a_task_that_no_ledger_of_tasks_holds_is_refused(bank: Bank, fen: int) -> None:
    """Else its stream's tasks are set aside, and nobody is asked."""
    assert "待办" in refused(bank, "a", fen).zh


def test_a_state_or_a_decision_that_cannot_be_computed_is_refused(bank: Bank) -> None:
    refused(bank, "a", 13)
    refused(bank, "a", 17)
    bank.deposit("a", 14)


def test_a_record_that_cannot_be_written_is_refused(bank: Bank) -> None:
    half_a_pair = Deposit("a", fen=1, note="\ud800")
    order = Order(
        bank.executor.commands["deposit"], half_a_pair, CLERK, NOW, command_id("half a pair")
    )
    with pytest.raises(Refused) as caught:
        bank.executor.unit(fresh=True).decide(order)
    assert caught.value.rule is CAN_BE_CARRIED


def test_a_sum_that_no_column_holds_is_refused_before_it_is_reached(bank: Bank) -> None:
    step = 2**61 - 1
    bank.deposit("a", step)
    bank.deposit("b", step)
    said = refused(bank, "c", step)
    assert "钱袋台账" in said.zh and "purses" in said.en
    bank.deposit("c", 1)


def test_of_the_rows_that_one_command_leads_to_each_stands_on_the_one_before(bank: Bank) -> None:
    unit = bank.executor.unit(fresh=True)
    command = bank.executor.commands["deposit"]

    def order(fen: int) -> Order:
        return Order(command, Deposit("a", fen=fen), CLERK, NOW, command_id("deposit", str(fen)))

    unit.decide(order(LARGE))
    before = unit.load(PURSE, "a")
    with pytest.raises(Refused):
        unit.decide(order(13))
    assert unit.load(PURSE, "a") == before, "the unit is as it was"
    assert len(unit.events) == 1


def test_of_the_rows_of_an_import_each_stands_on_those_before(bank: Bank) -> None:
    """Nothing of a unit of work is in the ledgers yet while it is decided."""
    unit, command = bank.executor.unit(fresh=True), bank.executor.commands["deposit"]

    def order(purse: str, fen: int) -> Order:
        return Order(command, Deposit(purse, fen=fen), CLERK, NOW, command_id(purse))

    unit.decide(order("a", 2**61))
    unit.decide(order("b", 2**61 - 2))
    unit.decide(order("c", 1))
    for purse in "de":
        with pytest.raises(Refused) as caught:
            unit.decide(order(purse, 2**61))
        assert caught.value.rule is CAN_BE_CARRIED
    assert len(unit.events) == 3


def test_what_is_ordinary_costs_no_look_at_the_ledgers(bank: Bank, monkeypatch) -> None:
    monkeypatch.setattr(ViewReader, "get", lambda *_: pytest.fail("looked at a ledger"))
    bank.deposit("a", 10**12)
