"""One direction of a connection, with bounded patience for the client at its other end."""

import io
import time
from collections.abc import Callable
from typing import Any


class Wire(io.RawIOBase):
    """Bytes from or to a client. Raises `TimeoutError` where the client lets us wait too long.

    Only waiting for the client counts, never our own work between two pieces.
    """

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._patience = self._most = self._bytes_a_second = 0.0
        self.waits_since: float | None = None
        """Since when, on the monotonic clock, the client has been waited for; None while not.

        Set beforehand it counts from there: whose turn it is may come later than the client."""

    def allow(self, seconds: float, bytes_a_second: float = 0.0) -> None:
        """From now on wait so many seconds in all.

        With `bytes_a_second` what moves earns time back, up to `seconds`: slower is too slow.
        """
        self._patience = self._most = seconds
        self._bytes_a_second = bytes_a_second

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._moved(self._sock.recv_into, buffer)

    def write(self, data: Any) -> int:
        return self._moved(self._sock.send, data)

    def _moved(self, move: Callable[[Any], int], data: Any) -> int:
        if self._patience <= 0:
            raise TimeoutError("the client was too slow")
        self._sock.settimeout(self._patience)
        started = time.monotonic()
        self.waits_since = self.waits_since or started
        try:
            count = move(data)
        finally:
            self.waits_since = None
            self._patience -= time.monotonic() - started
        if self._bytes_a_second:
            earned = count / self._bytes_a_second
            self._patience = min(self._most, self._patience + earned)
        return count
