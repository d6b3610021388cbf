"""An event as a follower receives it, from whichever source."""

from functools import lru_cache
from typing import Any, NamedTuple

from shared.kernel.log.recorded import EventMeta, Recorded, split_type
from shared.schemas.codec import decode


class Incoming(NamedTuple):
    """An event, still encoded, with its place in the source's hash chain.

    `stored_meta` is the text that the source hashed with it; empty where nobody will ask for it.
    """

    meta: EventMeta
    type_version: int
    data: str | bytes
    hash: bytes
    prev_hash: bytes
    stored_meta: str = ""

    @property
    def position(self) -> int:
        return self.meta.position

    def event(self) -> Any:
        """The decoded event, the same for all who ask. Raises `UnknownEvent`."""
        return _decoded(self.meta.type, self.type_version, self.data)


_decoded = lru_cache(maxsize=2_048)(decode)
"""Every view that an event concerns, its stream's state and the reactions to it ask for it: as many
are kept as the views take at once."""


class Announced(NamedTuple):
    """What the broker brings: an event of a source is said to stand at a position.

    `event` is None where the message has not all its bytes; the feed has them. Its bytes give its
    hash; whether that is part of the source's history, only the source knows.
    """

    source: str
    position: int
    event: Incoming | None = None


def from_record(source: str, record: Recorded) -> Incoming:
    """A record of a log that this process can read."""
    version = split_type(record.type)[1]
    meta = EventMeta.of(source, record)
    return Incoming(meta, version, record.data, record.hash, record.prev_hash, record.meta)


def from_elsewhere(source: str, record: Recorded) -> Incoming:
    """A record that somebody else told of. Raises `msgspec.MsgspecError` of no metadata."""
    event = from_record(source, record)
    event.meta.read()
    return event
