"""What comes and goes by the broker, and whom tokens are checked with."""

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric

from shared.metrics.families import counter, gauge
from shared.metrics.observed import Observed


def broker(service: Observed) -> Iterator[Metric]:
    """A service that follows nobody listens to nobody; one without a relay publishes nothing."""
    consumer, relay = service.consumer, service.relay
    if consumer.listens:
        yield gauge("broker_listening", "1 while the broker's messages arrive", consumer.connected)
    if relay:
        yield gauge("broker_publishing", "1 while the relay has a connection", relay.connected)
        yield counter("relay_published_events", "Events that the broker confirmed", relay.published)
    yield counter("broker_messages", "Messages received from the broker", consumer.received)
    yield counter("broker_unreadable", "Messages nobody could read", consumer.unreadable)
    yield counter(
        "broker_ignored",
        "Messages that are no part of their source's history",
        service.ignored(),
    )


def identity(service: Observed) -> Iterator[Metric]:
    keys = service.identities.keys
    yield gauge("identity_keys", "Keys that tokens are checked with", len(keys))
    yield gauge(
        "identity_keys_failing", "1 while the key set can't be looked at", bool(keys.failing)
    )
    yield counter("identity_key_looks_failed", "Looks at the key set that failed", keys.failed)
