"""A timer that lets go of documents nobody cites."""

import logging

from shared.kernel.clock import Clock
from shared.kernel.documents.uploads import AT_ONCE, Uploads
from shared.kernel.loop import Loop

_log = logging.getLogger(__name__)

INTERVAL_SECONDS = 3600.0
RETRY_SECONDS = 60.0


class Expiry:
    """Looks once an hour, and again at once while there is more. `gone` counts what went here."""

    def __init__(self, uploads: Uploads, clock: Clock) -> None:
        self._uploads = uploads
        self._clock = clock
        self.loop = Loop("expiry", self._look, longest=RETRY_SECONDS)
        self.gone = 0

    def _look(self) -> float:
        gone = self._uploads.expire(self._clock.now())
        if gone:
            self.gone += gone
            _log.info("%d documents that no event cites were let go", gone)
        return 1.0 if gone == AT_ONCE else INTERVAL_SECONDS
