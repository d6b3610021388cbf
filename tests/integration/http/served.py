"""A service's HTTP face over SQLite, with its views followed by a thread."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from services.finance.imports import APPROPRIATIONS, FUNDS
from services.finance.views.fund_ledger import FundLedger
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.views.reserve_ledger import ReserveLedger
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue.state import ISSUE
from services.supervision.imports import ISSUES
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from shared.face.http.app import build_app
from shared.face.http.duties import Duties, ScenarioSwitch
from shared.face.http.face import Face, Freshness, Limits
from shared.face.http.refusals import NothingThere, NotNow
from shared.face.identity import ISSUER, LocalIssuer, Verifier, audience_of, from_file
from shared.face.imports import Template
from shared.kernel.aggregate import Actor
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.readings import READINGS
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.documents.kept_papers import KEPT_PAPERS
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.source import OwnLog
from shared.kernel.tasks.handover import HANDOVER
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.figure import figures_of
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import definitions
from shared.kernel.views.tables import ViewTables
from shared.policy.languages import Text
from shared.policy.loader import registry
from shared.runtime.operations import routes
from shared.runtime.parts import Commands, Imports, Papers, Views
from shared.schemas.events import events_of
from tests.eventually import PATIENCE_SECONDS

PARTS: dict[str, tuple[str, list[Any], list[Any]]] = {
    "finance": ("资金", [FUND, ELIGIBILITY], [FundLedger]),
    "land": ("土地", [RESERVE_BOOK], [ReserveLedger]),
    "supervision": ("督导", [ISSUE, CAUSE], [IssueLedger, ProjectsOnTheLedger]),
}

TEMPLATES = {"finance": [FUNDS, APPROPRIATIONS], "supervision": [ISSUES]}

FUND_1 = {"fund": "f-1", "name": "专项资金", "source": "city", "kind": "special", "year": 2024}


@dataclass
class InMemoryOperations:
    """The operations of a service that has one parked key and follows one source."""

    is_ready: bool = True
    fails_with: Exception | None = None
    parked_keys: list[tuple[str, str]] = field(default_factory=lambda: [("projects", "project-1")])
    done: list[tuple[Any, ...]] = field(default_factory=list)

    def ready(self) -> tuple[bool, dict[str, Any]]:
        return self.is_ready, {"waits_for": [] if self.is_ready else ["views"]}

    def status(self) -> dict[str, Any]:
        if self.fails_with:
            raise self.fails_with
        return {"service": "finance", "title": "资金", "head": 0, "subscriptions": []}

    def parked(self) -> list[dict[str, Any]]:
        return [{"subscription": s, "key": k} for s, k in self.parked_keys]

    def set_aside(self) -> list[dict[str, Any]]:
        return []

    def retry(self, subscription: str, key: str) -> None:
        self._known(subscription, key)
        self.done.append(("retry", subscription, key))

    def discard(self, subscription: str, key: str, reason: str, actor: Actor) -> None:
        self._known(subscription, key)
        self.done.append(("discard", subscription, key, reason, actor.person))

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        if reason is None and not dry_run:
            raise NotNow(Text("须说明理由", "A reason is required."))
        return {"source": source, "differs": False}

    def rebuild(self, view: str) -> dict[str, Any]:
        if view != "fund-ledger":
            raise NothingThere(Text("台账", "view"), view)
        return {"view": view, "generation": 2}

    def freshness(self, source: str) -> Freshness:
        return Freshness(0.0, stopped=False)

    def verify(self) -> dict[str, Any]:
        return {"verified": True}

    def witness(self) -> list[dict[str, Any]]:
        return [{"source": "projects", "position": 3, "hash": "00" * 32}]

    def scenario(self, until: datetime) -> dict[str, Any]:
        self.done.append(("scenario", until))
        return {"fired": 0, "head": 0}

    def scenario_standing(self, heads: dict[str, int]) -> dict[str, Any]:
        return {"head": 0, "subscriptions": [], "next_deadline": None, "heads": heads}

    def end_scenario(self) -> None:
        self.done.append(("end",))

    def _known(self, subscription: str, key: str) -> None:
        if (subscription, key) not in self.parked_keys:
            raise NothingThere(Text("搁置的键", "parked key"), f"{subscription} {key}")


@dataclass
class Served:
    """A served face, and callers of it."""

    name: str
    folder: Path
    face: Face
    issuer: LocalIssuer
    operations: InMemoryOperations
    app: Any
    following: threading.Lock
    clock: Clock

    @contextmanager
    def lagging_views(self) -> Iterator[None]:
        """A while in which the views do not move."""
        with self.following:
            yield

    def token(self, organisation: str = "finance", *duties: str, person: str = "张三") -> str:
        return self.issuer.issue(organisation, person, duties, services=[self.name])

    def call(
        self,
        method: str,
        path: str,
        *,
        by: str = "",
        duties: Iterable[str] = (),
        person: str = "张三",
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> TestResponse:
        """A request by a person of an organisation, without one of who operates the service; each
        call as by a client of its own."""
        organisation = by or registry().operators[self.name]
        authorised = {
            "Authorization": f"Bearer {self.token(organisation, *duties, person=person)}",
            **(headers or {}),
        }
        return Client(self.app).open(path, method=method, headers=authorised, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.call("GET", path, **more)

    def give(self, command: str, data: Any, *, key: str = "", **more: Any) -> TestResponse:
        """Give a command; without `key` under a key of its own."""
        headers = {"Idempotency-Key": key or f"key-{next(_numbers)}", **more.pop("headers", {})}
        return self.call("POST", f"/commands/{command}", json=data, headers=headers, **more)


def _count() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


_numbers = _count()


def declared(name: str) -> tuple[list[Any], list[Any], list[Template]]:
    """The aggregates, views and templates that a service names on its screen."""
    parts = _parts(name)
    aggregates = [a for p in parts if isinstance(p, Commands) for a in p.aggregates]
    rows = [row for p in parts if isinstance(p, Views) for row in p.rows]
    templates = [t for p in parts if isinstance(p, Imports) for t in p.templates]
    return aggregates, rows, templates


def _parts(name: str) -> Iterable[Any]:
    return vars(import_module(f"services.{name}.service").Service).values()


@contextmanager
def served(
    name: str,
    folder: Path,
    limits: Limits | None = None,
    *,
    whole: bool = False,
    scenario: str = "on",
    clock: Clock | None = None,
) -> Iterator[Served]:
    """A service of `PARTS`, or the `whole` one; its views follow its log until the block's end.

    Its clock is the machine's where none is given.
    """
    clock = clock or SystemClock()
    title, aggregates, rows = PARTS.get(name, (name, [], []))
    templates = TEMPLATES.get(name, [])
    papers = (
        [p for part in _parts(name) if isinstance(part, Papers) for p in part.papers]
        if whole
        else []
    )
    if whole:
        aggregates, rows, templates = declared(name)
        aggregates = [*aggregates, KEPT_PAPERS]
        if any(event.personal for event in events_of(name)):
            aggregates = [*aggregates, READINGS]
    database = Database(f"sqlite:///{folder}/{name}.sqlite")
    migrate(database)
    _, _, *of_many = own_ledgers(name)
    views = [*definitions(*rows, *of_many), TaskTable.view]
    tables = ViewTables()
    ensure_tables(database, tables, views, name)
    log = Log(name, database)
    executor = Executor(log, aggregates, registry(), clock)
    tasks = TaskTable(StreamStates(executor.repository, aggregates), aggregates, registry())
    own = [v for v in views if not v.source and v is not tasks.view]
    follower = ViewFollower(database, tables, own, projections=[tasks])
    issuer = LocalIssuer(folder / "identity")
    operations = InMemoryOperations()
    face = Face(
        name=name,
        title=title,
        executor=executor,
        views=ViewReader(database, views, name, visible=follower.visible),
        log=log,
        identity=Verifier(
            from_file(issuer.jwks), registry(), audience=audience_of(name), issuer=ISSUER
        ),
        duties=Duties(
            registry().operators[name],
            frozenset(registry().operators.values()),
            ScenarioSwitch(scenario),
        ),
        health=operations,
        operations=routes(operations),
        templates=templates,
        figures=[f for row in rows for f in figures_of(import_module(row.__module__))],
        papers=[*papers, HANDOVER],
        limits=_patient(limits or Limits()),
    )
    moving = threading.Lock()
    with _following(follower, log, moving):
        yield Served(name, folder, face, issuer, operations, build_app(face), moving, clock)
    database.close()


def _patient(limits: Limits) -> Limits:
    """What is written shows in its answer, however busy the machine, unless a test bounds that."""
    usual = Limits()
    waits = {"visible_within": limits.visible_within, "view_wait": limits.view_wait}
    long = {n: PATIENCE_SECONDS for n, seconds in waits.items() if seconds == getattr(usual, n)}
    return replace(limits, **long)


@contextmanager
def _following(follower: ViewFollower, log: Log, moving: threading.Lock) -> Iterator[None]:
    over = threading.Event()

    def follow() -> None:
        source = OwnLog(log)
        while not over.is_set():
            with moving:
                moved = follower.step(source)
            if not moved:
                log.watermark.wait(follower.position(), 0.05)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
