"""HTTP as a service takes it: every phase of a request within its time, every error a problem."""

import io
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from logging import getLogger
from typing import Any

from eventlet import wsgi
from nameko.web.server import HttpOnlyProtocol

from shared.face.http.answer import AT_ONCE
from shared.face.http.problem import Problem
from shared.runtime.settings import WebSettings
from shared.runtime.web.answers import (
    SMALL,
    in_reserve,
    no_http,
    no_room,
    whole_answer,
    wrong_length,
)
from shared.runtime.web.body import Body
from shared.runtime.web.connections import Connection

_log = getLogger(__name__)


class Protocol(HttpOnlyProtocol):  # type: ignore[misc]
    """One connection's requests. Clients that dawdle are cut; what is no HTTP is told so."""

    server: Any
    application: Any

    def setup(self) -> None:
        self._web: WebSettings = self.server.web
        self._own: Connection = self.conn_state[3]
        self._requests = 0
        self._within_head = False
        self.connection = self.request
        with suppress(OSError):
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = io.BufferedReader(self._own.reading, SMALL)
        self.wfile = io.BufferedWriter(self._own.writing, self.wbufsize)
        self._answer_within()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except TimeoutError:
            if self._within_head:
                self.send_error(408, "the head of the request came too slowly")
            self.close_connection = True
        finally:
            self._requests += 1

    def _read_request_line(self) -> bytes:
        """Wait for a request as long as for an idle client, then for its head as for a busy one."""
        head = self._web.head_seconds
        self._own.reading.allow(self._web.idle_seconds if self._requests else head)
        try:
            if not self.rfile.peek(1):
                return b""
            self._within_head = True
            self._own.reading.allow(head)
            line: bytes = self.rfile.readline(self.server.url_length_limit)
        except ConnectionError:
            return b""
        if len(line) < self.server.url_length_limit:
            return line
        self.send_error(414, "too long an address")
        return b""

    def parse_request(self) -> bool:
        try:
            if not super().parse_request():
                return False
        except (wsgi.HeaderLineTooLong, wsgi.HeadersTooLarge):
            self.send_error(431, "too long a header")
            return False
        self._within_head = False
        lengths = self.headers.get_all("content-length", [])
        if wrong := wrong_length(lengths, self.headers.get_all("transfer-encoding", [])):
            self.send_error(400, wrong)
            return False
        if self._own.reserved and not in_reserve(self.path):
            self._end_with(no_room(), 503)
            return False
        self.close_connection = self.close_connection or self._own.reserved
        return True

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        web, chunked = self._web, "HTTP_TRANSFER_ENCODING" in environ
        expects = environ.get("HTTP_EXPECT", "").lower() == "100-continue"
        length = None if chunked else int(environ.get("CONTENT_LENGTH") or 0)
        body = Body(self.rfile, length, self._go_on if expects else None)
        environ["wsgi.input"] = environ["eventlet.input"] = body
        self._own.reading.allow(web.grace_seconds, web.bytes_a_second)
        return environ

    def handle_one_response(self) -> None:
        body: Body = self.environ["eventlet.input"]
        application = self.application

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            def starts(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
                if AT_ONCE in headers:
                    environ["eventlet.minimum_write_chunk_size"] = "1"
                return start(status, headers, *more)

            result: Iterable[bytes] = application(environ, starts)
            if body.left is None or body.left > SMALL:
                self.close_connection = True  # nobody will read what is left
            return result

        self.application = answer
        self._answer_within()
        super().handle_one_response()
        if self.close_connection and body.left != 0:
            with suppress(OSError):
                self.wfile.flush()
            self._own.read_out()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # What the standard library quotes of the request, it quotes in parentheses.
        problem = no_http(code, message or "")
        _log.info("%s: code %d, %s", self.client_address[0], code, problem.detail.en)
        self._end_with(problem, code)

    def _end_with(self, problem: Problem, status: int) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(whole_answer(problem, status))
            self.wfile.flush()
            self._own.read_out()

    def _answer_within(self) -> None:
        self._own.writing.allow(self._web.grace_seconds, self._web.bytes_a_second)

    def _go_on(self) -> None:
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.wfile.flush()
