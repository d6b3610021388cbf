"""At most so many at a time: work that waits in line costs memory, and its callers patience."""

import threading
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
