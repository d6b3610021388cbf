"""Small, real services: a store, a broker, an HTTP face, and everything in between."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kombu.connection import Connection
from werkzeug.serving import WSGIRequestHandler, make_server

from deploy.servers import free_port
from shared.face.http.app import build_app
from shared.face.http.face import Face
from shared.kernel.aggregate import Actor
from shared.kernel.bus.names import queue
from shared.kernel.bus.publisher import BrokerUnavailable, Publisher
from shared.kernel.bus.relay import message
from shared.kernel.clock import Clock
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.views.row import definitions
from shared.metrics.service import collectors
from shared.runtime.declaration import Declaration
from shared.runtime.operations import routes
from shared.runtime.running import RunningService
from shared.runtime.service_operations import ServiceOperations
from shared.runtime.settings import ServiceSettings, Settings
from shared.schemas.codec import decode
from tests.conformance.following.sayings import (
    COUNT,
    HEARING,
    HEARS,
    TOPIC,
    Hearings,
    Said,
    Say,
    sayings,
)
from tests.eventually import PATIENCE_SECONDS, eventually

SOMEBODY = Actor("张三", "housing", frozenset({"operator"}))


@dataclass(frozen=True)
class Store:
    """A service's database: `url` as its service, `owner_url` as who may migrate."""

    url: str
    owner_url: str
    back_up: Callable[[], None]
    restore: Callable[[], None]


class World:
    """The services of one test, in one shape. Names differ from those of all other tests."""

    def __init__(self, shape: str, broker: str, identity: Path, make_store: Any) -> None:
        self.shape = shape
        self.broker = broker
        self.token = secrets.token_hex(4)
        self.settings = Settings(shape, {}, identity=identity)
        self._make_store = make_store
        self._stores: dict[str, Store] = {}
        self._running: list[Serving] = []

    @property
    def cluster(self) -> bool:
        return self.shape == "cluster"

    def name(self, name: str) -> str:
        """The name of a service, with its settings made at the first call."""
        full = f"{name}-{self.token}"
        if full not in self.settings.services:
            store = self._stores[full] = self._make_store(full)
            self.settings.services[full] = ServiceSettings(
                full, f"127.0.0.1:{free_port()}", store.url, self.broker, store.owner_url
            )
        return full

    def store(self, service: str) -> Store:
        return self._stores[service]

    def start(
        self, declaration: Declaration, clock: Clock | None = None, *, http: bool = False
    ) -> "Serving":
        """Start a service, or one more replica of it."""
        serving = Serving(declaration, self.settings, clock, http=http)
        self._running.append(serving)
        return serving

    def source(self, name: str = "source", *, relay: bool = True) -> "Serving":
        """A service whose topics say things."""
        declared = Declaration(
            self.name(name), "来源", "housing", [TOPIC], deadlines=False, relay=relay
        )
        serving = self.start(declared, http=True)
        eventually(lambda: _has_exchange(serving), f"followers of {declared.name} can listen")
        return serving

    def follower(self, source: str, *reactions: Any, name: str = "follower") -> "Serving":
        """A service that hears what a source says."""
        return self.start(following(self.name(name), source, *reactions))

    def close(self) -> None:
        stopping = [threading.Thread(target=s.stop) for s in self._running]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()


def following(name: str, source: str, *reactions: Any) -> Declaration:
    """A follower as declared: by default it hears everything."""
    return Declaration(
        name,
        "听众",
        "finance",
        [HEARING, COUNT],
        [Hearings, sayings(source)],
        {source: (SimpleNamespace(**{r.__name__: r for r in reactions}) if reactions else HEARS,)},
        deadlines=False,
        relay=False,
    )


class Serving:
    """A running service of these tests, and what a test wants to know of it."""

    def __init__(
        self, declaration: Declaration, settings: Settings, clock: Clock | None, *, http: bool
    ) -> None:
        self.name = declaration.name
        self.service = RunningService(declaration, settings, clock)
        self.operations = ServiceOperations(self.service)
        self.metrics = collectors(self.service)
        self.app = build_app(self._face())
        """What a client of this service meets."""
        self._server = self._listening() if http else None
        self.service.start()
        assert self.service.prepared.wait(PATIENCE_SECONDS), f"{self.name} does not come up"

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        self.service.stop()

    def say(
        self, topic: str, text: str = "", group: str = "", times: int = 1, key: str = ""
    ) -> int:
        """Say something, so many times; the source's last position.

        Under the same idempotency key the events have the same ids.
        """
        executor = self.service.executor
        unit = executor.unit(fresh=True)
        for _ in range(times):
            number, _ = unit.load(TOPIC, topic)
            data = Say(topic, text=text, group=group)
            id = command_id(self.name, topic, str(number), key or secrets.token_hex(4))
            order = Order(executor.commands["begin"], data, SOMEBODY, datetime.now(UTC), id)
            unit.record(order, TOPIC, topic, Said(topic, number=number + 1, text=text, group=group))
        return self.service.log.append(unit.batch()).last

    def said(self, first: int = 1) -> list[tuple[str, int]]:
        """What a source has said from a position on, in its order."""
        events = self.events("Said")
        return [(e.topic, e.number) for p, e in events if p >= first]

    def heard(self, topic: str = "") -> list[tuple[str, int]]:
        """What a follower has heard, in the order of its log."""
        events = (e for _, e in self.events("Heard"))
        return [(e.topic, e.number) for e in events if topic in ("", e.topic)]

    def events(self, type: str) -> list[tuple[int, Any]]:
        """The events of one type with their positions."""
        records = self.service.log.read_all()
        return [(r.position, decode(type, 1, r.data)) for r in records if r.type == type]

    def incoming(self) -> list[Incoming]:
        """The whole log, as followers receive it."""
        return self.service.own_log.after(Checkpoint(), 10_000)

    def rows(self, row: type[Any]) -> list[Any]:
        """The rows of a view as a reader sees them."""
        return self.service.reader.find(definitions(row)[0])

    def metric(self, name: str, **labels: str) -> float | None:
        return self.metrics.get_sample_value(f"zhenxing_{name}", labels)

    def subscription(self, name: str) -> Subscription:
        return next(s for s in self.service.subscriptions if s.name == name)

    def reactions(self) -> Subscription:
        return next(s for s in self.service.subscriptions if s.name.startswith("reactions:"))

    def stopped(self, subscription: str) -> str:
        """Why a subscription is stopped; empty while it is not. Metrics must say the same."""
        found = self.subscription(subscription)
        labels = {"subscription": found.name, "source": found.source.name}
        state = found.state
        alarm = self.metric("subscription_stopped", **labels)
        assert alarm == (state.name == "stopped") or found.state != state
        return state.reason if state.name == "stopped" else ""

    def _face(self) -> Face:
        return Face(
            name=self.name,
            title=self.service.declared.title,
            executor=self.service.executor,
            views=self.service.reader,
            log=self.service.log,
            identity=self.service.identities.verifier,
            duties=self.service.duties,
            health=self.operations,
            operations=routes(self.operations),
            metrics=self.metrics,
        )

    def _listening(self) -> Any:
        own = self.service.own
        server = make_server(own.host, own.port, self.app, threaded=True, request_handler=_Quiet)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Requests of these tests are no news."""


def settle(follower: Serving, source: Serving) -> None:
    """Wait until a follower has taken all that its source's log holds, and its views its own.

    What follows has then ended its step: it runs, also where it had been waiting or stopped.
    """

    def settled() -> bool:
        head = source.service.log.head().position
        foreign = [s for s in follower.service.subscriptions if s.source.name == source.name]
        done = all(s.handler.position() == head for s in foreign)
        return done and follower.service.caught_up() and all(map(running, foreign))

    eventually(settled, f"{follower.name} has settled")


def running(subscription: Subscription) -> bool:
    return subscription.state.name == "running"


def publish(source: Serving, events: list[Incoming]) -> None:
    """Put events on a source's exchange by hand: some of them, twice, or in another order."""
    with closing(Publisher(source.service.own.broker, source.name)) as publisher:
        publisher.publish([message(event, "http://source.example") for event in events])


def _has_exchange(source: Serving) -> bool:
    """Publishing nothing makes it; a broker that has just begun may be slow to answer."""
    try:
        publish(source, [])
    except BrokerUnavailable:
        return False
    return True


@contextmanager
def broker_queue(broker: str, follower: str, source: str) -> Iterator[Any]:
    """A follower's queue on the broker, to be purged or deleted."""
    with Connection(broker) as connection:
        yield queue(follower, source)(connection.channel())
