"""A history of fees in a log of its own, replayed by its tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from services.finance.domain.fee_account import FEE_ACCOUNT
from services.finance.domain.fee_receipt import FEE_RECEIPT
from services.finance.domain.treasury import TREASURY
from shared.kernel.aggregate import Actor, DeadlinePassed
from shared.kernel.aggregate.aggregate import Aggregate
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.standings import STANDINGS
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.replaying import Otherwise, Replay
from shared.kernel.commands.replaying.given import running
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.policy.loader import registry
from tests.fixed_clock import FixedClock
from tests.unit.finance.fees import PUBLISH, RECORD, giver

AGGREGATES: list[Aggregate[Any]] = [FEE_ACCOUNT, FEE_RECEIPT, TREASURY, PARAMETERS, STANDINGS]
MARCH = datetime(2026, 3, 2, 4, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 4, tzinfo=UTC)
LATE_FEE = replace(RECORD, receipt="r-2026", collected_on=date(2026, 2, 20))


class History:
    """Gives commands, lets deadlines pass, and replays what there is."""

    def __init__(self, database: Database) -> None:
        self.log = Log("finance", database)
        self.executor = Executor(self.log, AGGREGATES, registry(), FixedClock(MARCH))

    def give(self, data: Any, at: datetime = MARCH, by: str = "") -> str:
        """The id under which the command stands in the log."""
        command = self.executor.by_data[type(data)]
        id = command_id("finance", command.name, str(self.log.head().position))
        actor = Actor("张三", by or giver(data), frozenset({command.duty} - {""}))
        self.executor.execute(Order(command, data, actor, at, id))
        return id

    def let_pass(self, town: str, until: datetime) -> None:
        """Fire the deadlines of a town's account as the service would."""
        _, state = self.executor.repository.load(FEE_ACCOUNT, town, fresh=True)
        for moment, data in sorted(running(FEE_ACCOUNT, town, state), key=lambda one: one[0]):
            if moment <= until:
                self._pass(data, moment)

    def _pass(self, data: DeadlinePassed, moment: datetime) -> None:
        command = self.executor.commands["pass-deadline-of-fee-account"]
        id = command_id("deadline", data.stream_id, data.key)
        self.executor.execute(Order(command, data, Actor("system", "system"), moment, id))

    def replay(self, until: datetime = MAY, **otherwise: Any) -> Replay:
        replay = Replay(self.log, AGGREGATES, registry(), until, Otherwise(**otherwise))
        for _ in replay.run():
            pass
        return replay


@contextmanager
def of_fees(folder: Path) -> Iterator[History]:
    """Shares published, a fee of 2024 and one of 2026; whose hand-over is late by May."""
    database = Database(f"sqlite:///{folder / 'log.sqlite'}")
    migrate(database)
    history = History(database)
    history.give(PUBLISH)
    history.give(RECORD)
    history.give(LATE_FEE)
    history.let_pass("taoluo", MAY)
    try:
        yield history
    finally:
        database.close()
