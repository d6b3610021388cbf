"""Carries TCP connections from one address to another; knows nothing of what they carry."""

import selectors
import socket
import threading
from contextlib import suppress

BYTES = 65_536


class Forwarder:
    """Whoever connects to `here` speaks to `there`: (host, port). A peer that is gone without a word
    is noticed within seconds, as by a server whose keepalives are set."""

    def __init__(self, here: tuple[str, int], there: tuple[str, int]) -> None:
        self._there = there
        self._listener = socket.create_server(here, backlog=64)
        self._ends: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take nobody any more, and drop whom it has."""
        for end in (self._listener, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # closing alone would not wake who waits
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            _watch_for_silence(client)
            with socket.create_connection(self._there, timeout=10) as server:
                server.settimeout(None)
                _watch_for_silence(server)
                self._ends |= {client, server}
                try:
                    _between(client, server)
                finally:
                    self._ends -= {client, server}


def _between(client: socket.socket, server: socket.socket) -> None:
    other = {client: server, server: client}
    with selectors.DefaultSelector() as selector:
        for end in other:
            selector.register(end, selectors.EVENT_READ)
        while True:
            for ready, _ in selector.select():
                end = ready.fileobj
                assert isinstance(end, socket.socket)
                if not (data := end.recv(BYTES)):
                    return
                other[end].sendall(data)


def _watch_for_silence(end: socket.socket) -> None:
    end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in (("TCP_KEEPIDLE", 5), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 3)):
        end.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 10_000)
