"""Follows the own log and destroys the key of every person whose erasure stands in it.

The event is the record, and comes first; whatever stops a process in between, the key goes when it
is up again. To destroy it twice changes nothing.
"""

from shared.kernel.log.person_keys import PersonKeys
from shared.kernel.subscription.checkpoint import Cursors
from shared.kernel.subscription.cursor import Cursor
from shared.kernel.subscription.source import Source, checkpoint_after
from shared.schemas.platform import PersonErased

WINDOW = 500


class Erasing:
    """The subscription handler that erases."""

    def __init__(self, keys: PersonKeys, cursors: Cursors) -> None:
        self._keys = keys
        self._cursor = Cursor("erasing", cursors)

    def position(self) -> int:
        return self._cursor.position

    def step(self, source: Source) -> bool:
        start, _ = self._cursor.take_up()
        events = source.after(start, WINDOW)
        if not events:
            self._cursor.reach(start)
            return False
        for incoming in events:
            if incoming.meta.type == PersonErased.__name__:
                self._keys.erase(incoming.event().person)
        self._cursor.reach(checkpoint_after(events[-1]))
        return True
