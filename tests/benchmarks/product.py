"""The product's log and commands of finance, in the cooperative process of a side."""

import time
import uuid
from itertools import count

from services.finance.domain.fund.state import FUND
from services.finance.views.fund_ledger import FundLedger
from shared.kernel.clock import SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.repository import Repository
from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views.building import Rebuilding, ensure_tables
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.row import definitions
from shared.kernel.views.tables import ViewTables
from shared.policy.loader import registry
from tests.benchmarks import events
from tests.benchmarks.callers import rate
from tests.benchmarks.funds import AGGREGATES, Funds


class Product:
    """The log of finance, and its commands when asked for."""

    def __init__(self, database: str) -> None:
        self.database = Database(database)
        self.log = Log("finance", self.database)
        self.executor = Executor(self.log, AGGREGATES, registry(), SystemClock())
        self._numbers = count()

    def fill(self, count: int) -> None:
        """Append so many events."""
        for batch in events.batches(count):
            self.log.append(batch)

    def append(self, callers: int, seconds: float, data: str, meta: str) -> float:
        """Appends of one event a call, per second; each caller has a stream of its own."""
        turn_of = next(self._numbers)
        streams = [f"fund-append-{turn_of}-{n}" for n in range(callers)]

        def one(caller: int, turn: int) -> None:
            stream, id = streams[caller], str(uuid.uuid4())
            new = new_event(stream, turn + 1, id, "FundsAllocated", data, meta)
            self.log.append(Batch((new,), {stream: turn}))

        return rate(callers, seconds, one)

    def prepare_funds(self, count: int, prefix: str) -> None:
        """New funds with money, and projects that may receive it, unless they are there."""
        self._funds = Funds(self.executor, count, prefix)

    def command(self, callers: int, seconds: float, cached: bool = True) -> float:
        """Commands per second: validated, permitted, decided on three streams, appended."""
        run = next(self._numbers)
        repository = self.executor.repository
        self.executor.repository = repository if cached else Repository(self.log, capacity=0)

        def one(caller: int, turn: int) -> None:
            key = f"{run}-{caller}-{turn}"
            self._funds.allocate(turn, key, caller=caller, callers=callers)

        try:
            return rate(callers, seconds, one)
        finally:
            self.executor.repository = repository

    def prepare_long(self, length: int) -> None:
        """One fund with so many events."""
        stream, lived = "fund-long", events.fund_events("long", length)
        group = tuple(events.stored(stream, n, event) for n, event in enumerate(lived, 1))
        self.log.append(Batch(group, {stream: 0}))

    def fold(self, times: int) -> float:
        """Events per second in loading that fund, each time with an empty cache."""
        start = time.perf_counter()
        for _ in range(times):
            version, _ = Repository(self.log).load(FUND, "long", fresh=False)
        return times * version / (time.perf_counter() - start)

    def show(self) -> None:
        """Bring a live view to the log's head."""
        self._view, self._tables = definitions(FundLedger)[0], ViewTables()
        ensure_tables(self.database, self._tables, [self._view], "finance")
        follower = ViewFollower(self.database, self._tables, [self._view])
        while follower.step(OwnLog(self.log)):
            pass

    def rebuild(self) -> float:
        """Events per second in building that view anew beside the live one and swapping it in."""
        source = OwnLog(self.log)
        start = time.perf_counter()
        position = Rebuilding(self.database, self._tables, self._view, source).run().position
        return position / (time.perf_counter() - start)
