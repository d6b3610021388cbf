"""The subscription handler of reactions: batches when behind, and parking for what fails."""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence

from shared.kernel.log.batch import Busy, VersionConflict
from shared.kernel.loop import Away
from shared.kernel.reactions.parking import ParkedKey, Parking
from shared.kernel.reactions.reacting import NOT_THE_EVENTS, Reacting, ReactionFailed
from shared.kernel.subscription.checkpoint import Checkpoint, Checkpoints
from shared.kernel.subscription.cursor import Cursor
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import Source, SourceUnavailable, checkpoint_after
from shared.kernel.subscription.subscription import TooManyParked
from shared.schemas.events import UnknownEvent, event_type

_log = logging.getLogger(__name__)

BATCH = 300
PATIENCE = (0.05, 0.2, 0.8)
"""Pauses in seconds between the tries of a failing event, before its key is parked."""
PARKED_A_MINUTE = 5
SOON_SECONDS = 0.05


class AnotherRelease(Away):
    """Another replica has a reaction that this one lacks; while it lives, it alone goes on."""


class Reactor:
    """Takes a source's events through the reactions, each once, in order, unless it `stands_back`."""

    def __init__(
        self,
        name: str,
        reacting: Reacting,
        checkpoints: Checkpoints,
        parking: Parking,
        stands_back: Callable[[], bool] = lambda: False,
    ) -> None:
        self.name = name
        self.reacting = reacting
        self._stands_back = stands_back
        self._checkpoints = checkpoints
        self._parking = parking
        self._cursor = Cursor(name, checkpoints)
        self._parked: set[str] = set()
        self._parked_lately: deque[float] = deque()

    def position(self) -> int:
        return self._cursor.position

    def step(self, source: Source) -> bool:
        if self._stands_back():
            raise AnotherRelease("a replica of another release reacts to what this one passes over")
        start, asked = self._cursor.take_up(source.confirm, ask=bool(self._parked))
        retried = asked and self._retry_parked(source, start)
        try:
            events = source.after(start, BATCH)
        except SourceUnavailable:
            self._cursor.reach(start)  # nothing was begun
            raise
        try:
            self._cursor.reach(self._take_all(source, start, events))
        except UnknownEvent:
            source.confirm()  # a forged message stops nobody
            raise
        return retried or bool(events)

    def pass_over(self, event: Incoming) -> bool:
        """Whether the event that comes next, while this waits for it, is passed over: it concerns
        nobody here, and nothing is parked that somebody may want retried."""
        if self._parked or self.reacting.concerns(event) or not _known([event]):
            return False
        if self._stands_back():
            return False
        start = Checkpoint(event.position - 1, event.prev_hash)
        return self._cursor.pass_over(start, checkpoint_after(event))

    def _take_all(
        self, source: Source, start: Checkpoint, events: Sequence[Incoming]
    ) -> Checkpoint:
        known = _known(events)
        for part in self._parts(known):
            start = self._take(source, start, part)
            self._cursor.position = start.position
        if len(known) < len(events):
            event_type(events[len(known)].meta.type)  # raises: an unknown type stops
        return start

    def _parts(self, events: Sequence[Incoming]) -> list[list[Incoming]]:
        """Events that may be decided together; one that needs a view stands alone."""
        parts: list[list[Incoming]] = []
        alone = True
        for event in events:
            needs = self.reacting.needs_view(event)
            if alone or needs:
                parts.append([])
            parts[-1].append(event)
            alone = needs
        return parts

    def _take(self, source: Source, start: Checkpoint, events: list[Incoming]) -> Checkpoint:
        if not any(self.reacting.concerns(e) for e in events):
            return checkpoint_after(events[-1])
        source.begin_confirming()
        try:
            return self._append(source, events)
        except NOT_THE_EVENTS:
            raise
        except Exception as error:
            source.confirm()  # or they may be forged, and nobody's fault
            _log.warning(
                "%s: %d events failed, going one by one: %s", self.name, len(events), error
            )
        for event in events:
            start = self._patiently(source, start, event)
        return start

    def _patiently(self, source: Source, start: Checkpoint, event: Incoming) -> Checkpoint:
        """One event, tried again after pauses; what goes on failing is parked, the rest goes on."""
        pauses = iter(PATIENCE)
        while True:
            try:
                return self._append(source, [event])
            except NOT_THE_EVENTS:
                raise
            except VersionConflict as conflict:
                raise Busy(str(conflict)) from conflict
            except ReactionFailed as failure:
                key, error = failure.key, str(failure)
            except Exception as unexpected:
                key, error = event.meta.stream, f"{type(unexpected).__name__}: {unexpected}"
            pause = next(pauses, None)
            if pause is None:
                self._park(start, event, key, error)
            else:
                _log.warning("%s: position %d failed: %s", self.name, event.position, _kind(error))
                time.sleep(pause)

    def _append(self, source: Source, events: list[Incoming]) -> Checkpoint:
        """The checkpoint after the events. It moves from where the store knows it, over all that
        concerned nobody; where nothing follows from these either, the store learns of it later."""
        end = checkpoint_after(events[-1])
        appended = self.reacting.append(
            self.name,
            self._cursor.stored,
            events,
            lambda key: key not in self._parked,
            source.confirm,
        )
        if appended:
            self._cursor.stored = end
        return end

    def _park(self, start: Checkpoint, event: Incoming, key: str, error: str) -> None:
        if key in self._parked:
            raise TooManyParked(f"position {event.position} fails although {key} is parked")
        now = time.monotonic()
        while self._parked_lately and now - self._parked_lately[0] > 60:
            self._parked_lately.popleft()
        if len(self._parked_lately) >= PARKED_A_MINUTE:
            self._parked_lately.clear()
            raise TooManyParked(f"more than {PARKED_A_MINUTE} keys parked in a minute")
        self._parked_lately.append(now)
        self._cursor.store(start)
        _log.error("%s: parked %s at %d: %s", self.name, key, event.position, _kind(error))
        self._parking.park(self.name, key, error, start, event.position)
        self._parked.add(key)

    def _retry_parked(self, source: Source, main: Checkpoint) -> bool:
        parked = self._parking.of(self.name)
        self._parked = {k.key for k in parked}
        asked = [k for k in parked if k.requested == "retry"]
        for key in asked:
            self._catch_up(source, key, main)
        return bool(asked)

    def _catch_up(self, source: Source, key: ParkedKey, main: Checkpoint) -> None:
        """Take the key's waiting events, in order, one by one, up to the main checkpoint."""
        progress = stored = self._checkpoints.get(key.progress)
        try:
            while progress.position < main.position:
                wanted = min(BATCH, main.position - progress.position)
                events = source.after(progress, wanted)
                for event in events:
                    end = checkpoint_after(event)
                    if self.reacting.append(
                        key.progress, stored, [event], lambda k: k == key.key, source.confirm
                    ):
                        stored = end
                    progress = end
                if not events:
                    source.wait(progress.position, SOON_SECONDS)
        except NOT_THE_EVENTS:
            raise
        except VersionConflict as conflict:
            raise Busy(str(conflict)) from conflict
        except Exception as error:
            source.confirm()
            _log.warning("%s: retrying %s failed: %s", self.name, key.key, error)
            self._parking.failed_again(key, str(error))
            return
        if self._parking.release(key, main):
            self._parked.discard(key.key)
            _log.info("%s: %s caught up and flows again", self.name, key.key)


def _known(events: Sequence[Incoming]) -> Sequence[Incoming]:
    """The events before the first of a type that this release does not know, whoever reacts."""
    for number, event in enumerate(events):
        try:
            event_type(event.meta.type)
        except UnknownEvent:
            return events[:number]
    return events


def _kind(error: str) -> str:
    """What the log may hold of an error that operators read whole: what it says has values."""
    return error.partition(":")[0]
