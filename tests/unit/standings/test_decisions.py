"""RZ-1.b: what was noted of a town decides the next command, whoever decided beside it meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from services.supervision.domain.leader_link import LEADER_LINK
from services.supervision.domain.leadership_rules import TOWN_IS_PILOT
from shared.kernel.aggregate import Actor, Refused
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.standings import BOOK, STANDINGS
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.log.batch import VersionConflict
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.policy.loader import registry
from shared.schemas.platform import NoteTownTier
from shared.schemas.supervision.leader_link import LinkLeader
from tests.fixed_clock import FixedClock

NOW = datetime(2027, 1, 4, 1, tzinfo=UTC)
NOTE = NoteTownTier(
    BOOK, town="nanhu", level="provincial", effective_on=date(2027, 1, 1), document="演示-1号"
)
LINK = LinkLeader(
    "l-1",
    town="nanhu",
    leader="演示-市领导",
    position="演示-副市长",
    portfolio="城建",
    level="city",
)


@pytest.fixture
def executor(tmp_path: Path) -> Iterator[Executor]:
    database = Database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    migrate(database)
    known = [LEADER_LINK, PARAMETERS, STANDINGS]
    yield Executor(Log("supervision", database), known, registry(), FixedClock(NOW))
    database.close()


def order(executor: Executor, data: object, by: str, *, at: datetime = NOW) -> Order:
    id = command_id(repr(data), at.isoformat())
    return Order(executor.by_data[type(data)], data, Actor("张三", by), at, id)


def test_a_town_is_a_pilot_for_every_command_from_its_day_on(executor: Executor) -> None:
    with pytest.raises(Refused) as refused:
        executor.execute(order(executor, LINK, "housing"))
    assert refused.value.rule is TOWN_IS_PILOT
    executor.execute(order(executor, NOTE, "system"))
    the_day_before = datetime(2026, 12, 31, 1, tzinfo=UTC)
    with pytest.raises(Refused):
        executor.execute(order(executor, LINK, "housing", at=the_day_before))
    assert executor.execute(order(executor, LINK, "housing")).version == 1


def test_what_rested_on_a_tier_that_has_just_changed_is_decided_anew(executor: Executor) -> None:
    executor.execute(order(executor, NOTE, "system"))
    unit = executor.unit(fresh=True)
    unit.decide(order(executor, LINK, "housing"))
    left = replace(NOTE, level="none")
    executor.execute(order(executor, left, "system"))
    with pytest.raises(VersionConflict) as conflict:
        executor.log.append(unit.batch())
    assert conflict.value.stream == STANDINGS.stream(BOOK)
    with pytest.raises(Refused):
        executor.execute(order(executor, LINK, "housing"))


def test_what_may_be_given_is_told_by_the_towns_of_the_day(executor: Executor) -> None:
    executor.execute(order(executor, NOTE, "system"))
    executor.execute(order(executor, LINK, "housing"))
    command = executor.commands["record-leader-visit"]
    executor.unit(fresh=True).offer(command, "l-1", Actor("张三", "housing"), NOW)
