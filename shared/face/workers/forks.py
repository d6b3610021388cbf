"""Asks this process's fork server for forks of it: what they need is loaded, so one costs
milliseconds."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.face.workers.fork_server import BEGUN, main

_ROOT = Path(__file__).parents[3]
_ATTEMPTS = 3
_BEGINS_WITHIN, _ENDS_WITHIN, _AT_ONCE = 60.0, 10.0, 0.001
"""Seconds: what is to be loaded may have to be read first."""


class Lost(Exception):
    """There was no room for the fork, or the fork server ended: what became of it, nobody knows."""


class Fork:
    """A process aside, seen by who asked for it."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told

    def exit_code(self, seconds: float) -> int:
        """Once it has ended; negative if by a signal. Raises TimeoutError, `Lost`."""
        self._told.settimeout(max(seconds, _AT_ONCE))
        if not (said := self._told.recv(16)):
            raise Lost
        return int(said)

    def kill(self) -> int:
        """End it; its exit code. Raises `Lost`."""
        self._told.shutdown(socket.SHUT_WR)
        try:
            return self.exit_code(_ENDS_WITHIN)
        except TimeoutError:
            raise Lost from None

    def close(self) -> None:
        """Nobody waits for it any more: if it still runs, it is ended."""
        self._told.close()


class Forks:
    """A fork server that is started when it is first needed, and again whenever it has ended."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self._asked: socket.socket | None = None
        self._one_asks = threading.Lock()

    def fork(self, modules: Iterable[str], streams: Sequence[int]) -> Fork:
        """A process that has these modules loaded; the streams, as file descriptors, are where it
        reads, writes and complains. Raises `Lost`.
        """
        message = json.dumps(sorted(modules)).encode()
        for _ in range(_ATTEMPTS):
            told, teller = socket.socketpair()
            with teller:
                self._ask(message, [*streams, teller.fileno()])
            if _has_begun(told):
                return Fork(told)
            told.close()
        raise Lost

    def _ask(self, message: bytes, descriptors: list[int]) -> None:
        with self._one_asks:
            if self._asked is None:
                self._start()
            assert self._asked
            try:
                socket.send_fds(self._asked, [message], descriptors)
            except OSError:  # it has ended
                self._start()
                socket.send_fds(self._asked, [message], descriptors)

    def close(self) -> None:
        """End the server; what was asked of it goes on to its end."""
        if self._asked:
            self._asked.close()
        if self._server:
            self._server.wait(_ENDS_WITHIN)

    def _start(self) -> None:
        self.close()
        self._asked, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self._server = subprocess.Popen(
                [sys.executable, "-c", f"from {main.__module__} import main; main()"],
                stdin=its.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=_ROOT,
                start_new_session=True,  # Ctrl-C is for the service, with which it ends
            )


def _has_begun(told: socket.socket) -> bool:
    """Not where the server ended just as it was asked."""
    told.settimeout(_BEGINS_WITHIN)
    try:
        return told.recv(len(BEGUN)) == BEGUN
    except OSError:
        return False


FORKS = Forks()
