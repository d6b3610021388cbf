"""Carries a service's log to its exchange: publish with confirms, then move the cursor."""

import logging
import threading
import time
from collections.abc import Sequence

from shared.kernel.bus.cloudevents import body_of, headers_of
from shared.kernel.bus.publisher import BrokerUnavailable, Message, Publisher
from shared.kernel.log.leadership import Leadership
from shared.kernel.subscription.checkpoint import Checkpoint, Cursors
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import Source, SourceUnavailable, checkpoint_behind
from shared.schemas.events import UnknownEvent

_log = logging.getLogger(__name__)

WINDOW = 500
LOOK_SECONDS = 0.9
"""How long what the store said of the cursor is believed: to be wrong costs no more than a window
published twice."""


class Relay:
    """The subscription handler that publishes the own log."""

    def __init__(
        self,
        cursors: Cursors,
        publisher: Publisher,
        leadership: Leadership,
        url: str = "",
    ) -> None:
        self.name = "relay"
        self._cursors = cursors
        self._publisher = publisher
        self._leadership = leadership
        self._url = url
        self._position = 0
        self._reached: Checkpoint | None = None
        self._looked = float("-inf")
        self._idle = threading.Event()

    @property
    def connected(self) -> bool:
        return self._publisher.connected

    def position(self) -> int:
        return self._position

    def step(self, source: Source) -> bool:
        start, self._reached = self._reached, None  # after a failure the store is asked again
        if start is None or time.monotonic() - self._looked > LOOK_SECONDS:
            self._looked = time.monotonic()
            start = self._cursors.get(self.name)
            self._position = start.position
        events = source.after(start, WINDOW)
        if events and not self._leadership.held():
            self._idle.wait(0.5)
            return True
        messages = self._messages(events)
        try:
            if not events:
                self._publisher.open()
                return False
            self._publisher.publish(messages)
        except BrokerUnavailable as away:
            raise SourceUnavailable(f"broker: {away}") from away
        end = checkpoint_behind(events[len(messages) - 1])
        self._cursors.move(self.name, start, end)
        self._reached, self._position = end, end.position
        return True

    def _messages(self, events: Sequence[Incoming]) -> list[Message]:
        """The events as they go out, up to the first that this release does not know."""
        messages: list[Message] = []
        try:
            messages.extend(
                message(event, self._url) for event in events
            )  # keeps those before the unknown
        except UnknownEvent:
            if not messages:
                self._leadership.give_up()  # a replica of the release that appended it goes on
                raise
        return messages

    def close(self) -> None:
        self._publisher.close()
        self._leadership.give_up()


def message(event: Incoming, url: str) -> Message:
    """An event as it goes out."""
    return event.meta.type, body_of(event), headers_of(event, url), event.meta.event_id
