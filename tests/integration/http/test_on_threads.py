"""What cheroot and the runtime on threads make of requests, beside an application of three lines."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from deploy.servers import free_port
from shared.runtime.on_threads.server import Server
from shared.runtime.settings import ServiceSettings, WebSettings
from tests.authority import Authority
from tests.eventually import PATIENCE_SECONDS, eventually

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@contextmanager
def serving(
    application: Application, shown: tuple[Path, Path] | None = None, **bounds: Any
) -> Iterator[Server]:
    """A server, which shows a certificate and its key where it is given them."""
    own = ServiceSettings("land", f"127.0.0.1:{free_port()}")
    if shown:
        certificate, key = map(str, shown)
        own = replace(own, address=f"https://{own.address}", certificate=certificate, key=key)
    server = Server(own, WebSettings(**bounds))
    server.listen()
    server.start(application)
    try:
        yield server
    finally:
        server.end()
        assert server.wait_ended(PATIENCE_SECONDS)


def connect(server: Server) -> socket.socket:
    return socket.create_connection(server.bind_addr, timeout=PATIENCE_SECONDS)


def told(server: Server, request: bytes) -> bytes:
    """All that comes back for what is sent at once, until the connection ends."""
    with connect(server) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def saying(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Says what it was asked, and whether it was told of a length that is none."""
    said = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {environ.get('HTTP_X_A')}".encode()
    start("200 OK", [("Content-Length", str(len(said)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [said]


def streaming(environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes]:
    start("200 OK", [("Content-Type", "text/csv")])
    yield b"one,"
    yield b"two"
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("the store is gone")


def reading(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def test_requests_on_one_connection_are_answered_in_their_order() -> None:
    with serving(saying) as server:
        answers = told(
            server,
            b"GET /a%2Fb%20c HTTP/1.1\r\nX-A: 1\r\nX-A: 2\r\nX_A: 3\r\n\r\n"
            b"HEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\nConnection: close\r\n\r\n",
        )
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 3
    assert b"GET /a/b c 1,2" in answers, "an underscore passes for a dash"
    assert answers.endswith(b"Connection: close\r\n\r\nGET /c None")
    assert b"Server:" not in answers


def test_a_streamed_answer_ends_where_it_ends_and_a_broken_one_never(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving(streaming) as server:
        whole = told(server, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        broken = told(server, b"GET /broken HTTP/1.1\r\n\r\n")
        old = told(server, b"GET / HTTP/1.0\r\n\r\n")
    assert whole.endswith(b"\r\n\r\n4\r\none,\r\n3\r\ntwo\r\n0\r\n\r\n")
    assert not broken.endswith(b"0\r\n\r\n")
    assert re.search(r"incident [0-9a-f]{32}: an answer to 127.0.0.1 broke off", caplog.text)
    assert old.endswith(b"Connection: close\r\n\r\none,two")


def test_a_body_is_asked_for_only_when_it_is_read() -> None:
    asks = b"POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"
    with serving(reading) as server, connect(server) as connection:
        connection.sendall(asks + b"\r\n")
        assert connection.recv(1 << 10) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"ok")
        assert connection.recv(1 << 10).endswith(b"\r\n\r\nok")
    with serving(saying) as server:
        refused = told(server, asks + b"\r\n")
    assert refused.startswith(b"HTTP/1.1 200") and b"Connection: close" in refused


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nContent-Length : 5\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: 1\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\nX: 1\n\n",
        b"GET / HTTP/1.1\r\nX: a\rb\r\n\r\n",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET http://[/ HTTP/1.1\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
    ],
)
def test_a_head_that_two_readers_might_read_apart_is_refused(head: bytes) -> None:
    with serving(saying) as server:
        assert told(server, head).startswith(b"HTTP/1.1 400 Malformed request\r\n")


def test_at_the_end_who_is_being_answered_gets_the_answer_and_who_waits_is_cut() -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        asked.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return saying(environ, start)

    with serving(slow) as server, connect(server) as idle, connect(server) as busy:
        busy.sendall(b"GET /last HTTP/1.1\r\n\r\n")
        assert asked.wait(PATIENCE_SECONDS)
        server.end()
        assert not server.wait_ended(0.0)
        assert idle.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            connect(server)
        go_on.set()
        assert server.wait_ended(PATIENCE_SECONDS)
        last = busy.recv(1 << 10)
    assert last.endswith(b"Connection: close\r\n\r\nGET /last None")


def test_behind_https_who_speaks_no_tls_or_too_slowly_is_cut(tmp_path: Path) -> None:
    authority = Authority(tmp_path, "authority")
    trusted = ssl.create_default_context(cafile=str(authority.file))
    trusted.verify_flags |= ssl.VERIFY_X509_STRICT  # from Python 3.13 on by default
    with serving(saying, authority.sign("land"), head_seconds=0.5) as server:
        for said in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01", b""):
            with suppress(ConnectionResetError):
                assert b"HTTP" not in told(server, said)

        def answered() -> bytes:
            client = HTTPSConnection(*server.bind_addr, timeout=PATIENCE_SECONDS, context=trusted)
            with closing(client), suppress(OSError, HTTPException):  # too slow, on a busy machine
                client.request("GET", "/secure")
                return client.getresponse().read()
            return b""

        assert eventually(answered, "an answer") == b"GET /secure None"


def test_each_open_connection_has_a_thread_and_an_ended_one_none() -> None:
    def talks() -> int:
        return sum("_talk" in thread.name for thread in threading.enumerate())

    with serving(saying) as server:
        before = talks()
        held = [connect(server) for _ in range(20)]
        eventually(lambda: talks() == before + 20, "a thread for each")
        for connection in held:
            connection.close()
        eventually(lambda: talks() == before, "no thread to be left")
