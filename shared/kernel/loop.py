"""What goes on in the background: a step again and again, until it is told to end."""

import logging
import threading
import time
from collections.abc import Callable

from shared.kernel.incidents import report
from shared.kernel.tally import Tally

_log = logging.getLogger(__name__)

LONGEST_BACKOFF = 5.0
END_SECONDS = 3.0
DELAYS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
"""How long a step under way is waited for at the end."""


class Away(Exception):
    """What a loop needs can't be had at the moment; it waits, and goes on by itself."""


Step = Callable[[], float]
"""Does a piece of the work; answers the seconds until the next one."""
Failed = Callable[[Exception, int], float | None]
"""Told of an error and of how many steps in a row have failed; answers the seconds until the next
try. None: it was no failure, go on at once."""


class Loop:
    """Takes a step after the other on a thread of its own, the first after `first` seconds.

    What fails is tried again after a growing pause, at most `longest` seconds, unless `failed`
    deals with it. `delay` tells by how many seconds it woke late from its pauses: what else runs in
    this process kept it from going on.
    """

    def __init__(
        self,
        name: str,
        step: Step,
        *,
        first: float = 0.0,
        longest: float = LONGEST_BACKOFF,
        failed: Failed | None = None,
    ) -> None:
        self.name = name
        self._step = step
        self._first = first
        self._longest = longest
        self._failed = failed or self._try_again
        self.delay = Tally(*DELAYS)
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def ending(self) -> bool:
        return self._ending.is_set()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Ask it to end after its step, and at once where it waits."""
        self._ending.set()

    def join(self, seconds: float = END_SECONDS) -> None:
        """Wait until it has ended, at most so long."""
        if self._thread:
            self._thread.join(seconds)

    def wait(self, seconds: float) -> bool:
        """Whether it is to end; it may be asked to within these seconds."""
        return self._ending.wait(seconds) if seconds > 0 else self.ending

    def _run(self) -> None:
        failures = 0
        ends = self.wait(self._first)
        while not ends:
            pause: float | None
            try:
                pause, failures = self._step(), 0
            except Exception as error:
                if self.ending:
                    return
                failures += 1
                pause = self._failed(error, failures)
                if pause is None:
                    failures -= 1
            ends = self._pause(pause or 0.0)

    def _pause(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        ends = self.wait(seconds)
        if seconds > 0 and not ends:
            self.delay.add(max(0.0, time.monotonic() - until))
        return ends

    def _try_again(self, error: Exception, failures: int) -> float:
        if isinstance(error, Away):
            level = logging.WARNING if failures == 1 else logging.INFO
            _log.log(level, "%s waits: %s", self.name, error)
        else:
            report(_log, error, "%s failed; trying again", self.name)
        return backoff(failures, self._longest)


def backoff(failures: int, longest: float = LONGEST_BACKOFF) -> float:
    """Seconds to wait after so many failures in a row, however long an outage lasts."""
    # Bounded before it is a float: 2**1024 is none, and an outage of hours gets there.
    return min(longest, 0.05 * (1 << min(failures, 20)))
