"""A timer that lets go of documents nobody cites."""

import logging
import threading

from shared.kernel.clock import Clock
from shared.kernel.documents.uploads import AT_ONCE, Uploads
from shared.kernel.incidents import report
from shared.kernel.log.batch import StoreUnavailable

_log = logging.getLogger(__name__)

INTERVAL_SECONDS = 3600.0


class Expiry:
    """Looks once an hour, and again at once while there is more; a store that is away is waited
    for. `gone` counts what went here."""

    def __init__(self, uploads: Uploads, clock: Clock) -> None:
        self._uploads = uploads
        self._clock = clock
        self._ending = threading.Event()
        self.gone = 0

    def start(self) -> None:
        threading.Thread(target=self._run, name="expiry", daemon=True).start()

    def end(self) -> None:
        self._ending.set()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                gone = self._uploads.expire(self._clock.now())
            except StoreUnavailable as away:
                _log.warning("documents wait to be let go: %s", away)
                gone = 0
            except Exception as error:
                report(_log, error, "letting documents go failed")
                gone = 0
            if gone:
                self.gone += gone
                _log.info("%d documents that no event cites were let go", gone)
            self._ending.wait(1.0 if gone == AT_ONCE else INTERVAL_SECONDS)
