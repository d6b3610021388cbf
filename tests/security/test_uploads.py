"""Uploads count before they are received: what is too large is refused while it is still away."""

import socket
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from shared.face.http.face import Limits
from shared.runtime.web.body import Body
from tests.eventually import PATIENCE_SECONDS
from tests.integration.cli.serving import Served, processes
from tests.integration.http.served import served as serving
from tests.security.test_slow_clients import connect, head, rest, up

TOO_MUCH = 30 << 20


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for all: what it refuses changes nothing in it."""
    with processes(tmp_path_factory.mktemp("land") / "home") as served:
        up(served)
        yield served


def test_too_large_an_upload_is_refused_before_a_byte_of_it_is_sent(land: Served) -> None:
    for path in ("/documents?name=x", "/simulations"):
        with connect(land) as connection:
            connection.sendall(head(land, path, TOO_MUCH))
            told = rest(connection)
            assert told.startswith(b"HTTP/1.1 413") and b"Connection: close" in told


def test_who_asks_first_is_not_told_to_go_on(land: Served) -> None:
    with connect(land) as connection:
        connection.sendall(head(land, "/documents?name=x", TOO_MUCH, "Expect: 100-continue"))
        assert rest(connection).startswith(b"HTTP/1.1 413")
    body = b'{"commands": []}'
    with connect(land) as connection:
        asked = head(land, "/simulations", len(body), "Expect: 100-continue", "Connection: close")
        connection.sendall(asked)
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(body)
        assert rest(connection).startswith(b"HTTP/1.1 422")


def test_a_chunked_upload_is_counted_while_it_comes(land: Served) -> None:
    piece = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
    with connect(land) as connection:
        connection.sendall(chunked(land, "/documents?name=x"))
        sent = 0
        try:
            while sent < TOO_MUCH:
                connection.sendall(piece)
                sent += 1 << 20
        except ConnectionError:
            pass
        assert rest(connection).startswith(b"HTTP/1.1 413") or sent < TOO_MUCH


@pytest.mark.parametrize(
    "body",
    [
        b"no size\r\n",
        b"-5\r\nhello\r\n0\r\n\r\n",
        b"0x5\r\nhello\r\n0\r\n\r\n",
        b"1_0\r\n",
        b"3\r\nhello\r\n0\r\n\r\n",
        b"5" * 10_000,
        b"0\r\n" + b"X: 1\r\n" * 400_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_chunks_that_are_none_are_malformed_and_end_the_connection(
    land: Served, body: bytes
) -> None:
    with connect(land) as connection:
        connection.sendall(chunked(land, "/simulations"))
        try:
            connection.sendall(body)
        except ConnectionError:
            return
        assert b" 400 " in rest(connection).partition(b"\r\n")[0] + b" 400 "
    assert "Traceback" not in land.said


def chunked(served: Served, path: str) -> bytes:
    plain = head(served, path, 0)
    return plain.replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")


def test_after_a_small_unread_body_the_connection_goes_on(land: Served) -> None:
    asked = head(land, "/commands/no-such-command", 5)
    with connect(land) as connection:
        for _ in range(2):
            connection.sendall(asked + b"12345")
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 404")


@given(st.lists(st.binary(min_size=1, max_size=40_000), max_size=5), st.integers(1, 30_000))
def test_chunks_come_together_again_however_they_are_read(pieces: list[bytes], most: int) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        wire = b"".join(b"%x;x=1\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\nX: 1\r\n\r\n"
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        ours.sendall(wire)
        body = Body(theirs.makefile("rb"), None)
        assert b"".join(iter(lambda: body.read(most), b"")) == b"".join(pieces)
        assert body.left == 0


class Slow(BytesIO):
    """A body that is still on its way."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.began, self.let_go = threading.Event(), threading.Event()

    def read(self, length: int | None = -1) -> bytes:
        self.began.set()
        assert self.let_go.wait(PATIENCE_SECONDS)
        return super().read(length)


def test_one_organisation_does_not_take_all_places_for_uploads(tmp_path: Path) -> None:
    limits = Limits(uploads=2, uploads_by_organisation=1)
    with serving("supervision", tmp_path, limits) as service:

        def send(by: str, body: BytesIO) -> TestResponse:
            return service.call(
                "POST", "/documents?name=x", by=by, input_stream=body,
                headers={"Content-Length": "5", "Content-Type": "image/png"},
            )  # fmt: skip

        slow = Slow(b"12345")
        held = threading.Thread(target=send, args=("taoluo", slow))
        held.start()
        assert slow.began.wait(PATIENCE_SECONDS)
        try:
            refused = send("taoluo", BytesIO(b"12345"))
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
            assert send("housing", BytesIO(b"12345")).status_code == 201
        finally:
            slow.let_go.set()
        held.join()
        assert send("taoluo", BytesIO(b"12345")).status_code == 201
