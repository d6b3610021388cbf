"""A TCP proxy that can lose one message and the connection with it, or fall silent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LOOPBACK = "127.0.0.1"


class Proxy:
    """Forwards connections to a port until told to cut one.

    While `silent` is set, what comes goes nowhere and the connections stay.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        self._mutex = threading.Lock()
        self._losing = ""
        self._skip = 0
        self.lost = 0
        self.silent = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def lose_next(self, what: str, skip: int = 0) -> None:
        """Swallow the next `request` or `answer`, after some, and break its connection."""
        with self._mutex:
            self._losing, self._skip = what, skip

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone would not wake who accepts
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection((LOOPBACK, self._target))
                for source, sink, what in ((client, server, "request"), (server, client, "answer")):
                    threading.Thread(
                        target=self._pump, args=(source, sink, what), daemon=True
                    ).start()

    def _pump(self, source: socket.socket, sink: socket.socket, what: str) -> None:
        with suppress(OSError):
            while (data := source.recv(65536)) and not self._loses(what):
                if not self.silent.is_set():
                    sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _loses(self, what: str) -> bool:
        with self._mutex:
            if self._losing != what:
                return False
            if self._skip:
                self._skip -= 1
                return False
            self._losing = ""
            self.lost += 1
            return True


@contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
