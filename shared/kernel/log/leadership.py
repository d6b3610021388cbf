"""Who of several replicas does what only one need do."""

import logging
import threading
import time
from typing import Any

import psycopg2

from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.database import Database

_log = logging.getLogger(__name__)

LEADER_LOCK = 7218
LOOK_SECONDS = 5.0
"""How long it is believed that the session lives, and the lead with it."""
GIVE_UP_SECONDS = 1.0
SILENT_SECONDS = 30
"""After which the store ends a leader's session: a frozen process's connection looks alive."""


class Leadership:
    """At most one relay of a service publishes: a session advisory lock on its own connection.

    It only spares duplicates: the cursor moves by compare-and-set whoever publishes. The lock ends
    with its session, however that ends; and the session with `silent_seconds` in which nobody asked
    whether it leads. Who had nothing to publish for so long takes the lead anew, if it is free.
    """

    def __init__(self, database: Database, silent_seconds: int = SILENT_SECONDS) -> None:
        self._database = database
        self._silent_seconds = silent_seconds
        self._session: Any = None
        self._leads = False
        self._checked = float("-inf")
        self._in_use = threading.Lock()

    def held(self) -> bool:
        """Whether this process leads, taking the lead when it is free. Raises `StoreUnavailable`."""
        if not self._database.postgresql:
            return True
        with self._in_use:
            return self._held()

    def give_up(self) -> None:
        """Leave the lead, unless its session is busy: then it ends with the process."""
        if self._in_use.acquire(timeout=GIVE_UP_SECONDS):
            try:
                self._discard()
            finally:
                self._in_use.release()

    def _held(self) -> bool:
        if self._leads and time.monotonic() - self._checked < LOOK_SECONDS:
            return True
        try:
            if self._session is not None and not self._lives():
                self._discard()
            if self._session is None:
                self._session = self._begun()
            if not self._leads:
                with self._session.cursor() as cursor:
                    cursor.execute("SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,))
                    self._leads = cursor.fetchone()[0]
            self._checked = time.monotonic()
            return self._leads
        except psycopg2.Error as error:
            self._discard()
            raise StoreUnavailable(f"leader lock: {error}") from error

    def _begun(self) -> Any:
        session = self._database.connect()
        with session.cursor() as cursor:
            cursor.execute(f"SET idle_session_timeout = '{self._silent_seconds}s'")
        return session

    def _lives(self) -> bool:
        """Whether the session still does, and with it the lock."""
        try:
            with self._session.cursor() as cursor:
                cursor.execute("SELECT 1")
        except psycopg2.Error:
            return False
        return True

    def _discard(self) -> None:
        session, self._session, self._leads = self._session, None, False
        if session is not None:
            try:
                session.close()
            except psycopg2.Error:
                _log.debug("the leader's session was already gone")
