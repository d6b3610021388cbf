"""What a command costs in process, in function calls: seconds differ by machine, calls creep up."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared.kernel.clock import SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.policy.loader import registry
from shared.schemas.finance.fund import AllocateFunds
from shared.schemas.marshalling import load
from tests.benchmarks.events import PROJECTS
from tests.benchmarks.funds import AGGREGATES, CLERK, Funds

READ = 60
"""`AllocateFunds`: nine fields, four of them given."""
DECIDE = 315
"""On five streams at hand, with one event, its texts, its fold, limits and tasks."""

PLAIN = {
    "fund": "calls-0",
    "project": PROJECTS[0],
    "amount_fen": 100,
    "document": "日财预〔2024〕2号",
}


@pytest.fixture
def executor(tmp_path: Path) -> Iterator[Executor]:
    database = Database(f"sqlite:///{tmp_path / 'log.db'}")
    migrate(database)
    yield Executor(Log("finance", database), AGGREGATES, registry(), SystemClock())
    database.close()


def calls(work: Callable[[], object], before: int = 3) -> int:
    """How many functions are called, once all is there that is made once: after it was done so many
    times `before`."""
    for _ in range(before):
        work()
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_a_command_that_is_right_is_read_in_few_calls() -> None:
    assert calls(lambda: load(AllocateFunds, PLAIN)) <= READ


def test_a_command_is_decided_in_few_calls(executor: Executor) -> None:
    Funds(executor, 1, "calls")
    command = executor.commands["allocate-funds"]
    id = command_id("calls")
    order = Order(command, load(AllocateFunds, PLAIN), CLERK, executor.clock.now(), id)

    def decide() -> object:
        return executor.optimistic.run(lambda unit: unit.decide(order), unless=lambda _: True)

    assert calls(decide) <= DECIDE
