"""One request on a thread: read by cheroot within our bounds, answered through its gateway."""

from contextlib import suppress
from email.utils import formatdate
from logging import getLogger
from typing import Any
from urllib.parse import unquote_to_bytes

from cheroot.server import HTTPRequest

from shared.face.http.answer import AT_ONCE
from shared.face.http.problem import Problem
from shared.runtime.on_threads.heads import Head, Headers, Refused
from shared.runtime.web.answers import SMALL, in_reserve, no_http, no_room, whole_answer
from shared.runtime.web.body import Body

_log = getLogger(__name__)

_BODYLESS = {204, 304}
_AT_ONCE = tuple(part.encode() for part in AT_ONCE)


class Request(HTTPRequest):
    """A request of a `Conversation`; `ready` once its head has been taken."""

    conn: Any
    headers: Headers
    rfile: Any
    status: Any

    def parse_request(self) -> None:
        self.rfile = head = Head(self.conn.rfile)
        try:
            if self.read_request_line():
                self._take(Headers(head))
        except Refused as no:
            self.refuse(no_http(no.status, str(no)), no.status)
        except ValueError:
            self.refuse(no_http(400, "no address"), 400)

    def read_request_line(self) -> bool:
        taken = bool(HTTPRequest.read_request_line(self))
        if taken:
            # cheroot leaves an encoded slash as it is; what follows decides on whole paths.
            self.path = unquote_to_bytes(self.uri.partition(b"?")[0])
        return taken

    def _take(self, headers: Headers) -> None:
        self.headers, own = headers, self.conn.own
        if own.reserved and not in_reserve(self.path.decode("latin-1")):
            self.refuse(no_room(), 503)
            return
        self.inheaders = headers.for_gateway
        self.chunked_read = headers.length is None
        self.close_connection = own.reserved or not headers.stays(self.response_protocol)
        self.ready = True

    def respond(self) -> None:
        """Let the application answer; the connection goes on only where the body has been read."""
        conn, headers = self.conn, self.headers
        word = self._go_on if headers.expects_word else None
        self.rfile = body = Body(conn.rfile, headers.length, word)
        conn.allow_body()
        conn.allow_answer()
        self.server.gateway(self).respond()
        if self.chunked_write:
            conn.wfile.write(b"0\r\n\r\n")
        conn.wfile.flush()
        if not self.close_connection:
            try:
                body.discard()
            except (OSError, ValueError):
                self.close_connection = True
        if self.close_connection and body.left != 0:
            conn.own.read_out()

    def send_headers(self) -> None:
        body: Body = self.rfile
        if body.left is None or body.left > SMALL or body.should_send_hundred_continue:
            self.close_connection = True  # nobody will read what is left
        body.headers_sent.append(1)
        status, names = int(self.status[:3]), {name.lower() for name, _ in self.outheaders}
        bodyless = status in _BODYLESS or self.method == b"HEAD"
        if b"content-length" not in names and not bodyless:
            self.chunked_write = self.response_protocol == "HTTP/1.1"
            self.close_connection = self.close_connection or not self.chunked_write
        self.close_connection = self.close_connection or self.server.ending
        lines = [b"HTTP/1.1 " + self.status, *(b": ".join(header) for header in self.outheaders)]
        if b"date" not in names:
            lines.append(b"Date: " + formatdate(usegmt=True).encode())
        if self.chunked_write:
            lines.append(b"Transfer-Encoding: chunked")
        if self.close_connection:
            lines.append(b"Connection: close")
        elif self.response_protocol == "HTTP/1.0":
            lines.append(b"Connection: keep-alive")
        self.conn.wfile.write(b"\r\n".join([*lines, b"", b""]))

    def write(self, chunk: bytes) -> None:
        super().write(chunk)
        if _AT_ONCE in self.outheaders:
            self.conn.wfile.flush()

    def simple_response(self, status: str, msg: str = "") -> None:
        """What cheroot has against a request, as every other problem."""
        code = int(str(status)[:3])
        self.refuse(no_http(code, msg.partition(":")[0]), code)

    def refuse(self, problem: Problem, status: int) -> None:
        """Answer with a problem, after which the connection ends."""
        self.ready, self.close_connection = False, True
        if problem.kind.status != 503:
            _log.info("%s: code %d, %s", self.conn.remote_addr, status, problem.detail.en)
        with suppress(OSError):
            self.conn.allow_answer()
            self.conn.wfile.write(whole_answer(problem, status))
            self.conn.wfile.flush()
            self.conn.own.read_out()

    def _go_on(self) -> None:
        self.conn.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.conn.wfile.flush()
