"""The open connections of a service: so many in all, so many by peer, and a reserve for health.

Where there is no room, the one that has let us wait longest for its client is cut: half-sent
requests keep nobody out. Only where all are being answered is a new one turned away.
"""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from logging import getLogger
from typing import Any

from shared.runtime.settings import WebSettings
from shared.runtime.web.answers import READ_OUT_SECONDS, TURN_AWAY_SECONDS, no_room, whole_answer
from shared.runtime.web.listening import connections_allowed
from shared.runtime.web.wire import Wire

_log = getLogger(__name__)

SPARED_SECONDS = 0.25
"""Who has just come is not cut: its request may be on its way."""


@dataclass(eq=False)
class Connection:
    """One client's connection; on a `reserved` one only health and metrics are answered."""

    sock: Any
    peer: str
    reserved: bool = False
    reading: Wire = field(init=False)
    writing: Wire = field(init=False)

    def __post_init__(self) -> None:
        self.reading, self.writing = Wire(self.sock), Wire(self.sock)
        self.reading.waits_since = time.monotonic()

    @property
    def waits_since(self) -> float | None:
        """Since when the client has been waited for; None while it is being answered."""
        return self.reading.waits_since or self.writing.waits_since

    def shake_hands(self, seconds: float) -> bool:
        """Whether the client has agreed on TLS within so many seconds."""
        self.sock.settimeout(seconds)
        self.reading.waits_since = time.monotonic()
        try:
            self.sock.do_handshake()
        except OSError as error:  # no TLS, another trust, or nothing at all
            _log.info("no handshake with %s: %s", self.peer, type(error).__name__)
            return False
        finally:
            self.reading.waits_since = None
        return True

    def read_out(self) -> None:
        """What is still coming is read: else its arrival would undo the answer on its way."""
        until = time.monotonic() + READ_OUT_SECONDS
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_WR)
            while (left := until - time.monotonic()) > 0:
                self.sock.settimeout(left)
                if not self.sock.recv(1 << 16):
                    break

    def cut(self) -> None:
        """End it: whoever waits for the client hears at once that no more comes."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class Connections:
    """Admits connections, as many as the settings and the process's descriptors allow, and the
    reserve. Any thread may ask."""

    def __init__(self, web: WebSettings) -> None:
        self._web = web
        self._most = min(web.connections, connections_allowed())
        self._mutex = threading.Lock()
        self._open: set[Connection] = set()
        self.cut = self.turned_away = 0
        """How many there have been."""

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, sock: Any, address: Any) -> Connection | None:
        """The admitted connection, or None where there is no room."""
        with self._mutex:
            admitted = self._admitted(sock, address)
            self.turned_away += admitted is None
        return admitted

    def leave(self, connection: Connection) -> None:
        """It has ended."""
        with self._mutex:
            self._open.discard(connection)

    def cut_waiting(self) -> int:
        """Cut those whose client is waited for; how many are still being answered."""
        with self._mutex:
            waiting = [one for one in self._open if one.waits_since]
            for one in waiting:
                one.cut()
            return len(self._open) - len(waiting)

    def _admitted(self, sock: Any, address: Any) -> Connection | None:
        new = Connection(sock, _peer(address))
        if new.peer not in self._web.proxies:
            own = [one for one in self._open if one.peer == new.peer]
            if len(own) >= self._web.connections_by_peer and not self._cut_one(own):
                return None
        if len(self._open) >= self._most and not self._cut_one(list(self._open)):
            if len(self._open) >= self._most + self._web.reserve:
                return None
            new.reserved = True
        self._open.add(new)
        return new

    def _cut_one(self, among: list[Connection]) -> bool:
        """Cut the one whose client has been waited for longest, if there is one."""
        waiting = [(since, id(one), one) for one in among if (since := one.waits_since)]
        if not waiting:
            return False
        since, _, longest = min(waiting)
        if time.monotonic() - since < SPARED_SECONDS:
            return False
        self._open.discard(longest)
        longest.cut()
        self.cut += 1
        return True


def turn_away(sock: Any, *, secure: bool) -> None:
    """Tell a client that there is no room for it."""
    if secure:  # what is said before the handshake, nobody could read
        sock.close()
        return
    problem = no_room()
    sock.settimeout(TURN_AWAY_SECONDS)
    try:
        sock.sendall(whole_answer(problem, problem.kind.status))
    except OSError:
        _log.debug("a client turned away was gone already")
    finally:
        sock.close()


def _peer(address: Any) -> str:
    """The address of the other end; IPv4 in its own form where it comes within IPv6."""
    return str(address[0]).removeprefix("::ffff:") if address else ""
