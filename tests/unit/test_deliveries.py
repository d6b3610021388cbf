"""Deliveries are read off frames as py-amqp reads them; all other frames stay py-amqp's."""

import string
from types import SimpleNamespace
from typing import Any

import pytest
from amqp.serialization import dumps
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.bus.deliveries import BODY, DELIVER, HEADER, METHOD, Deliveries, NotRead
from shared.kernel.bus.frames import frames

names = st.text(string.ascii_letters + "._-", min_size=1, max_size=40)
FRAME_MAX = 4096
HEARTBEAT = 8


def connection() -> Any:
    """What py-amqp's connection has of this, with the frames that are left to it."""
    left: list[Any] = []
    return SimpleNamespace(bytes_recv=0, left=left, on_inbound_frame=lambda f: not left.append(f))


def delivered(exchange: str, key: str) -> bytes:
    """The method of a delivery."""
    return DELIVER + dumps("sLbss", ("tag", 1, False, exchange, key))


def taken_apart(data: bytes) -> list[tuple[int, int, bytes]]:
    found = []
    while data:
        length = int.from_bytes(data[3:7], "big")
        found.append((data[0], int.from_bytes(data[1:3], "big"), data[7 : 7 + length]))
        data = data[8 + length :]
    return found


@given(names, names, st.binary(max_size=20_000), st.dictionaries(names, st.text()))
def test_a_message_arrives_as_it_was_sent(exchange, key, body, headers):
    broker, received = connection(), []
    take = Deliveries(broker, received.append)
    sent = taken_apart(frames(7, exchange, key, body, headers, "id", FRAME_MAX))[1:]
    told = [take((METHOD, 7, delivered(exchange, key))), *map(take, sent)]
    [message] = received
    assert (message.exchange, message.body) == (exchange, body)
    assert message.headers({name.encode() for name in headers}) == headers
    assert told == [False] * len(sent) + [True]
    assert (broker.bytes_recv, broker.left) == (len(told), [])


def test_only_what_is_wanted_becomes_a_text():
    [message] = arrived({"a": "1", "b": "2"})
    assert message.headers({b"b"}) == {"b": "2"}


def test_two_channels_are_told_apart():
    received: list[Any] = []
    take = Deliveries(connection(), received.append)
    for channel, body in ((7, b"seven"), (8, b"eight")):
        take((METHOD, channel, delivered(f"{channel}", "k")))
        take(content(channel, len(body)))
    take((BODY, 8, b"eight"))
    take((BODY, 7, b"seven"))
    assert [(m.exchange, m.body) for m in received] == [("8", b"eight"), ("7", b"seven")]


def test_other_frames_are_left_to_amqp():
    broker, received = connection(), []
    take = Deliveries(broker, received.append)
    others = [(METHOD, 7, b"\x00\x3c\x00\x15"), (HEARTBEAT, 0, b""), content(9, 0)]
    take((METHOD, 7, delivered("e", "k")))
    for frame in others:
        take(frame)
    assert (broker.left, received) == (others, [])


def test_headers_that_are_no_texts_are_read_past():
    [message] = arrived({"count": 5, "deaths": [{"queue": "q"}], "a": "1"})
    assert message.headers({b"a", b"count"}) == {"a": "1"}


def test_headers_of_bytes_that_are_no_text_are_not_read():
    [message] = arrived({"a": b"\xff\xfe"})
    with pytest.raises(NotRead):
        message.headers({b"a"})


@pytest.mark.parametrize("left", [0, 1, 3, 5, 8, 12])
def test_headers_that_end_too_soon_are_not_read(left: int):
    [message] = arrived({"a": "1"})
    with pytest.raises(NotRead):
        message._replace(properties=message.properties[:left]).headers({b"a"})


def arrived(headers: dict[str, Any]) -> list[Any]:
    received: list[Any] = []
    take = Deliveries(connection(), received.append)
    take((METHOD, 7, delivered("e", "k")))
    take(content(7, 0, headers))
    return received


def content(channel: int, size: int, headers: dict[str, Any] | None = None) -> Any:
    """The frame that says how long a body follows, and which headers go with it."""
    table = b"\x20\x00" + dumps("F", (headers,)) if headers else b"\x00\x00"
    return HEADER, channel, b"\x00\x3c\x00\x00" + size.to_bytes(8, "big") + table
