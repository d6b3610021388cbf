"""What is decided is appended if what it rests on has not moved; else it is decided anew."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.kernel.commands.executor import Executor
from shared.kernel.commands.optimistic import ATTEMPTS
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.kernel.log.batch import Busy, VersionConflict
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.journal import JOURNAL, OPERATION, SYSTEM_ACTOR
from shared.kernel.subscription.source import Unconfirmed
from shared.policy.loader import registry
from shared.schemas.platform import SourceResynced
from tests.fixed_clock import FixedClock

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def executor(tmp_path: Path) -> Iterator[Executor]:
    database = Database(f"sqlite:///{tmp_path}/log.sqlite")
    migrate(database)
    yield Executor(Log("finance", database), [JOURNAL], registry(), FixedClock(NOW))
    database.close()


def note(unit: UnitOfWork) -> int:
    """Decide on an event of one stream; the version that it rests on."""
    fact = SourceResynced(
        source="land", from_position=1, to_position=1, effects_in_doubt=0, reason="演示"
    )
    order = Order(OPERATION, fact, SYSTEM_ACTOR, NOW, str(uuid.uuid4()))
    unit.record(order, JOURNAL, "land", fact)
    return unit.load(JOURNAL, "land")[0] - 1


def another_writes(executor: Executor) -> None:
    unit = executor.unit(fresh=True)
    note(unit)
    executor.log.append(unit.batch())


def test_a_stream_that_moved_is_decided_on_anew(executor: Executor) -> None:
    rested_on: list[int] = []

    def decide(unit: UnitOfWork) -> None:
        rested_on.append(note(unit))
        if len(rested_on) == 1:
            another_writes(executor)

    _, appended = executor.optimistic.run(decide)
    assert rested_on == [0, 1] and appended and appended.last == 2


def test_a_stream_that_keeps_moving_is_given_up_after_so_many_attempts(executor: Executor) -> None:
    attempts: list[int] = []

    def decide(unit: UnitOfWork) -> None:
        attempts.append(note(unit))
        another_writes(executor)

    with pytest.raises(VersionConflict):
        executor.optimistic.run(decide)
    assert len(attempts) == ATTEMPTS


@pytest.mark.parametrize(("fails", "tries"), [(ValueError, 2), (Busy, 1), (Unconfirmed, 1)])
def test_an_error_counts_where_the_log_was_read(
    executor: Executor, fails: type[Exception], tries: int
) -> None:
    units: list[UnitOfWork] = []

    def decide(unit: UnitOfWork) -> None:
        units.append(unit)
        note(unit)
        raise fails

    with pytest.raises(fails):
        executor.optimistic.run(decide)
    assert [unit.fresh for unit in units] == [False, True][:tries]
    assert executor.log.head().position == 0


def test_an_error_on_what_moves_meanwhile_never_counts(executor: Executor) -> None:
    def decide(unit: UnitOfWork) -> None:
        note(unit)
        another_writes(executor)
        raise ValueError

    with pytest.raises(Busy):
        executor.optimistic.run(decide)
    assert executor.log.head().position == ATTEMPTS


def test_nothing_is_appended_before_it_is_ready_nor_where_the_answer_forbids_it(
    executor: Executor,
) -> None:
    def forged() -> None:
        raise Unconfirmed

    with pytest.raises(Unconfirmed):
        executor.optimistic.run(note, ready=forged)
    assert executor.optimistic.run(note, unless=lambda version: version == 0) == (0, None)
    assert executor.log.head().position == 0
