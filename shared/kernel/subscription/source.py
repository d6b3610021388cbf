"""Where a follower reads from. `after(checkpoint)` is the only way."""

import time
from collections.abc import Collection, Sequence
from typing import Protocol

from shared.kernel.log.log import LAST, Log, Watermark
from shared.kernel.log.stretch import Stretch, stretch
from shared.kernel.loop import Away
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming, from_record

PACE_SECONDS = 0.025
"""How long the views of an event wait for others' if nobody waits for them: meanwhile what it leads
to elsewhere is on its way, on the same cores."""
BUSY_PACE_SECONDS = 0.1
"""The same after several were taken together: a batch of ten costs little more than one of two."""


class SourceUnavailable(Away):
    """The source can't be reached at the moment."""


class Unconfirmed(Exception):
    """The source's feed does not bear out what the broker brought; nothing of it was taken."""


class NeedsOperator(Exception):
    """A subscription goes on only when somebody does something; the message says what is wrong."""


class SourceChanged(NeedsOperator):
    """The source's history is not the one that was followed: it was restored or tampered with."""

    def __init__(self, source: str, checkpoint: Checkpoint, detail: str) -> None:
        super().__init__(
            f"{source} no longer has hash {checkpoint.hash.hex()}"
            f" at position {checkpoint.position}: {detail}"
        )


class BytesDiffer(SourceChanged):
    """A source gave bytes that do not give the hash which it claims for them."""

    def __init__(self, said_by: str, position: int, claimed: bytes, given: bytes) -> None:
        NeedsOperator.__init__(
            self,
            f"{said_by} says that position {position} has hash {claimed.hex()},"
            f" but the bytes that it gives for it have hash {given.hex()}",
        )


class Source(Protocol):
    """A log to be followed. It is `away` while nobody answers whom it was last asked of."""

    name: str
    away: bool

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        """The events after a checkpoint, in order and chained to it; may be empty.

        Raises `SourceChanged`, `SourceUnavailable`, `StoreUnavailable`.
        """
        ...

    def begin_confirming(self) -> None:
        """Something will rest on what `after` answered last: the question to the source may be
        under way while that is decided."""
        ...

    def confirm(self) -> None:
        """Return when the source itself has borne out all that `after` has answered.

        Nothing that rests on those events is committed before. Raises `Unconfirmed`,
        `SourceUnavailable`.
        """
        ...

    def wait(self, position: int, seconds: float) -> bool:
        """Whether there is likely more after a position, waiting at most so long."""
        ...

    def head(self) -> int:
        """The last position known of the source."""
        ...

    def wake(self) -> None:
        """Let a waiting follower go on as if its time were over."""
        ...

    def rest(self) -> None:
        """Keep nothing for a follower that has stopped, until it reads again."""
        ...


class OwnLog:
    """The service's own log, read from its table. Who follows it is told of its growth in his
    `turn`."""

    away = False

    def __init__(self, log: Log, turn: int = LAST) -> None:
        self.name = log.service
        self._log = log
        self._turn = turn

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        records = self._log.follow(checkpoint.position, limit)
        if not records:
            # Nothing after the checkpoint, or not even the checkpoint's own position.
            self._check_there(checkpoint)
            return []
        events = [from_record(self.name, record) for record in records]
        return chained(self.name, checkpoint, events)

    def stretch(self, after: int, upto: int, types: Collection[str], *, whole: bool) -> Stretch:
        """The events of some types from one position to another; see `stretch`."""
        return stretch(self._log.database, self.name, after, upto, types, whole=whole)

    def begin_confirming(self) -> None:
        """There is nothing to ask."""

    def confirm(self) -> None:
        """The own log is the truth itself."""

    def wait(self, position: int, seconds: float) -> bool:
        return self._log.watermark.wait(position, seconds, self._turn)

    def head(self) -> int:
        return self._log.watermark.position

    def wake(self) -> None:
        self._log.watermark.wake()

    def rest(self) -> None:
        """It keeps nothing."""

    def _check_there(self, checkpoint: Checkpoint) -> None:
        there = self._log.hash_at(checkpoint.position)
        if there is None:
            raise SourceChanged(self.name, checkpoint, "there is no such position")
        if there != checkpoint.hash:
            raise SourceChanged(self.name, checkpoint, f"it has {there.hex()}")


class PacedLog(OwnLog):
    """The own log for who does the less the more he takes at once: he takes together what comes
    within `PACE_SECONDS` of the first event, or of the batch before, or within `BUSY_PACE_SECONDS`
    of a batch of several, unless he is behind by a whole batch or somebody waits for what he has
    `made` of them."""

    def __init__(self, log: Log, made: Watermark) -> None:
        super().__init__(log)
        self._made = made
        self._next = float("-inf")

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        self._made.awaited(self._next - time.monotonic())
        events = super().after(checkpoint, limit)
        if len(events) == limit:  # more is there, or soon
            self._next = float("-inf")
        elif events:
            pace = BUSY_PACE_SECONDS if len(events) > 1 else PACE_SECONDS
            self._next = time.monotonic() + pace
        return events

    def wait(self, position: int, seconds: float) -> bool:
        grown = super().wait(position, seconds)
        if grown:
            self._next = time.monotonic() + PACE_SECONDS
        return grown


def chained(source: str, checkpoint: Checkpoint, events: Sequence[Incoming]) -> list[Incoming]:
    """The events, if each continues the hash chain from the checkpoint. Raises `SourceChanged`."""
    position, previous = checkpoint.position, checkpoint.hash
    for event in events:
        if event.prev_hash != previous or event.position != position + 1:
            broken = Checkpoint(position, previous)
            follows = f"position {event.position} follows {event.prev_hash.hex()}"
            raise SourceChanged(source, broken, follows)
        position, previous = event.position, event.hash
    return list(events)


def checkpoint_after(event: Incoming) -> Checkpoint:
    """The checkpoint of a follower that has taken an event."""
    return Checkpoint(event.position, event.hash)
