"""One client's connection on a thread of its own: a request after the other."""

import io
import socket
from contextlib import suppress
from logging import getLogger
from typing import TYPE_CHECKING, Any

from shared.kernel.incidents import report
from shared.runtime.on_threads.request import Request
from shared.runtime.web.answers import SMALL, no_http
from shared.runtime.web.connections import Connection

if TYPE_CHECKING:
    from shared.runtime.on_threads.server import Server

_log = getLogger(__name__)

_WRITTEN_AT_ONCE = 16 << 10


class Conversation:
    """What cheroot's requests need of a connection. Clients that dawdle are cut."""

    ssl_env = None
    """Nothing of the handshake is told to the application."""

    def __init__(self, server: "Server", own: Connection, address: Any) -> None:
        self.server, self.own = server, own
        self.remote_addr, self.remote_port = address[:2]
        self.rfile = io.BufferedReader(own.reading, SMALL)
        self.wfile = io.BufferedWriter(own.writing, _WRITTEN_AT_ONCE)
        self._web = server.web

    def run(self) -> None:
        """Answer until either side has enough."""
        with suppress(OSError):
            self.own.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        patience = self._web.head_seconds
        while self._begins(patience) and self._answered():
            patience = self._web.idle_seconds
        with suppress(OSError):
            self.wfile.close()  # as memory is tidied up there may be no socket any more

    def allow_body(self) -> None:
        self.own.reading.allow(self._web.grace_seconds, self._web.bytes_a_second)

    def allow_answer(self) -> None:
        self.own.writing.allow(self._web.grace_seconds, self._web.bytes_a_second)

    def _begins(self, patience: float) -> bool:
        """Whether a request begins to come within so many seconds."""
        if self.server.ending:
            return False
        self.own.reading.allow(patience)
        try:
            return bool(self.rfile.peek(1))
        except OSError:
            return False

    def _answered(self) -> bool:
        """Whether a request was answered, and the next one may come."""
        self.own.reading.allow(self._web.head_seconds)
        request = Request(self.server, self)
        try:
            request.parse_request()
            if request.ready:
                request.respond()
        except TimeoutError:
            if not request.ready:
                late = no_http(408, "the head of the request came too slowly")
                request.refuse(late, 408)
            return False
        except OSError:  # the client is gone
            return False
        except Exception as error:
            report(_log, error, "an answer to %s broke off", self.remote_addr)
            return False
        return request.ready and not request.close_connection
