"""The names on the broker. They are nameko's own convention, so that its event handlers fit."""

from kombu.entity import Exchange, Queue

QUEUE_VERSION = 1
"""Queue arguments can't be changed; another set of them needs another version."""

QUEUE_ARGUMENTS = {
    "x-queue-type": "quorum",
    "x-single-active-consumer": True,
    "x-max-length": 50_000,
    "x-overflow": "drop-head",
}


def exchange(service: str) -> Exchange:
    """The exchange on which a service publishes its events."""
    return Exchange(f"{service}.events", type="topic", durable=True, auto_delete=False)


def queue(follower: str, source: str) -> Queue:
    """A follower's queue for a source's events: a cache that a dead follower can't overfill."""
    return Queue(
        f"{follower}.{source}.v{QUEUE_VERSION}",
        exchange=exchange(source),
        routing_key="#",
        durable=True,
        queue_arguments=QUEUE_ARGUMENTS,
    )
