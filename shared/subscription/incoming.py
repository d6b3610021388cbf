"""An event as a follower receives it, from whichever source."""

from typing import Any, NamedTuple

from shared.log.meta import event_meta
from shared.log.recorded import EventMeta, Recorded, split_type
from shared.schemas.codec import decode


class Incoming(NamedTuple):
    """An event, still encoded, with its place in the source's hash chain."""

    meta: EventMeta
    type_version: int
    data: str | bytes
    hash: bytes
    prev_hash: bytes

    @property
    def position(self) -> int:
        return self.meta.position

    def event(self) -> Any:
        """The decoded event. Raises `UnknownEvent`."""
        return decode(self.meta.type, self.type_version, self.data)


def from_record(source: str, record: Recorded) -> Incoming:
    """A record of a log that this process can read."""
    version = split_type(record.type)[1]
    meta = event_meta(source, record)
    return Incoming(meta, version, record.data, record.hash, record.prev_hash)
