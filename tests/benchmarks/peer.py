"""The peer: pyeventsourcing on the same PostgreSQL, with its defaults and a pool for 8 threads."""

import time
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent
from sqlalchemy.engine import make_url

from tests.benchmarks.callers import rate
from tests.benchmarks.events import PROJECTS

THREADS = 8


class PeerFund(Aggregate):
    """The fund as the peer's own examples would write it."""

    class Registered(Aggregate.Created):
        name: str

    @event(Registered)
    def __init__(self, name: str) -> None:
        self.name = name
        self.appropriated_fen = 0
        self.allocated_fen = 0
        self.by_project: dict[str, int] = {}

    @event("Appropriated")
    def appropriate(self, amount_fen: int, document: str) -> None:
        self.appropriated_fen += amount_fen

    def allocate(self, project: str, town: str, amount_fen: int, document: str) -> None:
        if self.appropriated_fen - self.allocated_fen < amount_fen:
            raise ValueError("more than is left")
        self._allocated(project, town, amount_fen, document)

    @event("Allocated")
    def _allocated(self, project: str, town: str, amount_fen: int, document: str) -> None:
        self.allocated_fen += amount_fen
        self.by_project[project] = self.by_project.get(project, 0) + amount_fen


class Peer:
    """An application of the peer on a database."""

    def __init__(self, database: str) -> None:
        url = make_url(database)
        self._application: Application[Any] = Application(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.postgres",
                "POSTGRES_DBNAME": str(url.database),
                "POSTGRES_HOST": str(url.host),
                "POSTGRES_PORT": str(url.port),
                "POSTGRES_USER": str(url.username),
                "POSTGRES_PASSWORD": str(url.password),
                "POSTGRES_POOL_SIZE": str(THREADS),
            }
        )
        self._funds: list[UUID] = []

    def append(self, seconds: float, state: str) -> float:
        """Appends of one event a call, per second; each thread has a stream of its own."""
        recorder = self._application.recorder
        streams = [uuid4() for _ in range(THREADS)]
        stored = state.encode()

        def one(caller: int, turn: int) -> None:
            new = StoredEvent(streams[caller], turn + 1, "finance:FundsAllocated", stored)
            recorder.insert_events([new])

        return rate(THREADS, seconds, one)

    def prepare_funds(self, count: int) -> None:
        """New funds, so that loading one stays short."""
        self._funds = []
        for number in range(count):
            fund = PeerFund(name=f"fund {number}")
            fund.appropriate(10**14, "document")
            self._application.save(fund)
            self._funds.append(fund.id)

    def command(self, seconds: float) -> float:
        """Load–change–save commands per second, each thread on funds of its own."""
        repository = self._application.repository

        def one(caller: int, turn: int) -> None:
            mine = self._funds[caller::THREADS]
            fund: PeerFund = repository.get(mine[turn % len(mine)])
            fund.allocate(PROJECTS[turn % len(PROJECTS)], "taoluo", 100, "document")
            self._application.save(fund)

        return rate(THREADS, seconds, one)

    def prepare_long(self, length: int) -> None:
        """One fund with so many events."""
        fund = PeerFund(name="long")
        fund.appropriate(10**14, "document")
        for n in range(length - 2):
            fund.allocate(PROJECTS[n % len(PROJECTS)], "taoluo", 100 + n, "document")
        self._application.save(fund)
        self._funds = [fund.id]

    def fold(self, times: int) -> float:
        """Events per second in loading that fund."""
        start = time.perf_counter()
        for _ in range(times):
            fund: PeerFund = self._application.repository.get(self._funds[0])
        return times * fund.version / (time.perf_counter() - start)
