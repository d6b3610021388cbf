"""What operations see: that nothing is stuck and nothing lost, as Prometheus collects it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.relay import Relay
from shared.kernel.deadlines.firing import DeadlineFiring
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.log import Log
from shared.kernel.reactions.parking import Parking
from shared.kernel.reactions.reactor import Reactor
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.views.definition import View
from shared.kernel.views.reader import ViewReader

P = "zhenxing"


class Observed(Protocol):
    """The parts of a running service that tell how it fares."""

    consumer: Consumer
    relay: Relay | None
    deadlines: DeadlineFiring
    reader: ViewReader
    parking: Parking
    log: Log
    prepared: threading.Event
    identities: Any
    verifying: Any

    @property
    def subscriptions(self) -> Sequence[Subscription]: ...

    @property
    def views(self) -> Sequence[View]: ...

    def ignored(self) -> int: ...

    def deadline_outlook(self) -> tuple[int, datetime | None]: ...


class ServiceCollector:
    """Reads a service's figures when they are asked for; nothing is counted twice."""

    def __init__(self, service: Observed) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        yield from self._subscriptions()
        yield from self._store()
        consumer = self._service.consumer
        relay = self._service.relay
        yield _gauge("broker_listening", "1 while the broker's messages arrive", consumer.connected)
        yield _gauge(
            "broker_publishing", "1 while the relay has a connection", relay and relay.connected
        )
        yield _counter("broker_messages", "Messages received from the broker", consumer.received)
        yield _counter("broker_unreadable", "Messages nobody could read", consumer.unreadable)
        yield _counter(
            "broker_ignored",
            "Messages that are no part of their source's history",
            self._service.ignored(),
        )
        keys = self._service.identities.keys
        yield _gauge("identity_keys", "Keys that tokens are checked with", len(keys))
        yield _gauge(
            "identity_keys_failing", "1 while the key set can't be looked at", bool(keys.failing)
        )
        yield _counter("identity_key_looks_failed", "Looks at the key set that failed", keys.failed)
        yield _gauge(
            "deadlines_failing",
            "Deadlines that can't be told",
            len(self._service.deadlines.failing),
        )
        yield _counter(
            "deadline_rounds",
            "Times that passed deadlines were looked for",
            self._service.deadlines.looked,
        )
        yield _counter(
            "deadlines_fired", "Deadlines turned into events here", self._service.deadlines.fired
        )

    def _subscriptions(self) -> Iterator[Metric]:
        labels = ["subscription", "source"]
        position = GaugeMetricFamily(
            f"{P}_subscription_position", "Checkpoint of a subscription", labels=labels
        )
        lag = GaugeMetricFamily(
            f"{P}_subscription_lag_events", "Events behind the source's known head", labels=labels
        )
        stopped = GaugeMetricFamily(
            f"{P}_subscription_stopped", "1 while stopped by an alarm", labels=labels
        )
        refused = CounterMetricFamily(
            f"{P}_reactions_refused", "Reactions that ran into a rule", labels=labels
        )
        for s in self._service.subscriptions:
            at = [s.name, s.source.name]
            position.add_metric(at, s.handler.position())
            lag.add_metric(at, s.lag())
            stopped.add_metric(at, float(s.state.name == "stopped"))
            if isinstance(s.handler, Reactor):
                refused.add_metric(at, s.handler.reacting.refused)
        yield from (position, lag, stopped, refused)

    def _set_aside(self, counts: Mapping[str, int]) -> Metric:
        aside = GaugeMetricFamily(
            f"{P}_rows_set_aside", "Rows that can't be computed, by view", labels=["view"]
        )
        for view in self._service.views:
            aside.add_metric([view.name], counts.get(view.name, 0))
        return aside

    def _verified(self) -> Iterator[Metric]:
        """Nothing until the log was verified for the first time since the start."""
        last = self._service.verifying.last
        if last is None:
            return
        yield _gauge("log_whole", "1 where the log is what was appended", last.whole)
        yield _gauge("log_verified_seconds", "When the log was last verified, since 1970", last.at)
        yield _gauge("log_verified_position", "The log's last position then", last.position)
        yield _gauge("log_witnesses", "Other services whose word was heard", len(last.witnesses))
        yield _gauge("log_witnesses_silent", "Those who could not be asked", len(last.silent))

    def _store(self) -> Iterator[Metric]:
        service = self._service
        yield from self._verified()
        yield _gauge(
            "append_waiting", "Callers that wait for the writer", service.log.writer.waiting
        )
        yield _gauge(
            "log_position", "Last position known of the log", service.log.watermark.position
        )
        if not service.prepared.is_set():
            yield _gauge("store_up", "1 while the store answers", False)
            return
        try:
            parked = len(service.parking.all())
            due, _ = service.deadline_outlook()
            set_aside = service.reader.set_aside()
        except StoreUnavailable:
            yield _gauge("store_up", "1 while the store answers", False)
            return
        yield _gauge("store_up", "1 while the store answers", True)
        yield _gauge("parked_keys", "Keys that wait for an operator", parked)
        yield self._set_aside(set_aside)
        yield _gauge("deadlines_due", "Deadlines that have passed and wait to be told", due)


def collectors(service: Observed) -> CollectorRegistry:
    """The registry of one service."""
    registry = CollectorRegistry()
    registry.register(ServiceCollector(service))
    return registry


def _gauge(name: str, help: str, value: Any) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{P}_{name}", help, value=float(value or 0))


def _counter(name: str, help: str, value: int) -> CounterMetricFamily:
    return CounterMetricFamily(f"{P}_{name}", help, value=float(value))
