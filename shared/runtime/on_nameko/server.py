"""nameko's web server, bounded, and not ended by any connection."""

from logging import getLogger
from typing import Any

import eventlet
from eventlet import wsgi
from nameko.web.server import WebServer

from shared.runtime.on_nameko.protocol import Protocol
from shared.runtime.settings import ServiceSettings, WebSettings
from shared.runtime.web import Certificate, Connection, Connections, listen
from shared.runtime.web.connections import turn_away

_log = getLogger(__name__)

PAUSE_SECONDS = 0.25


class Server(WebServer):  # type: ignore[misc]
    """Takes connections as `Connections` admits them. A part of a service says whose `own` address
    and `web` bounds they are, and its `certificate` where it is to be reached by https only."""

    def __init__(self) -> None:
        super().__init__()
        self._starting = False
        self.connections: Connections | None = None
        """Once it listens."""
        self._certificate: Certificate | None = None

    @property
    def own(self) -> ServiceSettings:
        """Whose server it is."""
        raise NotImplementedError

    @property
    def web(self) -> WebSettings:
        """The bounds of this server."""
        return WebSettings()

    @property
    def certificate(self) -> Certificate | None:
        """What this server shows, if it speaks TLS."""
        return None

    def start(self) -> None:
        if not self._starting:
            self._starting = True
            self._sock = listen(self.own)
            self._serv = self.get_wsgi_server(self._sock, self.get_wsgi_app())
            self._gt = self.container.spawn_managed_thread(self.run)

    def get_wsgi_server(
        self, sock: Any, wsgi_app: Any, protocol: Any = Protocol, debug: bool = False
    ) -> Any:
        web = self.web
        self._certificate = self.certificate
        self.connections = Connections(web)
        server = wsgi.Server(
            sock,
            sock.getsockname(),
            wsgi_app,
            protocol=protocol,
            debug=debug,
            log=getLogger("nameko.web.server"),
            keepalive=web.idle_seconds,
        )
        server.web = web
        return server

    def run(self) -> None:
        while self._is_accepting:
            try:
                sock, address = self._sock.accept()
            except OSError as error:
                # Out of descriptors, or a client that did not wait: it must not end the service.
                _log.warning("no connection can be taken: %s", error)
                eventlet.sleep(PAUSE_SECONDS)
                continue
            self.container.spawn_managed_thread(lambda s=sock, a=address: self._meet(s, a))

    def _meet(self, sock: Any, address: Any) -> None:
        assert self.connections is not None
        if self._certificate:
            sock = self._certificate.wrap(sock)
        connection = self.connections.enter(sock, address)
        if connection is None:
            turn_away(sock, secure=self._certificate is not None)
            return
        try:
            if self._certificate and not self._agreed(connection):
                return
            self._serv.process_request([address, sock, wsgi.STATE_IDLE, connection])
        except Exception:  # would kill the container, and with it the service
            _log.exception("a connection from %s ended badly", address)
        finally:
            self.connections.leave(connection)
            sock.close()

    def _agreed(self, connection: Connection) -> bool:
        seconds = self.web.head_seconds
        with eventlet.Timeout(seconds, TimeoutError):  # green sockets bound each step alone
            return connection.shake_hands(seconds)
