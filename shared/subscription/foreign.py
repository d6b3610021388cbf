"""Another service's log as a source: a buffer filled by the broker, and the feed for the rest."""

import threading
import time

from shared.subscription.checkpoint import Checkpoint
from shared.subscription.feed import Feed
from shared.subscription.incoming import Incoming
from shared.subscription.source import chained

CAPACITY = 50_000
"""Events that a buffer holds, as many as the queue; more are left to the feed."""
QUIET_SECONDS = 2.0
"""How long silence of the broker is believed before the feed is asked."""


class Foreign:
    """What arrives from the broker is taken only where it continues the checkpoint's chain.

    A gap, silence, a restart and a late start are all the same: the feed is asked. So nothing
    depends on the broker but speed.
    """

    def __init__(self, feed: Feed) -> None:
        self.name = feed.source
        self.feed = feed
        self._buffer: dict[int, Incoming] = {}
        self._condition = threading.Condition()
        self._head = 0
        self._asked = float("-inf")

    def offer(self, event: Incoming) -> None:
        """Take a message from the broker, if there is room."""
        with self._condition:
            if len(self._buffer) < CAPACITY:
                self._buffer[event.position] = event
            self._head = max(self._head, event.position)
            self._condition.notify_all()

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        buffered = self._from_buffer(checkpoint, limit)
        if buffered:
            return buffered
        if not self._worth_asking(checkpoint):
            return []
        self._asked = time.monotonic()
        page = self.feed.after(checkpoint, limit)
        with self._condition:
            self._head = max(self._head, page.head) if page.events else page.head
        if page.events and page.events[-1].position < page.head:
            self._asked = float("-inf")  # there is more where this came from
        return chained(self.name, checkpoint, page.events)

    def wait(self, position: int, seconds: float) -> bool:
        with self._condition:
            if not self._newer(position):
                self._condition.wait(seconds)
            return self._newer(position)

    def head(self) -> int:
        return self._head

    def forget(self) -> None:
        """Drop what is buffered and ask the feed next."""
        with self._condition:
            self._buffer.clear()
            self._asked = float("-inf")

    def _newer(self, position: int) -> bool:
        return any(p > position for p in self._buffer)

    def _from_buffer(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        """What continues the checkpoint; older messages are dropped on the way."""
        taken: list[Incoming] = []
        with self._condition:
            while self._buffer and (oldest := next(iter(self._buffer))) <= checkpoint.position:
                del self._buffer[oldest]
            position, previous = checkpoint.position, checkpoint.hash
            while len(taken) < limit:
                event = self._buffer.get(position + 1)
                if event is None or event.prev_hash != previous:
                    break
                taken.append(event)
                position, previous = event.position, event.hash
        return taken

    def _worth_asking(self, checkpoint: Checkpoint) -> bool:
        """After silence, or when something has arrived that does not continue the checkpoint."""
        with self._condition:
            gap = bool(self._buffer)
        pause = 0.05 if gap or self._head > checkpoint.position else QUIET_SECONDS
        return time.monotonic() - self._asked >= pause
