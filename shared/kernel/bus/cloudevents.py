"""Events on the wire: CloudEvents 1.0, binary mode, in AMQP headers; the body is the data."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import MsgspecError

from shared.kernel.log.meta import microseconds
from shared.kernel.log.recorded import EventMeta, Recorded, hash_of, stored_type
from shared.kernel.log.tracing import traceparent
from shared.kernel.subscription.incoming import Announced, Incoming, from_elsewhere
from shared.schemas.codec import canonical, latest
from shared.schemas.events import EventType, event_type

P = "cloudEvents_"
LARGEST_META = 1 << 16
"""Bytes of stored metadata that a message carries: all its headers must fit into one frame."""


class Unreadable(ValueError):
    """A message that is not one of our events; the feed has the event itself."""


class Forged(ValueError):
    """A message whose bytes do not give the hash that it claims."""


def headers_of(event: Incoming, url: str = "", city: str = "") -> dict[str, str]:
    """The headers of an event: CloudEvents attributes, our extensions, W3C trace context.

    `url` is where its service is reached: the data's schema is served there. Where the body is the
    text that was stored, `storedmeta` is the other: followers recompute the hash from both. A `city`
    that has a name says it in the source: elsewhere there are services of the same name.
    """
    meta = event.meta
    known = event_type(meta.type)
    proof = {f"{P}storedmeta": event.stored_meta} if _whole(event, known) else {}
    return proof | {
        f"{P}specversion": "1.0",
        f"{P}id": meta.event_id,
        f"{P}source": source_of(meta.source, city),
        f"{P}type": meta.type,
        f"{P}subject": meta.stream,
        f"{P}time": meta.effective_at.isoformat(),
        f"{P}datacontenttype": "application/json",
        f"{P}dataschema": f"{url}/schemas/{meta.source}/{meta.type}/{known.version}",
        f"{P}sequence": f"{meta.position:020d}",
        f"{P}correlationid": meta.correlation_id,
        f"{P}causationid": meta.command_id,
        f"{P}hash": event.hash.hex(),
        f"{P}prevhash": event.prev_hash.hex(),
        f"{P}streamversion": str(meta.version),
        f"{P}streamid": meta.id,
        f"{P}actor": meta.person,
        **_names(meta),
        f"{P}organisation": meta.organisation,
        f"{P}clause": meta.clause,
        f"{P}recordedtime": meta.recorded_at.isoformat(),
        "traceparent": traceparent(meta),
    }


def body_of(event: Incoming) -> bytes:
    """The event's data in its latest shape; of a restricted event only the public fields."""
    known = event_type(event.meta.type)
    text = event.data if isinstance(event.data, str) else event.data.decode()
    text = latest(event.meta.type, event.type_version, text)
    if known.restricted:
        text = canonical(known.public(json.loads(text)))
    return text.encode()


def source_of(service: str, city: str = "") -> str:
    """What an event is said to come from: `/projects`, or `/jinan/projects`."""
    return f"/{city}/{service}" if city else f"/{service}"


def announced_by(headers: Mapping[str, Any], body: bytes | str, city: str = "") -> Announced:
    """What a message says. Only what its hash covers is taken from it. What was sent before the
    `city` had a name is its own, too.

    Raises `Unreadable`, `Forged`.
    """
    try:
        said, position = str(headers[f"{P}source"]), int(headers[f"{P}sequence"])
        source = said.removeprefix(source_of("", city)).removeprefix("/")
        if not 0 < position < 2**63:
            raise Unreadable(f"no position: {position}")
        if f"{P}storedmeta" not in headers:
            return Announced(source, position)
        record = _record(position, headers, body if isinstance(body, str) else body.decode())
        given = hash_of(record)
        if given != record.hash:
            raise Forged(
                f"{source}: position {position} claims {record.hash.hex()}, has {given.hex()}"
            )
        return Announced(source, position, from_elsewhere(source, record))
    except (Forged, Unreadable):
        raise
    except (KeyError, ValueError, TypeError, OverflowError, MsgspecError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from None


_READ = (
    "source", "sequence", "storedmeta", "dataschema", "subject", "streamversion", "id", "type",
    "recordedtime", "hash", "prevhash",
)  # fmt: skip
READ = frozenset(f"{P}{name}".encode() for name in _READ)
"""The headers that `announced_by` looks at; all others are for other readers."""


def _record(position: int, headers: Mapping[str, Any], data: str) -> Recorded:
    version = int(str(headers[f"{P}dataschema"]).rpartition("/")[2])
    return Recorded(
        position=position,
        stream=str(headers[f"{P}subject"]),
        version=int(headers[f"{P}streamversion"]),
        id=str(headers[f"{P}id"]),
        type=stored_type(str(headers[f"{P}type"]), version),
        data=data,
        meta=str(headers[f"{P}storedmeta"]),
        recorded_at=microseconds(datetime.fromisoformat(headers[f"{P}recordedtime"])),
        digest=b"",
        hash=bytes.fromhex(headers[f"{P}hash"]),
        prev_hash=bytes.fromhex(headers[f"{P}prevhash"]),
    )


def _whole(event: Incoming, known: EventType) -> bool:
    """Whether the body is the stored text: not redacted, not brought to a later shape."""
    as_stored = event.type_version == known.version and not known.restricted
    return as_stored and 0 < len(event.stored_meta.encode()) <= LARGEST_META


def _names(meta: EventMeta) -> dict[str, str]:
    """Of whoever is called otherwise than by the stable id, or acts as a deputy."""
    told = {
        f"{P}actorname": meta.name,
        f"{P}onbehalfof": meta.on_behalf_of,
        f"{P}onbehalfofname": meta.on_behalf_of_name,
    }
    return {name: value for name, value in told.items() if value}
