"""The web server of a service: whatever clients do with their connections, the service lives."""

import resource
import socket
from contextlib import suppress
from logging import getLogger
from typing import Any

import eventlet
from eventlet import wsgi
from nameko.web.server import HttpOnlyProtocol, WebServer

from shared.http.problem import MALFORMED, Problem
from shared.http.refusals import unavailable

_log = getLogger(__name__)

IDLE_SECONDS = 75
"""How long a connection may say nothing between two requests, or stand still within one."""
MOST_CONNECTIONS = 1000
PAUSE_SECONDS = 0.25
READ_OUT_SECONDS = 1.0
DESCRIPTORS = 8192
"""What a process asks for: many systems allow more than the 1,024 that they begin with."""


class Protocol(HttpOnlyProtocol):  # type: ignore[misc]
    """What is no HTTP at all is told as every other problem is."""

    def _read_request_line(self) -> bytes:
        line: bytes = super()._read_request_line()
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
        length = self.headers.get("content-length")
        if length is None:
            return True
        if not (length.isascii() and length.isdigit()):
            self.send_error(400, "no length in Content-Length")
        elif "transfer-encoding" in self.headers:
            self.send_error(400, "both Content-Length and Transfer-Encoding")
        else:
            return True
        return False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.close_connection = True
        # What the standard library quotes of the request is not repeated.
        said = (message or "").partition("(")[0].strip().rstrip(".") or "no HTTP"
        _log.info("%s: code %d, %s", self.client_address[0], code, said)
        zh = f"不是有效的 HTTP 请求：{said}"
        problem = Problem(MALFORMED, zh, f"This is no valid HTTP request: {said}.", status=code)
        self.wfile.write(_answer(problem, code))
        self.wfile.flush()
        self._read_out()

    def _read_out(self) -> None:
        """What is still coming is read: else its arrival would undo the answer on its way."""
        with eventlet.Timeout(READ_OUT_SECONDS, False), suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            while self.connection.recv(1 << 16):
                pass


class Server(WebServer):  # type: ignore[misc]
    """nameko's web server, bounded: so many connections, each for so long without a word."""

    def __init__(self) -> None:
        super().__init__()
        self._connections = 0
        self._most = _most_connections()

    def get_wsgi_server(
        self, sock: Any, wsgi_app: Any, protocol: Any = Protocol, debug: bool = False
    ) -> Any:
        return wsgi.Server(
            sock,
            sock.getsockname(),
            wsgi_app,
            protocol=protocol,
            debug=debug,
            log=getLogger("nameko.web.server"),
            keepalive=IDLE_SECONDS,
            socket_timeout=IDLE_SECONDS,
        )

    def run(self) -> None:
        while self._is_accepting:
            try:
                sock, address = self._sock.accept()
            except OSError as error:
                # Out of descriptors, or a client that did not wait: it must not end the service.
                _log.warning("no connection can be taken: %s", error)
                eventlet.sleep(PAUSE_SECONDS)
                continue
            sock.settimeout(IDLE_SECONDS)
            self.container.spawn_managed_thread(lambda s=sock, a=address: self._meet(s, a))

    def _meet(self, sock: Any, address: Any) -> None:
        if self._connections >= self._most:
            _turn_away(sock)
            return
        self._connections += 1
        try:
            self.process_request(sock, address)
        except Exception:  # would kill the container, and with it the service
            _log.exception("a connection from %s ended badly", address)
        finally:
            self._connections -= 1


def ask_for_descriptors() -> None:
    """Raise this process's limit of open files as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _most_connections() -> int:
    """The store, the broker and the services beside this one need descriptors too."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, soft // 5)


def _turn_away(sock: Any) -> None:
    problem = unavailable("连接过多", "Too many connections are open.", 1)
    try:
        sock.sendall(_answer(problem, problem.kind.status))
    except OSError:
        _log.debug("a client turned away was gone already")
    finally:
        sock.close()


def _answer(problem: Problem, status: int) -> bytes:
    """A whole answer as it goes over the wire."""
    response = problem.response()
    body = response.get_data()
    lines = [f"HTTP/1.1 {status} {problem.kind.en}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
