"""Events on the wire: CloudEvents 1.0, binary mode, in AMQP headers; the body is the data."""

import json
from datetime import datetime
from typing import Any

from shared.log.recorded import EventMeta
from shared.schemas.codec import canonical, latest
from shared.schemas.events import UnknownEvent, event_type
from shared.subscription.incoming import Incoming

P = "cloudEvents_"


class Unreadable(ValueError):
    """A message that is not one of our events; the feed has the event itself."""


def headers_of(event: Incoming, url: str = "") -> dict[str, str]:
    """The headers of an event: CloudEvents attributes, our extensions, W3C trace context.

    `url` is where its service is reached: the data's schema is served there.
    """
    meta = event.meta
    known = event_type(meta.type)
    return {
        f"{P}specversion": "1.0",
        f"{P}id": meta.event_id,
        f"{P}source": f"/{meta.source}",
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
        f"{P}organisation": meta.organisation,
        f"{P}clause": meta.clause,
        f"{P}recordedtime": meta.recorded_at.isoformat(),
        "traceparent": _traceparent(meta),
    }


def body_of(event: Incoming) -> bytes:
    """The event's data in its latest shape; of a restricted event only the public fields."""
    known = event_type(event.meta.type)
    text = event.data if isinstance(event.data, str) else event.data.decode()
    text = latest(event.meta.type, event.type_version, text)
    if known.restricted:
        plain = json.loads(text)
        text = canonical({k: v for k, v in plain.items() if k in known.public_fields})
    return text.encode()


def incoming_from(headers: dict[str, Any], body: bytes | str) -> Incoming | None:
    """The event that a message carries; None for a restricted one, whose body is not whole.

    Raises `Unreadable`.
    """
    try:
        schema = str(headers[f"{P}dataschema"])
        name = str(headers[f"{P}type"])
        meta = EventMeta(
            source=str(headers[f"{P}source"]).removeprefix("/"),
            position=int(headers[f"{P}sequence"]),
            stream=str(headers[f"{P}subject"]),
            id=str(headers[f"{P}streamid"]),
            version=int(headers[f"{P}streamversion"]),
            event_id=str(headers[f"{P}id"]),
            type=name,
            effective_at=datetime.fromisoformat(headers[f"{P}time"]),
            recorded_at=datetime.fromisoformat(headers[f"{P}recordedtime"]),
            person=str(headers[f"{P}actor"]),
            organisation=str(headers[f"{P}organisation"]),
            clause=str(headers[f"{P}clause"]),
            command_id=str(headers[f"{P}causationid"]),
            correlation_id=str(headers[f"{P}correlationid"]),
        )
        hashes = bytes.fromhex(headers[f"{P}hash"]), bytes.fromhex(headers[f"{P}prevhash"])
        version = int(schema.rpartition("/")[2])
    except (KeyError, ValueError, TypeError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from None
    incoming = Incoming(meta, version, body, *hashes)
    try:
        if event_type(name).restricted:
            return None
        incoming.event()
    except UnknownEvent:
        pass  # the follower itself stops at what it does not know
    except ValueError as error:
        raise Unreadable(f"{name}: {error}") from None
    return incoming


def _traceparent(meta: EventMeta) -> str:
    trace = meta.correlation_id.replace("-", "")
    return f"00-{trace}-{meta.event_id.replace('-', '')[:16]}-01"
