"""A record of the log, and what its readers are told about an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.kernel.log.chain import GENESIS, chain
from shared.kernel.log.meta import decode_meta, instant
from shared.schemas.codec import digest
from shared.schemas.frozen import quick

__all__ = ["GENESIS", "EventMeta", "Recorded", "hash_of", "split_type", "stored_type"]


class Recorded(NamedTuple):
    """One record as it is stored. `data` and `meta` are the texts that were hashed.

    `type` is the event type's name, with `/version` after it from version 2 on. `recorded_at` is
    in microseconds since 1970, UTC; `digest`, `hash` and `prev_hash` are 32 bytes. Who follows is
    given no `digest`.
    """

    position: int
    stream: str
    version: int
    id: str
    type: str
    data: str
    meta: str
    recorded_at: int
    digest: bytes
    hash: bytes
    prev_hash: bytes


def hash_of(record: Recorded) -> bytes:
    """The hash that the bytes of a record give after `prev_hash`, whatever hash it claims."""
    own = digest(record.stream, record.version, record.id, record.type, record.data, record.meta)
    return chain(record.prev_hash, record.position, record.recorded_at, own)


def in_words(name: str, principal: str) -> str:
    """A person's name, and for whom they act as a deputy."""
    return f"{name}（代{principal}）" if principal else name


def stored_type(name: str, version: int) -> str:
    """An event type and its version as the log stores them."""
    return name if version == 1 else f"{name}/{version}"


@lru_cache(maxsize=4_096)
def split_type(stored: str) -> tuple[str, int]:
    """The name and version of a stored type."""
    name, _, version = stored.partition("/")
    return name, int(version or 1)


@quick
@dataclass(frozen=True, slots=True)
class EventMeta:
    """Where an event stands and what surrounds it.

    `id` is the stream's name without its category. `effective_at` is when it happened,
    `recorded_at` when it was appended; both aware, UTC. `person` is the stable id of who acted,
    `name` what they were called, where that is not the same; `on_behalf_of` for whom they acted as
    a deputy. `parameters` are those that the decision read, with their values then, `policy` the
    version of the text under which it was taken.
    """

    source: str
    position: int
    stream: str
    id: str
    version: int
    event_id: str
    type: str
    effective_at: datetime
    recorded_at: datetime
    person: str
    organisation: str
    clause: str
    command_id: str
    correlation_id: str
    name: str = ""
    on_behalf_of: str = ""
    on_behalf_of_name: str = ""
    traceparent: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    policy: str = ""
    _record: Recorded | None = field(default=None, init=False, repr=False, compare=False)
    """What the fields are read from that nobody has asked for yet."""

    @classmethod
    def of(cls, source: str, record: Recorded) -> "EventMeta":
        """What readers are told about a record; `source` is the service whose log it stands in.

        What stands in the metadata's text is read when somebody asks for it first: most folds never
        do, and it is what takes longest. That raises `msgspec.MsgspecError` of no such text.
        """
        meta = object.__new__(cls)
        position, stream, version, id, type, *_ = record
        _put(meta, "_record", record)
        _put(meta, "source", source)
        _put(meta, "position", position)
        _put(meta, "stream", stream)
        _put(meta, "version", version)
        _put(meta, "event_id", id)
        _put(meta, "type", split_type(type)[0])
        return meta

    if not TYPE_CHECKING:  # else nobody would be told of a name that is none

        def __getattr__(self, name: str) -> Any:
            """A field that has not been read yet: now all of them are."""
            if name in _LATE:
                self.read()
            return object.__getattribute__(self, name)

    def read(self) -> None:
        """Read what was put off. Raises `msgspec.MsgspecError`."""
        record = self._record
        if record is None:
            return
        stored = decode_meta(record.meta)
        _put(self, "recorded_at", instant(record.recorded_at))
        _put(self, "effective_at", stored.effective)
        _put(self, "correlation_id", stored.correlation)
        for name in _AS_STORED:
            _put(self, name, getattr(stored, name))
        _put(self, "_record", None)

    @property
    def called(self) -> str:
        """Who acted, in words: both names, where it was a deputy."""
        return in_words(self.name or self.person, self.on_behalf_of_name or self.on_behalf_of)


_put = object.__setattr__
_AS_STORED = (
    *("id", "person", "organisation", "clause", "command_id", "name", "on_behalf_of"),
    *("on_behalf_of_name", "traceparent", "parameters", "policy"),
)
_LATE = {"recorded_at", "effective_at", "correlation_id", *_AS_STORED}
