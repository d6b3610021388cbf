"""What operations see: that nothing is stuck and nothing lost, as Prometheus collects it.

Everything is read when it is asked for; while nobody asks, nothing is computed.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from shared.kernel.log.batch import StoreUnavailable
from shared.metrics.bus import broker, identity
from shared.metrics.commands import appends, commands
from shared.metrics.families import gauge
from shared.metrics.following import parked, set_aside, subscriptions
from shared.metrics.keeping import backup, disk, pool, verified
from shared.metrics.observed import Observed
from shared.metrics.patience import Question
from shared.metrics.programme import Programme
from shared.metrics.time import calendar, clocks, deadlines

STORE_SECONDS = 1.5
"""A store that is cut off answers nothing at all for up to twenty seconds; a scrape ends after ten,
and would call the service absent that only has no store."""


class ServiceCollector:
    """Reads a service's figures when they are asked for; nothing is counted twice."""

    def __init__(self, service: Observed) -> None:
        self._service = service
        self._programme = Programme(service.reader, service.gauges, service.clock)
        self._asked = Question(lambda: list(self._kept()))

    def collect(self) -> Iterator[Metric]:
        service = self._service
        yield from commands(service)
        yield from appends(service)
        yield from subscriptions(service)
        yield from broker(service)
        yield from identity(service)
        yield from deadlines(service)
        yield calendar(service.clock.now().year)
        yield from verified(service)
        yield from backup(service.backup_record)
        yield from disk(service.database)
        yield from pool(service.database)
        yield from self._store()

    def _store(self) -> Iterator[Metric]:
        """What the store alone knows; nothing but that it is away while it is."""
        told: list[Metric] | None = None
        if self._service.prepared.is_set():
            with suppress(StoreUnavailable):
                told = self._asked.answer(STORE_SECONDS)
        yield gauge("store_up", "1 while the store answers", told is not None)
        yield from told or ()

    def _kept(self) -> Iterator[Metric]:
        service = self._service
        keys = Counter(key.subscription for key in service.parking.all())
        due, _ = service.deadline_outlook()
        yield parked(service, keys)
        yield set_aside(service, service.reader.set_aside())
        yield gauge("deadlines_due", "Deadlines that have passed and wait to be told", due)
        yield from clocks(service)
        yield from self._programme.collect()


def collectors(service: Observed) -> CollectorRegistry:
    """The registry of one service."""
    registry = CollectorRegistry()
    registry.register(ServiceCollector(service))
    return registry
