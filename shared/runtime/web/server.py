"""nameko's web server, bounded, and not ended by any connection."""

import resource
from logging import getLogger
from typing import Any

import eventlet
from eventlet import wsgi
from nameko.web.server import WebServer

from shared.face.http.refusals import unavailable
from shared.policy.languages import Text
from shared.runtime.settings import WebSettings
from shared.runtime.web.certificate import Certificate
from shared.runtime.web.connections import Connections
from shared.runtime.web.protocol import Protocol, whole_answer

_log = getLogger(__name__)

PAUSE_SECONDS = 0.25
TURN_AWAY_SECONDS = 1.0
DESCRIPTORS = 8192
"""What a process asks for: many systems allow more than the 1,024 that they begin with."""


class Server(WebServer):  # type: ignore[misc]
    """Takes connections as `Connections` admits them; a part of a service says its `web`, and its
    `certificate` where it is to be reached by https only."""

    def __init__(self) -> None:
        super().__init__()
        self.connections: Connections | None = None
        """Once it listens."""
        self._certificate: Certificate | None = None

    @property
    def web(self) -> WebSettings:
        """The bounds of this server."""
        return WebSettings()

    @property
    def certificate(self) -> Certificate | None:
        """What this server shows, if it speaks TLS."""
        return None

    def get_wsgi_server(
        self, sock: Any, wsgi_app: Any, protocol: Any = Protocol, debug: bool = False
    ) -> Any:
        web = self.web
        self._certificate = self.certificate
        self.connections = Connections(web, min(web.connections, _connections_allowed()))
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
            _turn_away(sock, secure=self._certificate is not None)
            return
        try:
            if self._certificate and not connection.shake_hands(self.web.head_seconds):
                return
            self._serv.process_request([address, sock, wsgi.STATE_IDLE, connection])
        except Exception:  # would kill the container, and with it the service
            _log.exception("a connection from %s ended badly", address)
        finally:
            self.connections.leave(connection)
            sock.close()


def ask_for_descriptors() -> None:
    """Raise this process's limit of open files as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _connections_allowed() -> int:
    """The store, the broker and the services beside this one need descriptors too."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return DESCRIPTORS if soft == resource.RLIM_INFINITY else soft // 5


def _turn_away(sock: Any, *, secure: bool) -> None:
    if secure:  # what is said before the handshake, nobody could read
        sock.close()
        return
    problem = unavailable(Text("连接过多", "Too many connections are open."), 1)
    sock.settimeout(TURN_AWAY_SECONDS)
    try:
        sock.sendall(whole_answer(problem, problem.kind.status))
    except OSError:
        _log.debug("a client turned away was gone already")
    finally:
        sock.close()
