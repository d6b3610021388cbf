"""Recomputes a service's log now and then, and asks those who follow it what they have seen.

At a leisurely pace: a small page, then a rest that is many times as long as the work.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.failures import Failure
from shared.kernel.log.store import Store
from shared.kernel.log.verification import (
    Disagreement,
    Verification,
    compare_witness,
    verify,
)
from shared.kernel.loop import Loop

_log = logging.getLogger(__name__)

FIRST_SECONDS = 600.0
"""From the start until the log is recomputed for the first time."""
EACH_SECONDS = 6 * 3600.0
RETRY_SECONDS = 60.0
PAGE = 100
SHARE = 0.05
"""How much of a core it takes while it lasts."""

Witness = tuple[str, int, bytes]
"""Who saw it, a position of the log, and the hash that stood there."""


@dataclass(frozen=True)
class Verified:
    """What was found, and when (seconds since 1970). `failure` is the first one; None if whole.

    `witnesses` are the others whose word was heard, `silent` those who could not be asked.
    """

    at: float
    position: int
    failure: Failure | None
    witnesses: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return self.failure is None

    def as_dict(self) -> dict[str, Any]:
        return {
            "whole": self.whole,
            "at": self.at,
            "position": self.position,
            "failure": self.failure and self.failure.as_dict(),
            "witnesses": list(self.witnesses),
            "silent": list(self.silent),
        }


@dataclass(frozen=True)
class Heard:
    """What the others have seen of a log, where the log does not bear them out, and those who could
    not be asked."""

    seen: list[Witness]
    disagreements: list[Disagreement]
    silent: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        against = {(d.witness, d.position): d.as_dict() for d in self.disagreements}
        return {
            "witnesses": [
                {"witness": name, "position": position, "failure": against.get((name, position))}
                for name, position, _ in self.seen
            ],
            "silent": list(self.silent),
        }


class Verifying:
    """The verification of one log, on a timer. `ask` answers what another service has seen of it,
    or raises; `others` are the services that may have seen something."""

    def __init__(
        self, store: Store, others: Iterable[str], ask: Callable[[str], Iterable[Witness]]
    ) -> None:
        self.last: Verified | None = None
        self._store = store
        self._others = tuple(others)
        self._ask = ask
        self.loop = Loop("verifying", self._look, first=FIRST_SECONDS, longest=RETRY_SECONDS)

    def look(self) -> Verified:
        """Verify now. Raises `StoreUnavailable`."""
        return self.found(verify(self._store, PAGE, rest=self._rest), self.hear())

    def found(self, found: Verification, heard: Heard) -> Verified:
        """Keep what a verification has found, whoever asked for it."""
        failure = found.failure or next(iter(heard.disagreements), None)
        names = tuple(name for name in self._others if name not in heard.silent)
        self.last = Verified(time.time(), found.head.position, failure, names, heard.silent)
        if failure:
            _log.error("the log is not what was appended: %s", failure)
        return self.last

    def hear(self) -> Heard:
        """Ask the others now, and compare. Raises `StoreUnavailable`."""
        seen: list[Witness] = []
        silent = []
        for name in self._others:
            try:
                seen.extend(self._ask(name))
            except Exception as error:
                _log.info("%s is no witness at the moment: %s", name, error)
                silent.append(name)
        return Heard(seen, compare_witness(self._store, seen), tuple(silent))

    def _look(self) -> float:
        self.look()
        return EACH_SECONDS

    def _rest(self, worked: float) -> None:
        if self.loop.wait(worked * (1 / SHARE - 1)):
            raise StoreUnavailable("the service is ending")
