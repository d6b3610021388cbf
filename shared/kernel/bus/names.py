"""The names on the broker. They are nameko's own convention, so that its event handlers fit."""

from kombu.entity import Exchange, Queue

QUEUE_VERSION = 2
"""Queue arguments can't be changed; another set of them needs another version."""

EVENTS = ".events"
"""What an exchange is called after its service's name."""

QUEUE_ARGUMENTS = {
    "x-queue-type": "classic",
    "x-single-active-consumer": True,
    "x-max-length": 50_000,
    "x-overflow": "drop-head",
}


def exchange(service: str) -> Exchange:
    """The exchange on which a service publishes its events."""
    return Exchange(f"{service}{EVENTS}", type="topic", durable=True, auto_delete=False)


def queue(follower: str, source: str) -> Queue:
    """A follower's queue for a source's events: a cache that a dead follower can't overfill."""
    return Queue(
        queue_name(follower, source, QUEUE_VERSION),
        exchange=exchange(source),
        routing_key="#",
        durable=True,
        queue_arguments=QUEUE_ARGUMENTS,
    )


def queue_name(follower: str, source: str, version: int) -> str:
    """What a follower's queue is called in a version of the arguments."""
    return f"{follower}.{source}.v{version}"
