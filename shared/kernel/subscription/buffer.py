"""What the broker has brought and a follower has not yet taken; bounded in events and in bytes."""

from collections.abc import Iterable

from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming

CAPACITY = 50_000
"""Events that a buffer holds, as many as the queue; more are left to the feed."""
MOST_BYTES = 16 << 20
"""Bytes of events that a buffer holds."""
OVERHEAD = 1_000
"""Bytes that an event takes beside its texts, roughly."""


class Buffer:
    """Events by their position. Not safe for threads by itself."""

    def __init__(self) -> None:
        self.size = 0
        self.passed = 0
        """Nothing up to here is kept."""
        self._events: dict[int, Incoming] = {}

    def __len__(self) -> int:
        return len(self._events)

    @property
    def last(self) -> int:
        """The greatest position that is kept; 0 for none."""
        return max(self._events, default=0)

    def keep(self, event: Incoming) -> None:
        """Keep an event if there is room; of two at a position the later one stays."""
        self.drop(event.position)
        if len(self._events) < CAPACITY and self.size + weight(event) <= MOST_BYTES:
            self._events[event.position] = event
            self.size += weight(event)

    def chain(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        """At most so many events that continue a checkpoint, each with the hash before it."""
        found: list[Incoming] = []
        position, previous = checkpoint.position, checkpoint.hash
        while len(found) < limit:
            event = self._events.get(position + 1)
            if event is None or event.prev_hash != previous:
                break
            found.append(event)
            position, previous = event.position, event.hash
        return found

    def drop(self, position: int) -> bool:
        """Whether there was an event at a position; now there is none."""
        event = self._events.pop(position, None)
        if event is None:
            return False
        self.size -= weight(event)
        return True

    def drop_passed(self, position: int) -> None:
        """Forget what the follower has taken. It may ask from further back: that is the feed's."""
        if position <= self.passed:
            return
        if position - self.passed > len(self._events):
            passed: Iterable[int] = [p for p in self._events if p <= position]
        else:
            passed = range(self.passed + 1, position + 1)
        for one in passed:
            self.drop(one)
        self.passed = position

    def drop_others(self, events: Iterable[Incoming]) -> int:
        """Drop what stands at a position of these and is another event; how many were dropped."""
        differing = [
            event.position
            for event in events
            if (kept := self._events.get(event.position)) and kept.hash != event.hash
        ]
        return sum(self.drop(position) for position in differing)

    def positions(self) -> list[int]:
        return list(self._events)

    def clear(self) -> None:
        self._events.clear()
        self.size = 0


def weight(event: Incoming) -> int:
    """Bytes that an event takes, roughly: a text takes at most four a character, mostly one."""
    return len(event.data) + len(event.stored_meta) + OVERHEAD
