"""A process that has loaded what work aside needs, and forks itself for each piece of it.

It holds nobody's task, no connection and no thread: a fork of it reads its own task. It ends with
the process that started it, and when nobody has asked for a while: see `forks`.
"""

import gc
import json
import logging
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

from shared.face.workers import child

IDLE_SECONDS = 60.0
BEGUN = b"+"
MESSAGE = 1 << 16
"""Bytes: the names of the modules that a fork is to find loaded."""
_DESCRIPTORS = 4


@dataclass(frozen=True)
class Fork:
    """`ended`, whose other end it alone holds, becomes readable at its end, `asker` when its asker
    gives it up."""

    pid: int
    ended: int
    asker: socket.socket


class ForkServer:
    def __init__(self, asked: socket.socket, idle_seconds: float = IDLE_SECONDS) -> None:
        self._asked: socket.socket | None = asked
        self._idle_seconds = idle_seconds
        self._watched = selectors.DefaultSelector()
        self._watched.register(asked, selectors.EVENT_READ)
        self._running: dict[int, Fork] = {}

    def serve(self) -> None:
        """Until nobody can ask any more, or nobody has for a while."""
        while self._running or self._asked:
            ready = self._watched.select(None if self._running else self._idle_seconds)
            if not ready:
                return
            for key, _ in ready:
                if key.data is None:
                    self._take()
                elif key.data.pid in self._running:
                    self._look_at(key.data, has_ended=key.fileobj == key.data.ended)

    def _take(self) -> None:
        assert self._asked
        message, descriptors, _, _ = socket.recv_fds(self._asked, MESSAGE, _DESCRIPTORS)
        if not message:
            self._watched.unregister(self._asked)
            self._asked = None
            return
        for name in json.loads(message):
            with suppress(Exception):  # whoever needs it says what is wrong with it
                import_module(name)
        gc.freeze()
        *streams, asker = descriptors
        ended, end = os.pipe()
        try:
            if not (pid := os.fork()):
                _become_child([*streams, end])
        except OSError:  # there is no room for another process: those that run go on
            os.close(ended)
            os.close(asker)
            return
        finally:
            for descriptor in (*streams, end):
                os.close(descriptor)
        fork = Fork(pid, ended, socket.socket(fileno=asker))
        with suppress(OSError):  # an asker who is gone shows as one who gives it up
            fork.asker.send(BEGUN)
        self._running[pid] = fork
        self._watched.register(fork.ended, selectors.EVENT_READ, fork)
        self._watched.register(fork.asker, selectors.EVENT_READ, fork)

    def _look_at(self, fork: Fork, *, has_ended: bool) -> None:
        if not has_ended:
            os.kill(fork.pid, signal.SIGKILL)
        _, status = os.waitpid(fork.pid, 0)
        del self._running[fork.pid]
        self._watched.unregister(fork.ended)
        self._watched.unregister(fork.asker)
        os.close(fork.ended)
        with suppress(OSError):
            fork.asker.send(str(os.waitstatus_to_exitcode(status)).encode())
        fork.asker.close()


def _become_child(streams: list[int]) -> NoReturn:
    """Read, write and complain there, hold the end of it, and know nothing else of the server."""
    code = 1
    try:
        for number, descriptor in enumerate(streams):
            os.dup2(descriptor, number)
        # Not up to the limit: that may be a thousand million, and each is closed by itself.
        os.closerange(len(streams), max(map(int, os.listdir("/proc/self/fd"))) + 1)
        child.be_discreet()
        child.main()
        code = 0
    except Exception as error:
        logging.error("a function failed", exc_info=error)
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def main() -> None:
    ForkServer(socket.socket(fileno=os.dup(0))).serve()
