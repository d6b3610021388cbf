"""How long services are waited for: who hangs keeps one page waiting for some seconds, and the pages
after it not at all, until it is heard of again.

A question that is merely long, of years ago or of a hundred thousand rows, is waited for as long as
ever: its service says meanwhile that it is ready. And on a full machine, where this process
wakes late or many wait for each processor, silence counts for as much less.
"""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

CONNECT_SECONDS = 2.0
PATIENCE_SECONDS = 20.0
"""For whatever is sent, and for what is asked of a service that is ready all the while."""
SOON_SECONDS = 3.0
"""After so long a service that is asked must say at least that it is ready."""
LOOK_SECONDS = 3.0
"""So quickly it must say that."""
SLICE_SECONDS = 0.25
LATE_SECONDS = 0.05
"""Who wakes so much later than was asked for has been kept waiting by the machine."""
PAUSE_SECONDS = 1.0
LOOKS = 120
"""So often somebody looks whether one that hung is back; then the next page makes them look."""


def share() -> float:
    """How much of a processor somebody on this machine gets who always has something to do."""
    return min(1.0, (os.cpu_count() or 1) / max(os.getloadavg()[0], 1.0))


def _pause(waiting: Future[Any], most: float) -> None:
    """Until there is an answer, or none."""
    with suppress(TimeoutError):
        waiting.exception(most)


def silent(
    waiting: Future[Any],
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[Future[Any], float], None] = _pause,
) -> bool:
    """Whether a service says nothing for so long; what passes while we are late ourselves is not
    counted, and on a machine that many share only our share."""
    silence = 0.0
    while silence < seconds:
        begun = clock()
        pause(waiting, SLICE_SECONDS)
        if waiting.done():
            return False
        took = clock() - begun
        silence += share() * took if took < SLICE_SECONDS + LATE_SECONDS else 0.0
    return True


class Patience:
    """Knows who hangs. `ready` asks a service whether it can do its work, within `LOOK_SECONDS`."""

    def __init__(self, ready: Callable[[str], bool], pause: float = PAUSE_SECONDS) -> None:
        self._ready = ready
        self._pause = pause
        self._hanging: set[str] = set()
        self._looked_for: set[str] = set()
        self._mutex = threading.Lock()

    def hangs(self, service: str) -> bool:
        """Whether a service is known to hang: then nobody waits for it."""
        if service not in self._hanging:
            return False
        self._look_for(service)
        return True

    def ended(self, service: str) -> bool:
        """Whether it hangs, now that a question to it has had no answer for some seconds."""
        if service in self._hanging:
            return True
        if self._ready(service):
            return False
        self._hanging.add(service)
        self._look_for(service)
        return True

    def heard(self, service: str) -> None:
        """It has answered after all."""
        self._hanging.discard(service)

    def _look_for(self, service: str) -> None:
        """See to it that somebody looks whether it is back."""
        with self._mutex:
            if service in self._looked_for:
                return
            self._looked_for.add(service)
        threading.Thread(target=self._look, args=(service,), name="looks", daemon=True).start()

    def _look(self, service: str) -> None:
        try:
            for _ in range(LOOKS):
                threading.Event().wait(self._pause)
                if self._ready(service):
                    self._hanging.discard(service)
                    return
        finally:
            with self._mutex:
                self._looked_for.discard(service)
