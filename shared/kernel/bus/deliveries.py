"""Messages off AMQP 0-9-1's frames, without what py-amqp and kombu make of each.

A header table is read past: only the headers that somebody asked for become texts.
"""

from collections.abc import Callable, Collection
from struct import error as StructError
from struct import unpack_from
from typing import Any, NamedTuple

from amqp.exceptions import FrameSyntaxError
from amqp.serialization import loads

METHOD, HEADER, BODY = 1, 2, 3
DELIVER = b"\x00\x3c\x00\x3c"
"""basic.deliver, its class and method."""
TYPE_AND_ENCODING = (0x8000, 0x4000)
HEADERS = 0x2000
MORE_FLAGS = 0x0001
LONG_STRING = ord("S")

Frame = tuple[int, int, bytes]
"""Kind, channel, payload."""


class NotRead(ValueError):
    """A message that is not of the form in which services send theirs."""


class Delivered(NamedTuple):
    """A message as it came: its exchange, its properties, still as bytes, and its body."""

    exchange: str
    properties: bytes
    body: bytes

    def headers(self, wanted: Collection[bytes]) -> dict[str, str]:
        """Those of its headers that are wanted and texts. Raises `NotRead`."""
        try:
            return _texts(self.properties, wanted)
        except (IndexError, ValueError, StructError, FrameSyntaxError) as wrong:
            raise NotRead(f"headers: {type(wrong).__name__} {wrong}") from None


class _Begun:
    """A message of which more frames will come."""

    def __init__(self, exchange: str) -> None:
        self.exchange = exchange
        self.properties = b""
        self.missing = 0
        self.body: list[bytes] = []


class Deliveries:
    """Takes the frames of deliveries off a connection; all others stay py-amqp's.

    Answers, as py-amqp's own handler of frames does, whether something is complete.
    """

    def __init__(self, connection: Any, receive: Callable[[Delivered], None]) -> None:
        self._connection = connection
        self._usual: Callable[[Frame], bool] = connection.on_inbound_frame
        self._receive = receive
        self._begun: dict[int, _Begun] = {}
        connection.on_inbound_frame = self

    def __call__(self, frame: Frame) -> bool:
        kind, channel, payload = frame
        if kind == METHOD and payload[:4] == DELIVER:
            self._begun[channel] = _Begun(_exchange(payload))
        elif kind in (HEADER, BODY) and channel in self._begun:
            self._take(kind, channel, payload)
        else:
            return self._usual(frame)
        self._connection.bytes_recv += 1  # by which heartbeats know that the broker lives
        return channel not in self._begun

    def _take(self, kind: int, channel: int, payload: bytes) -> None:
        begun = self._begun[channel]
        if kind == HEADER:
            (begun.missing,) = unpack_from(">Q", payload, 4)
            begun.properties = bytes(payload[12:])
        else:
            begun.body.append(payload)
            begun.missing -= len(payload)
        if begun.missing <= 0:
            del self._begun[channel]
            self._receive(Delivered(begun.exchange, begun.properties, b"".join(begun.body)))


def _exchange(payload: bytes) -> str:
    """Of a delivery's arguments: consumer's tag, number, whether it comes again, exchange."""
    at = 4 + 1 + payload[4] + 8 + 1
    return str(payload[at + 1 : at + 1 + payload[at]], "utf-8", "replace")


def _texts(properties: bytes, wanted: Collection[bytes]) -> dict[str, str]:
    (flags,) = unpack_from(">H", properties, 0)
    if flags & MORE_FLAGS:
        raise ValueError("more properties than there are")
    at = 2
    for flag in TYPE_AND_ENCODING:
        if flags & flag:
            at += 1 + properties[at]
    if not flags & HEADERS:
        return {}
    table = at
    (length,) = unpack_from(">I", properties, at)
    at += 4
    end = at + length
    found: dict[str, str] = {}
    while at < end:
        named = at + 1 + properties[at]
        name = properties[at + 1 : named]
        if properties[named] != LONG_STRING:  # none of ours: of a broker's plug-in, for example
            return _texts_among(loads("F", properties, table)[0][0], wanted)
        begins = named + 5
        (length,) = unpack_from(">I", properties, named + 1)
        at = begins + length
        if at > end:
            raise ValueError("they end too soon")
        if name in wanted:
            found[name.decode()] = properties[begins:at].decode()
    return found


def _texts_among(headers: dict[str, Any], wanted: Collection[bytes]) -> dict[str, str]:
    return {n: v for n, v in headers.items() if n.encode() in wanted and isinstance(v, str)}
