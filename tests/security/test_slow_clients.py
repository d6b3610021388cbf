"""Clients that send half a request and wait, or drip: they are cut, and nobody else notices."""

import json
import re
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.serving import Served, here, on_nameko

HALF = b"GET /views HT"
HALVES = (HALF, b"GET /views HTTP/1.1\r\nHost:", b"GET /views HTTP/1.1\r\nHost: x\r\n")
PLACES = 300


@pytest.fixture(params=[on_nameko, here], ids=["nameko", "threads"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with request.param(tmp_path / "home") as served:
        yield served


def up(served: Served, **bounds: object) -> None:
    served.set_web(**bounds)
    served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")


def connect(served: Served, source: str = "127.0.0.1") -> socket.socket:
    address = ("127.0.0.1", served.port("land"))
    return socket.create_connection(address, timeout=PATIENCE_SECONDS, source_address=(source, 0))


def get(served: Served, path: str, **more: Any) -> requests.Response:
    return requests.get(
        f"http://127.0.0.1:{served.port('land')}{path}", timeout=PATIENCE_SECONDS, **more
    )


def metrics(served: Served) -> str:
    return get(served, "/metrics").text


def rest(connection: socket.socket) -> bytes:
    """All that comes back until the service closes the connection."""
    pieces = []
    with suppress(ConnectionError):
        while piece := connection.recv(1 << 16):
            pieces.append(piece)
    return b"".join(pieces)


def head(served: Served, path: str, length: int, *headers: str, duty: str = "") -> bytes:
    token = served.token("natural-resources", *([duty] if duty else []))
    lines = [
        f"POST {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {token}",
        "Content-Type: application/json", "Idempotency-Key: k", f"Content-Length: {length}",
        *headers,
    ]  # fmt: skip
    return "\r\n".join([*lines, "", ""]).encode()


def test_more_half_sent_requests_than_there_is_room_for_keep_nobody_out(served: Served) -> None:
    up(served, connections=PLACES, head_seconds=120)
    authorised = {"Authorization": f"Bearer {served.token('natural-resources')}"}
    with ExitStack() as held:
        for _ in range(PLACES + 100):
            held.enter_context(connect(served)).sendall(HALF)
        for path in ("/health/live", "/health/ready", "/metrics"):
            eventually(lambda p=path: get(served, p).status_code == 200, path)
        view = "/views/reserve-ledger"
        eventually(lambda: get(served, view, headers=authorised).ok, "the view")
        told = re.search(r"^zhenxing_http_connections_cut_total (\S+)$", metrics(served), re.M)
        assert told and float(told[1]) > 0
    assert "Traceback" not in served.said


def test_half_a_request_is_cut_at_the_deadline_of_its_head(served: Served) -> None:
    up(served, head_seconds=3)
    with ExitStack() as held:
        silent, *others = [held.enter_context(connect(served)) for _ in range(1 + len(HALVES))]
        for connection, half in zip(others, HALVES, strict=True):
            connection.sendall(half)
        for connection in others:
            assert rest(connection).startswith(b"HTTP/1.1 408")
        assert rest(silent) == b""


def test_a_dripping_head_is_cut_though_it_never_stands_still(served: Served) -> None:
    up(served, head_seconds=1)
    with connect(served) as connection:
        assert dripping(connection, b"GET /views HTTP/1.1\r\n" + b"X: 1\r\n" * 500)


def test_a_dripping_body_is_cut_and_told_so(served: Served) -> None:
    up(served, grace_seconds=1)
    with connect(served) as connection:
        connection.sendall(head(served, "/simulations", 5_000))
        told = dripping(connection, b" " * 5_000)
        assert told.startswith(b"HTTP/1.1 408")
        assert json.loads(told.partition(b"\r\n\r\n")[2])["type"] == "too-slow"
    assert "Traceback" not in served.said


def dripping(connection: socket.socket, request: bytes) -> bytes:
    """What comes back while a request is sent byte by byte, some each second."""
    connection.settimeout(0.1)
    for byte in request:
        with suppress(TimeoutError):
            connection.sendall(bytes([byte]))
            if told := connection.recv(1 << 16):
                connection.settimeout(PATIENCE_SECONDS)
                return told + rest(connection)
            return b"cut"
    raise AssertionError("it was never cut")


def test_a_body_as_slow_as_allowed_is_taken(served: Served) -> None:
    up(served, grace_seconds=1, bytes_a_second=1)
    body = b'{"commands": []}'
    with connect(served) as connection:
        connection.sendall(head(served, "/simulations", len(body), "Connection: close"))
        connection.settimeout(0.2)
        for byte in body:
            with suppress(TimeoutError):
                connection.sendall(bytes([byte]))
                connection.recv(1, socket.MSG_PEEK)
        connection.settimeout(PATIENCE_SECONDS)
        assert rest(connection).startswith(b"HTTP/1.1 422")


def test_one_peer_has_so_many_connections_and_another_peer_room(served: Served) -> None:
    up(served, connections_by_peer=5, proxies=[], head_seconds=PATIENCE_SECONDS)
    with ExitStack() as held:
        other = held.enter_context(connect(served, "127.0.0.2"))
        other.sendall(HALF)
        first = held.enter_context(connect(served))
        first.sendall(HALF)
        eventually(lambda: get(served, "/health/live").ok, "the first to be read")

        def cut() -> bool:
            held.enter_context(connect(served)).sendall(HALF)
            return bool(select.select([first], [], [], 0)[0])

        eventually(cut, "the first of this peer to be cut")
        assert rest(first) == b""
        eventually(lambda: get(served, "/health/live").ok, "room for this peer")
        other.sendall(b"TP/1.0\r\n\r\n")
        assert rest(other).startswith(b"HTTP/1.1 401")


def test_where_all_are_being_answered_health_has_a_reserve(served: Served) -> None:
    up(served, connections=2, reserve=2)
    token = served.token("natural-resources", "service")
    poll = f"GET /events?wait=5&after=0 HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    with ExitStack() as held:

        def refusals() -> list[requests.Response]:
            held.enter_context(connect(served)).sendall(poll)
            told = get(served, "/openapi.json")
            return [told] if told.status_code == 503 else []

        [refused] = eventually(refusals, "both places to be taken")
        assert refused.headers["Retry-After"] == "1"
        assert refused.json()["type"] == "unavailable"
        for path in ("/health/live", "/health/ready", "/metrics"):
            assert get(served, path).status_code == 200
    eventually(lambda: get(served, "/openapi.json").ok, "room again")
