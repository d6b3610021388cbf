"""What a service is made of, as its HTTP face sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from secrets import token_bytes
from typing import Any, Protocol

from prometheus_client import CollectorRegistry

from shared.face.bound import Bound, FairBound
from shared.face.http.duties import Duties
from shared.face.http.refusals import unavailable
from shared.face.http.route import Route
from shared.face.identity import Verifier
from shared.face.imports import Template
from shared.kernel.commands.executor import Executor
from shared.kernel.log.log import Log
from shared.kernel.views.figure import Figure
from shared.kernel.views.paper import Paper
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.selection import AnyOf
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.policy.registry import Registry


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one caller from hurting the others. Sizes in bytes, times in seconds."""

    body: int = 1 << 20
    values: int = 20_000
    nesting: int = 32
    commands: int = 128
    visible_within: float = 0.5
    view_wait: float = 5.0
    feed_events: int = 1000
    feed_bytes: int = 1 << 20
    feed_wait: float = 25.0
    heads: int = 64
    heads_silent: float = 10.0
    heads_seconds: float = 60.0
    page: int = 500
    page_bytes: int = 1 << 20
    streams: int = 8
    folds: int = 2
    fold_seconds: float = 60.0
    exports: int = 2
    export_seconds: float = 300.0
    simulations: int = 2
    simulated_steps: int = 500
    replays: int = 2
    replay_seconds: float = 60.0
    replay_events: int = 200_000
    replay_wait: float = 10.0
    imports: int = 1
    import_body: int = 10 << 20
    import_seconds: float = 60.0
    uploads: int = 16
    uploads_by_organisation: int = 4
    documents: int = 4
    document_body: int = 20 << 20
    document_quota: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Freshness:
    """Seconds since views showed all that was known of their source; whether their follower has
    stopped, so that it will not get better by itself."""

    age_seconds: float
    stopped: bool


class Health(Protocol):
    """How a service is; the runtime knows."""

    def ready(self) -> tuple[bool, dict[str, Any]]:
        """Whether it can serve, and what it still waits for."""
        ...

    def freshness(self, source: str) -> Freshness:
        """How far behind the views are that follow a source."""
        ...


@dataclass(frozen=True)
class Face:
    """One service. `metrics` is its own: two services never share a registry of collectors."""

    name: str
    title: str
    executor: Executor
    views: ViewReader
    log: Log
    identity: Verifier
    duties: Duties
    health: Health
    operations: Sequence[Route] = ()
    """What its operators ask."""
    templates: Sequence[Template] = ()
    figures: Sequence[Figure] = ()
    papers: Sequence[Paper] = ()
    metrics: CollectorRegistry = field(default_factory=CollectorRegistry)
    limits: Limits = Limits()
    url: str = ""
    """Where callers reach it, without a path; empty where nobody knows."""
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    """What callers carry without reading it is sealed by it: the same for all replicas."""
    described: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The columns of views, by their names, as callers are told of them."""
    rows_seen: dict[tuple[str, str, str], tuple[Registry, AnyOf]] = field(default_factory=dict)
    """What was found to be seen of a view by somebody, by which registry: true of that alone."""

    @cached_property
    def receiving(self) -> FairBound:
        """The places for uploads, by organisation: each lies on the disk until it was looked at."""
        return FairBound(
            self.limits.uploads,
            self.limits.uploads_by_organisation,
            lambda: unavailable(
                Text("正在接收的文件过多", "Too many files are being received."), 5
            ),
        )

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What it calls its kinds of streams and its commands, and the ledgers and matters where
        something was read, by the kind of value that names them."""
        known = self.executor
        kinds = {a.category: a.title for a in known.aggregates.values()}
        ledgers = {f"views/{view.name}": view.title for view in self.views.views.values()}
        return {
            "category": kinds,
            "command": {c.name: c.title for c in known.commands.values() if c.public},
            "place": ledgers | {f"streams/{kind}": title for kind, title in kinds.items()},
        }

    def places_to_read(self, full: Text) -> Bound:
        """Places for requests of one kind that read whole streams; who finds none free waits for a second;
        `full` says in the refusal what there is too much of."""
        return Bound(self.limits.streams, lambda: unavailable(full, 2), seconds=1.0)

    @property
    def registry(self) -> Registry:
        """By the text that holds today."""
        today = self.executor.clock.now().astimezone(LOCAL_TIME).date()
        return self.executor.registry.on(today)

    @property
    def operated_by(self) -> str:
        """The organisation that sees what is declared to nobody."""
        return self.duties.operated_by
