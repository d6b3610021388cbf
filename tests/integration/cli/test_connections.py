"""Whatever clients do with their connections, the service lives and tells them."""

import json
import resource
import select
import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from shared.runtime.settings import RUNTIMES
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.serving import Served, here, on_nameko

LIMIT = 200
"""Open files; a fifth of them may be connections, beside the reserve."""


@pytest.mark.parametrize("runs", [on_nameko, here], ids=RUNTIMES)
def test_what_is_no_http_is_told_as_every_other_problem(runs: Any, tmp_path: Path):
    with runs(tmp_path / "home") as served:
        is_told(served)


def is_told(served: Served) -> None:
    served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")
    for request, status in (
        (b"\x16\x03\x01 no HTTP at all\r\n\r\n", 400),
        (b"GET /views HTTP/9.9\r\n\r\n", 505),
        (b"GET /" + b"v" * 20_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET /views HTTP/1.1\r\n" + b"X-Header: 1\r\n" * 200 + b"\r\n", 431),
        (b"GET /views HTTP/1.1\r\nX-Header: " + b"x" * 20_000 + b"\r\n\r\n", 431),
        (b"POST /commands/x HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400),
        (b"POST /commands/x HTTP/1.1\r\nContent-Length: five\r\n\r\n", 400),
        (
            b"POST /commands/x HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (b"POST /commands/x HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
        (b"POST /commands/x HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 400),
    ):
        told = problem(answer(connect(served), request))
        assert (told["status"], told["type"]) == (status, "malformed"), request
    assert served.answers("land")
    assert "code 505" in served.said
    assert "Traceback" not in served.said


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_one_connection_too_many_takes_the_place_of_the_one_that_was_silent_longest(
    served: Served, runtime: str
):
    served.env["ZHENXING_RUNTIME"] = runtime
    served.serve("land", descriptors=LIMIT)
    eventually(lambda: served.answers("land"), "land to be ready")
    with ExitStack() as held:
        first, *others = [held.enter_context(connect(served)) for _ in range(LIMIT // 5)]

        def cut() -> bool:
            return served.answers("land") and bool(select.select([first], [], [], 0)[0])

        eventually(cut, "the first to be cut")
        assert first.recv(1) == b""
        assert b"200 OK" in answer(others[-1], b"GET /health/live HTTP/1.0\r\n\r\n")


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_service_out_of_descriptors_lives_on(served: Served, runtime: str):
    served.env["ZHENXING_RUNTIME"] = runtime
    land = served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")
    resource.prlimit(land.pid, resource.RLIMIT_NOFILE, (60, 60))
    with ExitStack() as held:
        for _ in range(100):
            held.enter_context(connect(served))
        eventually(lambda: "no connection can be taken" in served.said, "the warning")
        assert land.poll() is None
    eventually(lambda: served.answers("land"), "descriptors to be free again")
    assert "Traceback" not in served.said


def connect(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port("land")), timeout=PATIENCE_SECONDS)


def answer(connection: socket.socket, request: bytes) -> bytes:
    """All that comes back until the service closes the connection."""
    with connection:
        with suppress(ConnectionError):  # what can't be HTTP is answered before it has all come
            connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def problem(raw: bytes) -> dict[str, Any]:
    head, _, body = raw.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head, raw
    told: dict[str, Any] = json.loads(body)
    assert told["detail"] and any("\u4e00" <= c <= "\u9fff" for c in told["detail_zh"])
    return told
