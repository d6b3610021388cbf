"""How far the views of a service's own log have come, and waiting until they show a position."""

import threading
import time
from collections.abc import Iterable

from shared.kernel.log.database import Database
from shared.kernel.log.log import Watermark
from shared.kernel.views.definition import View
from shared.kernel.views.tables import view_tables_of

LOOK_SECONDS = 0.02
_TRUST_SECONDS = 0.25
"""How long the follower in this process is given to tell, before the store is asked: it hears of
every append, and learns of another replica's batch when its own comes too late."""


class Visibility:
    """Of the `views` of one service's own log.

    `told` is what the service's own follower tells of its progress; without it, and for what
    other replicas do, the store is asked how far the tables have come.
    """

    def __init__(self, database: Database, views: Iterable[View], told: Watermark | None) -> None:
        self._database = database
        self._views = [(view.name, view.version) for view in views]
        self._told = told or Watermark()
        self._patience = _TRUST_SECONDS if told else LOOK_SECONDS
        self._looked_at = 0.0
        self._mutex = threading.Lock()

    def wait(self, position: int, seconds: float) -> bool:
        """Whether all views show a position, waiting at most so long."""
        until = time.monotonic() + seconds
        while not self._told.wait(position - 1, min(self._patience, seconds)):
            self._look()
            if time.monotonic() >= until:
                return self._told.position >= position
        return True

    def _look(self) -> None:
        """Look where the views stand, once for all who wait."""
        with self._mutex:
            if time.monotonic() - self._looked_at < self._patience:
                return
            self._looked_at = time.monotonic()
        with self._database.read() as connection:
            live = [s for s in view_tables_of(connection, self._views) if s.live]
        if len({s.view for s in live}) == len(self._views):
            self._told.seen(min((s.position for s in live), default=2**63))
