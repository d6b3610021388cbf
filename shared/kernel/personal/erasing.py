"""Follows the own log and destroys the key of every person whose erasure stands in it.

The event is the record, and comes first; whatever stops a process in between, the key goes when it
is up again. To destroy it twice changes nothing: of another history of the log it begins anew.
"""

import logging

from shared.kernel.log.person_keys import PersonKeys
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.cursor import Cursor
from shared.kernel.subscription.source import Source, SourceChanged, checkpoint_after
from shared.schemas.platform import PersonErased

_log = logging.getLogger(__name__)

WINDOW = 500


class Erasing:
    """The subscription handler that erases."""

    def __init__(self, keys: PersonKeys) -> None:
        self._keys = keys
        self._cursor = Cursor("erasing", _BesideKeys(keys))
        self._anew = False

    def position(self) -> int:
        return self._cursor.position

    def step(self, source: Source) -> bool:
        start, _ = self._cursor.take_up()
        try:
            events = source.after(start, WINDOW)
        except SourceChanged as changed:
            # The log came back from an older backup, and the keys stand apart from it.
            if self._anew:
                raise  # no: it is not whole
            self._anew = True
            _log.warning("erasures are followed from the first on: %s", changed)
            self._cursor.reach(Checkpoint())
            return True
        if not events:
            self._anew = False
            self._cursor.reach(start)
            return False
        erasures = [e.event() for e in events if e.meta.type == PersonErased.__name__]
        for erasure in erasures:
            self._keys.erase(erasure.person)
        end = checkpoint_after(events[-1])
        if erasures:
            self._cursor.store(end)
        self._cursor.reach(end)
        return True


class _BesideKeys:
    """Where the follower has come, as the store of the keys knows it. Two replicas may both say so:
    what one of them passes again is erased again."""

    def __init__(self, keys: PersonKeys) -> None:
        self._keys = keys

    def get(self, name: str) -> Checkpoint:
        found = self._keys.followed()
        return Checkpoint(*found) if found else Checkpoint()

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        self._keys.follow(end.position, end.hash)
