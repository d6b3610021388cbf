"""Listens to other services' exchanges: what arrives only pre-fills the followers' buffers."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from amqp.exceptions import NotFound, PreconditionFailed
from kombu.connection import Connection
from kombu.messaging import Consumer as KombuConsumer

from shared.kernel.bus.cloudevents import READ, Forged, Unreadable, announced_by
from shared.kernel.bus.connecting import connected
from shared.kernel.bus.deliveries import Delivered, Deliveries, NotRead
from shared.kernel.bus.memory import BELL
from shared.kernel.bus.names import EVENTS, QUEUE_VERSION, exchange, queue, queue_name
from shared.kernel.loop import Loop, backoff
from shared.kernel.subscription.incoming import Announced

_log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
HEARTBEAT = 30
ANSWER_SECONDS = 10.0
LISTEN_SECONDS = 1.0
ABSENT_SECONDS = 30.0
"""How often at least a source is looked for that has no exchange yet, since it never ran; more
often at first, when all start together."""

Offer = Callable[[Announced], None]


class Consumer:
    """One connection a service for all sources that it follows.

    Messages need no acknowledgement of ours: whatever is lost here, the feed has. A broker that
    is away is tried again every second. `absent` are the sources that have no exchange: the others
    are heard meanwhile. `connected` is true also of who follows nobody. The sources are of this
    `city`, whose name goes before theirs where it has one.
    """

    def __init__(
        self, url: str, service: str, offers: Mapping[str, Offer], ca: str = "", city: str = ""
    ) -> None:
        self._url, self._ca = url, ca
        self._service, self._city = service, city
        self._offers = dict(offers)
        self._memory = url.startswith("memory")
        self._loop = Loop("consumer", self._listen, failed=self._failed)
        self._complaint = ""
        self.connected = not self._offers
        self.absent: list[str] = []
        self.unreadable = 0
        self.forged = 0
        self.received = 0

    @property
    def listens(self) -> bool:
        """Whether there is anybody to listen to."""
        return bool(self._offers)

    def start(self) -> None:
        if self.listens:
            self._loop.start()

    def end(self) -> None:
        """Ask it to end."""
        self._loop.end()

    def join(self) -> None:
        """Wait, bounded, until it has ended."""
        self._loop.join()

    def _failed(self, error: Exception, failures: int) -> float:
        said = f"{type(error).__name__}: {error}"
        if said != self._complaint:
            _log.warning("the broker is away, the feed serves meanwhile: %s", said)
        self._complaint = said
        return RETRY_SECONDS

    def _listen(self) -> float:
        heartbeat = 0 if self._memory else HEARTBEAT
        connection = connected(self._url, ANSWER_SECONDS, self._ca, heartbeat)
        try:
            if not self._memory:
                Deliveries(connection.connection, self._delivered)
            self.absent = self._consume(connection, self._offers)
            self.connected = True
            _log.info("listening to %s", ", ".join(s for s in self._offers if s not in self.absent))
            looks, looked_at = 0, time.monotonic()
            while not self._loop.ending:
                self._drain(connection)
                if self.absent and time.monotonic() - looked_at > backoff(looks, ABSENT_SECONDS):
                    self.absent = self._consume(connection, self.absent)
                    looks, looked_at = looks + 1, time.monotonic()
        finally:
            self.connected = False
            connection.collect()
        return 0.0

    def _consume(self, connection: Connection, sources: Iterable[str]) -> list[str]:
        """Consume these sources, each on a channel of its own, which a missing exchange closes; the
        sources that have none."""
        absent = []
        for source in sources:
            channel = connection.channel()
            try:
                bound = self._bound(channel, source)
            except NotFound:
                absent.append(source)
                continue
            self._remove_older(connection, source)
            KombuConsumer(
                channel, [bound], no_ack=True, auto_declare=False, on_message=self._in_memory
            ).consume()
        return absent

    def _drain(self, connection: Connection) -> None:
        """Take what has arrived; return now and then, so that the loop can end."""
        heard = BELL.rung
        try:
            connection.drain_events(timeout=0 if self._memory else LISTEN_SECONDS)
        except TimeoutError:
            if self._memory:
                BELL.wait(heard, LISTEN_SECONDS)
        if not self._memory:
            connection.heartbeat_check()

    def _bound(self, channel: Any, source: str) -> Any:
        # Only its owner may declare an exchange; until it has, this raises `NotFound`.
        exchange(source)(channel).declare(passive=not self._memory)
        bound = queue(self._service, source)(channel)
        bound.queue_declare()
        bound.queue_bind()
        return bound

    def _remove_older(self, connection: Connection, source: str) -> None:
        """What an earlier release listened to would fill up, unless one still listens to it."""
        if self._memory:
            return
        for version in range(1, QUEUE_VERSION):
            with suppress(PreconditionFailed):
                older = queue_name(self._service, source, version)
                connection.channel().queue_delete(older, if_unused=True)

    def _in_memory(self, message: Any) -> None:
        exchange = message.delivery_info.get("exchange")
        self._receive(exchange, message.headers or {}, message.body)

    def _delivered(self, message: Delivered) -> None:
        try:
            headers = message.headers(READ)
        except NotRead as error:
            self.received += 1
            self._unreadable(error)
            return
        self._receive(message.exchange, headers, message.body)

    def _receive(self, on: str, headers: Mapping[str, Any], body: bytes | str) -> None:
        self.received += 1
        try:
            said = announced_by(headers, body, self._city)
            if on != f"{said.source}{EVENTS}":
                raise Unreadable(f"an event of {said.source} on another's exchange")
        except Forged as error:
            self.forged += 1
            _log.warning("a message was ignored, its bytes are not what it claims: %s", error)
            return
        except Unreadable as error:
            self._unreadable(error)
            return
        if said.source in self._offers:
            self._offers[said.source](said)

    def _unreadable(self, error: Exception) -> None:
        self.unreadable += 1
        _log.warning("an unreadable message was dropped, the feed has the event: %s", error)
