"""Carries a service's log to its exchange: publish with confirms, then move the cursor."""

import threading
from collections.abc import Sequence
from contextlib import suppress

from opentelemetry.trace import SpanKind

from shared.kernel.bus.cloudevents import body_of, headers_of
from shared.kernel.bus.publisher import BrokerUnavailable, Message, Publisher
from shared.kernel.log.batch import CheckpointConflict, StoreUnavailable
from shared.kernel.log.leadership import Leadership
from shared.kernel.log.tracing import traceparent
from shared.kernel.spans import Spans, now
from shared.kernel.subscription.checkpoint import Cursors
from shared.kernel.subscription.cursor import Cursor
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import Source, SourceUnavailable, checkpoint_after
from shared.schemas.events import UnknownEvent

WINDOW = 500


class Relay:
    """The subscription handler that publishes the own log."""

    def __init__(
        self,
        cursors: Cursors,
        publisher: Publisher,
        leadership: Leadership,
        url: str = "",
        spans: Spans | None = None,
        city: str = "",
    ) -> None:
        self.name = "relay"
        self._cursor = Cursor(self.name, cursors)
        self._publisher = publisher
        self._leadership = leadership
        self._url, self._city = url, city
        self._spans = spans or Spans()
        self._idle = threading.Event()
        self.published = 0
        """Events that the broker has confirmed to this process."""

    @property
    def connected(self) -> bool:
        return self._publisher.connected

    def position(self) -> int:
        return self._cursor.position

    def step(self, source: Source) -> bool:
        start, _ = self._cursor.take_up()
        events = source.after(start, WINDOW)
        if events and not self._leadership.held():
            self._idle.wait(0.5)
            return True
        messages = self._messages(events)
        try:
            if not events:
                self._publisher.open()
                self._cursor.reach(start)
                return False
            began = now()
            self._publisher.publish(messages)
            self.published += len(messages)
        except BrokerUnavailable as away:
            raise SourceUnavailable(f"broker: {away}") from away
        if self._spans.recording:
            self._told(events[: len(messages)], began)
        end = checkpoint_after(events[len(messages) - 1])
        # The store learns of it now and then: who takes over publishes no more than that again.
        self._cursor.reach(end)
        return True

    def _told(self, events: Sequence[Incoming], began: int) -> None:
        for event in events:
            self._spans.done(
                f"{event.meta.type} published",
                {"position": event.position},
                SpanKind.PRODUCER,
                traceparent(event.meta),
                began,
            )

    def _messages(self, events: Sequence[Incoming]) -> list[Message]:
        """The events as they go out, up to the first that this release does not know."""
        messages: list[Message] = []
        try:
            messages.extend(
                message(event, self._url, self._city) for event in events
            )  # keeps those before the unknown
        except UnknownEvent:
            if not messages:
                self._leadership.give_up()  # a replica of the release that appended it goes on
                raise
        return messages

    def close(self) -> None:
        with suppress(CheckpointConflict, StoreUnavailable):
            self._cursor.give_up()
        self._publisher.close()
        self._leadership.give_up()


def message(event: Incoming, url: str, city: str = "") -> Message:
    """An event as it goes out."""
    return event.meta.type, body_of(event), headers_of(event, url, city), event.meta.event_id
