"""How many uploads are received at once: each lies on the disk until it has been looked at."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from shared.face.http.refusals import unavailable
from shared.policy.languages import Text


class Receiving:
    """Places for uploads, so many in all and so many of one organisation: none fills them alone."""

    def __init__(self, most: int, by_organisation: int) -> None:
        self._most = most
        self._by_organisation = by_organisation
        self._held: Counter[str] = Counter()
        self._mutex = threading.Lock()

    @contextmanager
    def place(self, organisation: str) -> Iterator[None]:
        """A place for one upload. Raises `Problem` 503."""
        with self._mutex:
            full = self._held.total() >= self._most
            if full or self._held[organisation] >= self._by_organisation:
                raise unavailable(
                    Text("正在接收的文件过多", "Too many files are being received."), 5
                )
            self._held[organisation] += 1
        try:
            yield
        finally:
            with self._mutex:
                self._held[organisation] -= 1
                self._held += Counter()  # forgets who holds none
