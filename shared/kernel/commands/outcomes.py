"""How commands ended, and how long each took: counted by name, read by operations."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Protocol, TypeVar

from marshmallow import ValidationError

from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.log.batch import Busy, UnstorableText, VersionConflict
from shared.kernel.loop import Away
from shared.kernel.mutex import Mutex
from shared.kernel.tally import SECONDS, Tally


class KeyReused(Exception):
    """The idempotency key was used before, with other data or by another person."""


class Answered(Protocol):
    @property
    def replay(self) -> bool: ...


A = TypeVar("A", bound=Answered)

_ENDS: tuple[tuple[type[Exception], str], ...] = (
    (NotPermitted, "forbidden"),
    (Refused, "refused"),
    (ValidationError, "malformed"),
    (UnstorableText, "malformed"),
    (KeyReused, "key-reused"),
    (NoSuchStream, "absent"),
    (VersionConflict, "conflict"),
    (Busy, "busy"),
    (Away, "unavailable"),
)
"""Beside `accepted` and `replayed`. What nobody foresaw is `failed`; all others are answers."""


class Outcomes:
    """The commands of one service, by name and outcome. Names are those of its own commands, so
    that what callers send adds no series."""

    def __init__(self) -> None:
        self._mutex = Mutex()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._seconds: dict[str, Tally] = {}

    def watch(self, command: str, give: Callable[[], A]) -> A:
        """What giving a command answers; raises what it raises."""
        started = time.perf_counter()
        outcome = "failed"
        try:
            answered = give()
            outcome = "replayed" if answered.replay else "accepted"
            return answered
        except Exception as error:
            outcome = next((name for kind, name in _ENDS if isinstance(error, kind)), outcome)
            raise
        finally:
            self._ended(command, outcome, time.perf_counter() - started)

    def counts(self) -> dict[tuple[str, str], int]:
        """By command and outcome; what never happened is left out."""
        with self._mutex:
            return dict(self._counts)

    def seconds(self) -> dict[str, Tally]:
        """By command; those that were never given are left out."""
        with self._mutex:
            return dict(self._seconds)

    def _ended(self, command: str, outcome: str, seconds: float) -> None:
        with self._mutex:
            self._counts[command, outcome] += 1
            tally = self._seconds.get(command)
            if tally is None:
                tally = self._seconds[command] = Tally(*SECONDS)
        tally.add(seconds)
