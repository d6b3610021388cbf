"""Learns at once what other processes append, and tells them what this one does.

On PostgreSQL by LISTEN and NOTIFY on a connection of its own. A notification is sent after the
append, never in its transaction: there it would make commits wait for each other. It carries
nothing: whoever hears one looks for himself. A slow look is the net under what is missed.
"""

import logging
import select
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import psycopg2

from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.log import Log

_log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often the head is looked for though nothing was heard."""
PACE_SECONDS = 0.02
"""The least time between two notifications: one tells of all that was appended before it."""
RETRY_SECONDS = 1.0


class HeadWatcher:
    """Keeps a log's known head up to date, whoever appends. On SQLite nobody else does."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._ending = threading.Event()
        self._appended = 0
        self._told = 0
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._log.database.postgresql:
            self._log.on_append(self._announce)
            self._thread = threading.Thread(target=self._run, name="head watcher", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Ask the watcher to end."""
        self._ending.set()
        self._wake()

    def _announce(self, position: int) -> None:
        self._appended = max(self._appended, position)
        self._wake()

    def _wake(self) -> None:
        with suppress(BlockingIOError):  # it rings already
            self._ring.send(b"!")

    def _run(self) -> None:
        while not self._ending.is_set():
            connection = None
            try:
                connection = self._log.database.connect()
                self._watch(connection)
            except (psycopg2.Error, StoreUnavailable, OSError) as away:
                _log.info("%s's head is looked for again: %s", self._log.service, away)
            except Exception:
                _log.exception("watching %s's head failed; trying again", self._log.service)
            finally:
                if connection is not None:
                    with suppress(psycopg2.Error):
                        connection.close()
            self._ending.wait(RETRY_SECONDS)

    def _watch(self, connection: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LISTEN log_head")
        self._log.head()
        looked, sent = time.monotonic(), float("-inf")
        while not self._ending.is_set():
            owed = self._appended > self._told
            pause = sent + PACE_SECONDS if owed else looked + LOOK_SECONDS
            heard = self._hear(connection, max(0.0, pause - time.monotonic()))
            now = time.monotonic()
            if heard or now - looked >= LOOK_SECONDS:
                self._log.head()
                looked = now
            if self._appended > self._told and now - sent >= PACE_SECONDS:
                self._told = self._appended
                with connection.cursor() as cursor:
                    cursor.execute("NOTIFY log_head")
                sent = now

    def _hear(self, connection: Any, seconds: float) -> bool:
        """Whether another process has told of an append, waiting at most so long."""
        readable, _, _ = select.select([connection, self._bell], [], [], seconds)
        if self._bell in readable:
            with suppress(BlockingIOError):
                self._bell.recv(4096)
        connection.poll()
        others = [n for n in connection.notifies if n.pid != connection.info.backend_pid]
        connection.notifies.clear()
        return bool(others)
