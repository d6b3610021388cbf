"""A service's HTTP server on plain threads: one for each open connection, and as many as
`Connections` admits. A half-sent request holds its own thread and nobody else's."""

import socket
import threading
from contextlib import suppress
from logging import getLogger
from typing import Any

from cheroot.wsgi import Gateway_10

from shared.runtime.on_threads.conversation import Conversation
from shared.runtime.settings import ServiceSettings, WebSettings
from shared.runtime.web import Connection, Connections, certificate_of, listen
from shared.runtime.web.connections import turn_away

_log = getLogger(__name__)

PAUSE_SECONDS = 0.25
JOIN_SECONDS = 0.5


class Server:
    """Takes connections from `listen` on, and answers them from `start` until `stop`.

    Beside that it is what cheroot's requests ask of their server.
    """

    gateway = Gateway_10
    protocol = "HTTP/1.1"
    software = "zhenxing"

    def __init__(self, own: ServiceSettings, web: WebSettings) -> None:
        self.web = web
        self._own = own
        self.bind_addr, self.server_name = (own.host, own.port), own.host
        self._certificate = certificate_of(own)
        self.ssl_adapter = self._certificate  # cheroot asks only whether there is one
        self.connections: Connections | None = None
        """Once it listens."""
        self.wsgi_app: Any = None
        self._ending = threading.Event()
        self._left = threading.Condition()

    @property
    def ending(self) -> bool:
        """Whether answers under way are the last ones."""
        return self._ending.is_set()

    def listen(self) -> None:
        """Take the address. Raises `CannotListen`."""
        self._socket = listen(self._own)
        self.connections = Connections(self.web)

    def start(self, application: Any) -> None:
        """Answer with a WSGI application."""
        self.wsgi_app = application
        self._thread = threading.Thread(target=self._run, name="http", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Take no more requests; who is being answered gets the answer."""
        self._ending.set()
        if self.wsgi_app is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)  # so that `accept` hears of it
            self._thread.join(JOIN_SECONDS)
        self._socket.close()

    def wait_ended(self, seconds: float) -> bool:
        """Whether all have been answered within so many seconds; who only waits is cut."""
        assert self.connections is not None
        with self._left:
            return self._left.wait_for(self._all_left, seconds)

    def _all_left(self) -> bool:
        assert self.connections is not None
        self.connections.cut_waiting()
        return not len(self.connections)

    def _run(self) -> None:
        while not self.ending:
            try:
                sock, address = self._socket.accept()
            except OSError as error:
                # Out of descriptors, or a client that did not wait: it must not end the service.
                if not self.ending:
                    _log.warning("no connection can be taken: %s", error)
                self._ending.wait(PAUSE_SECONDS)
                continue
            self._meet(sock, address)

    def _meet(self, sock: Any, address: Any) -> None:
        assert self.connections is not None
        if self._certificate:
            sock = self._certificate.wrap(sock)
        connection = self.connections.enter(sock, address)
        if connection is None:
            turn_away(sock, secure=self._certificate is not None)
            return
        talk = threading.Thread(target=self._talk, args=(connection, address), daemon=True)
        try:
            talk.start()
        except RuntimeError as error:  # the system has no thread left
            _log.warning("no connection can be taken: %s", error)
            self._leave(connection)

    def _talk(self, connection: Connection, address: Any) -> None:
        try:
            if self._certificate and not connection.shake_hands(self.web.head_seconds):
                return
            Conversation(self, connection, address).run()
        except Exception:  # would end in a thread that nobody watches
            _log.exception("a connection from %s ended badly", address)
        finally:
            self._leave(connection)

    def _leave(self, connection: Connection) -> None:
        assert self.connections is not None
        self.connections.leave(connection)
        connection.sock.close()
        with self._left:
            self._left.notify_all()
