"""Learns at once what other processes append, and tells them what this one does.

On PostgreSQL by LISTEN and NOTIFY on a connection of its own. A notification is sent after the
append, never in its transaction: there it would make commits wait for each other. It carries
nothing but whether somebody has just come: whoever hears one looks for himself. A slow look is the
net under what is missed.

Who watches holds a shared lock, and one for each of its abilities, and says so when it begins; who
knows that it is alone tells nobody.
"""

import select
import socket
import threading
import time
from contextlib import closing, suppress
from functools import partial
from typing import Any

import psycopg2

from shared.kernel.log.abilities import Abilities
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.log import Log
from shared.kernel.loop import Loop

LOOK_SECONDS = 5.0
"""How often the head is looked for though nothing was heard."""
PACE_SECONDS = 0.02
"""The least time between two notifications: one tells of all that was appended before it."""
RETRY_SECONDS = 1.0
FIRST_LOOK_SECONDS = 3.0
"""So long who begins waits until he knows who else is there: what goes on before that may pass over
what another release would react to."""
WATCHER_LOCK = 7220
_COME = "come"
_COUNT = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s"
    " AND objsubid = 1 AND database = (SELECT oid FROM pg_database"
    " WHERE datname = current_database())"
)


class HeadWatcher:
    """Keeps a log's known head up to date, whoever appends. On SQLite nobody else does."""

    def __init__(self, log: Log, abilities: Abilities | None = None) -> None:
        self._log = log
        self.abilities = abilities or Abilities()
        self._appended = 0
        self._told = 0
        self.alone = False
        """Whether no other process watches: then there is nobody to tell."""
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._looked = threading.Event()
        self._loop = Loop("head watcher", self._watch, longest=RETRY_SECONDS)

    def start(self) -> None:
        """Begin to watch; return, bounded, once the others are known."""
        if self._log.database.postgresql:
            self._log.on_append(self._announce)
            self._loop.start()
            self._looked.wait(FIRST_LOOK_SECONDS)

    def end(self) -> None:
        """Ask the watcher to end."""
        self._loop.end()
        self._looked.set()
        self._wake()

    def join(self) -> None:
        """Wait, bounded, until it has ended."""
        self._loop.join()

    def _announce(self, position: int) -> None:
        self._appended = max(self._appended, position)
        if not self.alone:
            self._wake()

    def _wake(self) -> None:
        with suppress(BlockingIOError):  # it rings already
            self._ring.send(b"!")

    def _watch(self) -> float:
        """Watch for as long as a connection lasts."""
        try:
            with closing(self._log.database.connect()) as connection:
                self._listen(connection)
        except (psycopg2.Error, OSError) as away:
            raise StoreUnavailable(f"{self._log.service}'s head: {away}") from away
        return RETRY_SECONDS

    def _listen(self, connection: Any) -> None:
        self.alone = False
        _ask(connection, "LISTEN log_head")
        _ask(connection, "SELECT pg_advisory_lock_shared(%s)", WATCHER_LOCK)
        self.abilities.tell(partial(_ask, connection))
        _ask(connection, f"NOTIFY log_head, '{_COME}'")
        looked = sent = float("-inf")
        while not self._loop.ending:
            pause = sent + PACE_SECONDS if self._owed else looked + LOOK_SECONDS
            heard = self._hear(connection, max(0.0, pause - time.monotonic()))
            now = time.monotonic()
            if heard:
                self.alone = False
            if now - looked >= LOOK_SECONDS or _COME in heard:
                self._log.head()
                looked = now
                # Who comes later is heard.
                self.alone = self.alone or _ask(connection, _COUNT, WATCHER_LOCK) == 1
                self.abilities.look(partial(_ask, connection), alone=self.alone)
                self._looked.set()
            elif heard:
                self._log.head()
            if self._owed and now - sent >= PACE_SECONDS:
                self._told = self._appended
                _ask(connection, "NOTIFY log_head")
                sent = now

    @property
    def _owed(self) -> bool:
        """Whether others have not been told of what was appended here."""
        return not self.alone and self._appended > self._told

    def _hear(self, connection: Any, seconds: float) -> list[str]:
        """What other processes have told, of appends or that they came, waiting at most so long."""
        pause = 0.0 if connection.notifies else seconds  # one may have come with an answer
        readable, _, _ = select.select([connection, self._bell], [], [], pause)
        if self._bell in readable:
            with suppress(BlockingIOError):
                self._bell.recv(4096)
        connection.poll()
        own = connection.info.backend_pid
        others = [told.payload for told in connection.notifies if told.pid != own]
        connection.notifies.clear()
        return others


def _ask(connection: Any, statement: str, *given: Any) -> Any:
    """The first value of the answer, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()[0] if cursor.description else None
