"""At most so many at a time: work that waits in line costs memory, and its callers patience."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Full(Exception):
    """As many as may are at it."""


class Bound:
    """Places for so many. Who finds none within so many `seconds` is answered with `refusal`."""

    def __init__(
        self, places: int, refusal: Callable[[], Exception] = Full, seconds: float = 0.0
    ) -> None:
        self._free = threading.BoundedSemaphore(places)
        self._refusal = refusal
        self._seconds = seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as the context lasts. Raises the refusal."""
        if not self._free.acquire(timeout=self._seconds):
            raise self._refusal()
        try:
            yield
        finally:
            self._free.release()


class FairBound:
    """Places for so many, of which each has at most so many: nobody fills them alone."""

    def __init__(
        self, places: int, each: int, refusal: Callable[[], Exception], seconds: float = 0.0
    ) -> None:
        self._places, self._each = places, each
        self._refusal = refusal
        self._seconds = seconds
        self._held: Counter[str] = Counter()
        self._left = threading.Condition()

    @contextmanager
    def place(self, who: str) -> Iterator[None]:
        """A place for as long as the context lasts. Raises the refusal."""
        with self._left:
            if not self._left.wait_for(lambda: self._free(who), self._seconds):
                raise self._refusal()
            self._held[who] += 1
        try:
            yield
        finally:
            with self._left:
                self._held[who] -= 1
                self._held += Counter()  # forgets who holds none
                self._left.notify_all()

    def _free(self, who: str) -> bool:
        return self._held.total() < self._places and self._held[who] < self._each
