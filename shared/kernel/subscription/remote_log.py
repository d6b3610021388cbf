"""Another service's log as a source: a buffer filled by the broker, and the feed for the rest."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from shared.kernel.subscription.buffer import Buffer
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.confirmation import Confirmation
from shared.kernel.subscription.feed import Feed, Page
from shared.kernel.subscription.incoming import Announced, Incoming
from shared.kernel.subscription.source import (
    SourceChanged,
    SourceUnavailable,
    Unconfirmed,
    chained,
    checkpoint_after,
)
from shared.kernel.subscription.told_heads import PATIENCE_SECONDS, ToldHeads

QUIET_SECONDS = 2.0
"""How long silence of the broker is believed before the feed is asked."""
LONGER, LONGEST = 1.25, 2.5
"""How many times as long after each answer that there is nothing, and at most: what the broker loses
after a long silence is found within five seconds."""
GAP_SECONDS = 0.05
"""The pause between two questions while something is known to be missing."""


class RemoteLog:
    """What arrives from the broker wakes and spares a reading; it is never believed.

    An event is taken from the buffer only where it continues the checkpoint's chain, and nothing
    that rests on it is committed before the source's feed has confirmed the last one. A gap,
    silence, a restart, a late start and a forged message are all the same: the feed is asked. What
    concerns nobody is passed over unconfirmed, and confirmed with the next that does. So
    nothing depends on the broker but speed, and no source is accused on a message's word.
    `ignored` counts messages that are no part of the source's history.

    A follower that waits where an event comes next is asked whether it `passes` it: then it has
    passed over it, and is not woken.
    """

    def __init__(self, feed: Feed, heads: ToldHeads | None = None) -> None:
        self.name = feed.source
        self.feed = feed
        self.confirmed_as_told = self.confirmed_when_asked = 0
        """Batches that the source bore out before it was asked, and after."""
        self._heads = heads or ToldHeads(feed)
        self.ignored = 0
        self.away = False
        self._buffer = Buffer()
        self._news = False
        self._condition = threading.Condition()
        self._head = 0
        self._asked = float("-inf")
        self._patience = 1.0
        self._unconfirmed: Checkpoint | None = None
        self._confirmation: Confirmation | None = None
        self._doubted = False
        self._resting = False
        self.passes: Callable[[Incoming], bool] = lambda event: False
        self._reached = Checkpoint()
        self._waits_at: Checkpoint | None = None

    @property
    def buffered_bytes(self) -> int:
        """Roughly what the events take that wait here."""
        return self._buffer.size

    @property
    def waits(self) -> bool:
        """Whether a follower waits for what comes next, and nobody has woken it."""
        with self._condition:
            return self._waits_at is not None and not self._news

    def offer(self, said: Announced) -> None:
        """Take what the broker brought, if there is room."""
        with self._condition:
            if self._resting or said.position <= self._buffer.passed:
                return
            self._head = max(self._head, said.position)
            if said.event is not None:
                if self._passed(said.event):
                    return
                self._buffer.keep(said.event)
            self._news = True
            self._condition.notify_all()

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        self._confirmation, self._resting = None, False
        rests_on_messages = checkpoint == self._unconfirmed
        buffered = self._from_buffer(checkpoint, limit)
        if buffered:
            self._reached = self._unconfirmed = checkpoint_after(buffered[-1])
            self._heard()
            return buffered
        self._reached = checkpoint
        with self._condition:
            if self._pause(checkpoint.position) > 0:
                return []
            claimed = self._buffer.positions()
        self._asked = time.monotonic()
        try:
            with self._asking():
                page = self.feed.after(checkpoint, limit)
        except SourceChanged as changed:
            if rests_on_messages:
                self._doubt()
                raise Unconfirmed(str(changed)) from changed
            raise
        self._unconfirmed = None
        events = chained(self.name, checkpoint, page.events)
        self._patience = 1.0 if events else min(LONGER * self._patience, LONGEST)
        if events:
            self._reached = checkpoint_after(events[-1])
        self._learn(page, claimed)
        return events

    def begin_confirming(self) -> None:
        end = self._unconfirmed
        if end is not None and self._confirmation is None:
            self._heads.want()
            if not self._told(end) and not self._heads.comes(end.position):
                self._ask(end)

    def confirm(self) -> None:
        end = self._unconfirmed
        if end is None:
            return
        if self._confirmation is None:
            if self._told(end, PATIENCE_SECONDS):
                return
            self._ask(end)
        confirmation, self._confirmation = self._confirmation, None
        assert confirmation is not None
        with self._asking():
            given = confirmation.given()
        if given:
            self._unconfirmed = None
            self.confirmed_when_asked += 1
            return
        self._doubt()
        raise Unconfirmed(f"{self.name} has no hash {end.hash.hex()} at position {end.position}")

    def _told(self, end: Checkpoint, seconds: float = 0.0) -> bool:
        """Whether the source has told of this already."""
        if not self._heads.tell(end, seconds):
            return False
        self._unconfirmed = None
        self.confirmed_as_told += 1
        self.away = False
        return True

    def _ask(self, end: Checkpoint) -> None:
        with self._asking():
            self._confirmation = Confirmation(self.feed, end)

    def wait(self, position: int, seconds: float) -> bool:
        with self._condition:
            self._buffer.drop_passed(position)
            if not self._news:
                pause = self._pause(position)  # in silence too: the broker may be away
                self._waits_at = self._reached if self._reached.position == position else None
                try:
                    self._condition.wait(min(seconds, max(pause, 0.001)))
                finally:
                    self._waits_at = None
            news, self._news = self._news, False
            return news

    def head(self) -> int:
        return self._head

    def wake(self) -> None:
        with self._condition:
            self._news = True
            self._condition.notify_all()

    def rest(self) -> None:
        with self._condition:
            self._resting = True
            self._buffer.clear()

    def forget(self) -> None:
        """Drop what is buffered and ask the feed next."""
        with self._condition:
            self._buffer = Buffer()
            self._head = 0
            self._asked = float("-inf")
            self._news = True
            self._condition.notify_all()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Around a question to the feed, or the answer to one."""
        try:
            yield
        except SourceUnavailable:
            self.away = True
            raise
        self.away = False

    def _passed(self, event: Incoming) -> bool:
        """Whether the follower waits where this event comes next, and has passed over it."""
        waits = self._waits_at
        if waits is None or self._news or self._doubted or len(self._buffer):
            return False
        if (event.position - 1, event.prev_hash) != (waits.position, waits.hash):
            return False
        if not self.passes(event):
            return False
        self._waits_at = self._reached = self._unconfirmed = checkpoint_after(event)
        self._buffer.passed = event.position
        self._heard()
        return True

    def _heard(self) -> None:
        """A broker that brings one after the other is not silent."""
        self._asked, self._patience = time.monotonic(), 1.0
        self.away = False

    def _from_buffer(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        """What continues the checkpoint; nothing while the buffer is in doubt."""
        with self._condition:
            self._news = False  # whatever has arrived by now is looked at here
            self._buffer.drop_passed(checkpoint.position)
            return [] if self._doubted else self._buffer.chain(checkpoint, limit)

    def _doubt(self) -> None:
        """The source does not know what the broker brought: its feed is read next."""
        end, self._unconfirmed = self._unconfirmed, None
        with self._condition:
            if end is not None and end.position <= self._buffer.passed:
                self.ignored += 1  # at least; the others are told apart while they are still here
                self._buffer.passed = 0
            self._doubted = True
            self._asked = float("-inf")

    def _missing(self, position: int) -> bool:
        return len(self._buffer) > 0 or self._head > position

    def _pause(self, position: int) -> float:
        """Seconds until the feed may be asked: soon when something is missing, late in silence."""
        quiet = QUIET_SECONDS * self._patience
        pause = GAP_SECONDS if self._missing(position) else quiet
        return self._asked + pause - time.monotonic()

    def _learn(self, page: Page, claimed: Iterable[int]) -> None:
        """What the feed tells of the source's history; the buffer must not claim another."""
        with self._condition:
            self._doubted = False
            self.ignored += self._buffer.drop_others(page.events)
            if page.events and page.events[-1].position < page.head:
                self._head = max(self._head, page.head)
                self._asked = float("-inf")  # there is more where this came from
                return
            # The page ends where the log ended when it was read.
            self.ignored += sum(self._buffer.drop(p) for p in claimed if p > page.head)
            self._head = max(page.head, self._buffer.last)
