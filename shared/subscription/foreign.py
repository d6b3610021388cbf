"""Another service's log as a source: a buffer filled by the broker, and the feed for the rest."""

import threading
import time
from collections.abc import Iterable

from shared.subscription.checkpoint import Checkpoint
from shared.subscription.feed import Feed, Page
from shared.subscription.incoming import Incoming
from shared.subscription.source import chained

CAPACITY = 50_000
"""Events that a buffer holds, as many as the queue; more are left to the feed."""
QUIET_SECONDS = 2.0
"""How long silence of the broker is believed before the feed is asked."""
GAP_SECONDS = 0.05
"""The pause between two questions while something is known to be missing."""


class Foreign:
    """What arrives from the broker is taken only where it continues the checkpoint's chain.

    A gap, silence, a restart and a late start are all the same: the feed is asked. So nothing
    depends on the broker but speed. `ignored` counts messages that are no part of the source's
    history.
    """

    def __init__(self, feed: Feed) -> None:
        self.name = feed.source
        self.feed = feed
        self.ignored = 0
        self._buffer: dict[int, Incoming] = {}
        self._passed = 0  # nothing up to here is kept
        self._news = False
        self._condition = threading.Condition()
        self._head = 0
        self._asked = float("-inf")

    def offer(self, event: Incoming) -> None:
        """Take a message from the broker, if there is room."""
        with self._condition:
            if event.position <= self._passed:
                return
            if len(self._buffer) < CAPACITY:
                self._buffer[event.position] = event
            self._head = max(self._head, event.position)
            self._news = True
            self._condition.notify_all()

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        buffered = self._from_buffer(checkpoint, limit)
        if buffered:
            return buffered
        with self._condition:
            if self._pause(checkpoint.position) > 0:
                return []
            claimed = list(self._buffer)
        self._asked = time.monotonic()
        page = self.feed.after(checkpoint, limit)
        self._learn(page, claimed)
        return chained(self.name, checkpoint, page.events)

    def wait(self, position: int, seconds: float) -> bool:
        with self._condition:
            self._drop_passed(position)
            if not self._news:
                missing = bool(self._buffer) or self._head > position
                pause = self._pause(position) if missing else seconds
                self._condition.wait(min(seconds, max(pause, 0.001)))
            news, self._news = self._news, False
            return news

    def head(self) -> int:
        return self._head

    def wake(self) -> None:
        with self._condition:
            self._news = True
            self._condition.notify_all()

    def forget(self) -> None:
        """Drop what is buffered and ask the feed next."""
        with self._condition:
            self._buffer.clear()
            self._passed = self._head = 0
            self._asked = float("-inf")
            self._news = True
            self._condition.notify_all()

    def _from_buffer(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        """What continues the checkpoint."""
        taken: list[Incoming] = []
        with self._condition:
            self._news = False  # whatever has arrived by now is looked at here
            self._drop_passed(checkpoint.position)
            position, previous = checkpoint.position, checkpoint.hash
            while len(taken) < limit:
                event = self._buffer.get(position + 1)
                if event is None:
                    break
                if event.prev_hash != previous:
                    self._ignore([position + 1])
                    break
                taken.append(event)
                position, previous = event.position, event.hash
        return taken

    def _drop_passed(self, position: int) -> None:
        """Forget what the follower has behind it. It may ask from further back: that is the
        feed's."""
        if position <= self._passed:
            return
        if position - self._passed > len(self._buffer):
            self._buffer = {p: e for p, e in self._buffer.items() if p > position}
        else:
            for passed in range(self._passed + 1, position + 1):
                self._buffer.pop(passed, None)
        self._passed = position

    def _pause(self, position: int) -> float:
        """Seconds until the feed may be asked: soon when something is missing, late in silence."""
        missing = bool(self._buffer) or self._head > position
        return self._asked + (GAP_SECONDS if missing else QUIET_SECONDS) - time.monotonic()

    def _learn(self, page: Page, claimed: Iterable[int]) -> None:
        """What the feed tells of the source's head; the buffer must not claim more."""
        with self._condition:
            if page.events:
                self._head = max(self._head, page.head)
                if page.events[-1].position < page.head:
                    self._asked = float("-inf")  # there is more where this came from
            else:
                self._ignore([p for p in claimed if p > page.head])
                self._head = max([page.head, *self._buffer])

    def _ignore(self, positions: list[int]) -> None:
        for position in positions:
            if self._buffer.pop(position, None):
                self.ignored += 1
