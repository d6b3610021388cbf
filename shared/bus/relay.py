"""Carries a service's log to its exchange: publish with confirms, then move the cursor."""

import logging
import threading
from typing import Any

import psycopg2

from shared.bus.cloudevents import body_of, headers_of
from shared.bus.publisher import BrokerUnavailable, Message, Publisher
from shared.log.database import Database
from shared.subscription.checkpoint import Checkpoints
from shared.subscription.incoming import Incoming
from shared.subscription.source import Source, SourceUnavailable, checkpoint_behind

_log = logging.getLogger(__name__)

WINDOW = 500
LEADER_LOCK = 7218


class Leadership:
    """At most one relay of a service publishes: a session advisory lock on its own connection.

    It only spares duplicates: the cursor moves by compare-and-set whoever publishes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Any = None

    def held(self) -> bool:
        """Whether this process leads, taking the lead when it is free."""
        if not self._database.postgresql:
            return True
        try:
            if self._session is None:
                self._session = self._database.connect()
            with self._session.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,))
                if cursor.fetchone()[0]:
                    # Session locks nest: give back all but the first.
                    cursor.execute("SELECT pg_advisory_unlock(%s)", (LEADER_LOCK,))
                    cursor.execute("SELECT pg_try_advisory_lock(%s)", (LEADER_LOCK,))
                    return True
                return False
        except psycopg2.Error as error:
            self.give_up()
            raise SourceUnavailable(f"leader lock: {error}") from error

    def give_up(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            try:
                session.close()
            except psycopg2.Error:
                _log.debug("the leader's session was already gone")


class Relay:
    """The subscription handler that publishes the own log."""

    def __init__(
        self, checkpoints: Checkpoints, publisher: Publisher, leadership: Leadership
    ) -> None:
        self.name = "relay"
        self._checkpoints = checkpoints
        self._publisher = publisher
        self._leadership = leadership
        self._position = 0
        self._idle = threading.Event()

    @property
    def connected(self) -> bool:
        return self._publisher.connected

    def position(self) -> int:
        return self._position

    def step(self, source: Source) -> bool:
        start = self._checkpoints.get(self.name)
        self._position = start.position
        events = source.after(start, WINDOW)
        if events and not self._leadership.held():
            self._idle.wait(0.5)
            return True
        try:
            if not events:
                self._publisher.open()
                return False
            self._publisher.publish(message(event) for event in events)
        except BrokerUnavailable as away:
            raise SourceUnavailable(f"broker: {away}") from away
        end = checkpoint_behind(events[-1])
        self._checkpoints.move(self.name, start, end)
        self._position = end.position
        return True

    def close(self) -> None:
        self._publisher.close()
        self._leadership.give_up()


def message(event: Incoming) -> Message:
    """An event as it goes out."""
    return event.meta.type, body_of(event), headers_of(event), event.meta.event_id
