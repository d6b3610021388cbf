"""W3C trace context: which chain an event belongs to, in the eyes of who watches many systems.

What a caller says of it goes with the event, through log and broker, to the last reaction. Without
a caller's, the command that began it all names the trace.
"""

import re

from shared.kernel.log.recorded import EventMeta

PARENT = "traceparent"
"""The header."""

_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def accepted(traceparent: str) -> str:
    """A caller's trace context; empty where it is none, as the standard asks."""
    return traceparent if _TRACEPARENT.fullmatch(traceparent) else ""


def traceparent(meta: EventMeta) -> str:
    """The context of what follows from an event: its trace, and the event as the parent."""
    trace = meta.traceparent[3:35] or meta.correlation_id.replace("-", "")
    flags = meta.traceparent[53:55] or "01"
    return f"00-{trace}-{meta.event_id.replace('-', '')[:16]}-{flags}"


def passed_on(meta: EventMeta) -> str:
    """The context of a command that answers an event; empty where nobody gave any."""
    return traceparent(meta) if meta.traceparent else ""
