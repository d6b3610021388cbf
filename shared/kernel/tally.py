"""What is counted while it happens, as plain numbers: whoever wants to know reads them."""

from bisect import bisect_left
from dataclasses import dataclass

from shared.kernel.mutex import Mutex

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)
"""Bounds for what lasts as long as a request may."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many values were at most each bound, how many in all, and their sum."""

    buckets: tuple[tuple[float, int], ...]
    count: int
    sum: float


class Tally:
    """A distribution: how many values there were up to each of some bounds, and their sum."""

    __slots__ = ("_bounds", "_counts", "_mutex", "_sum")

    def __init__(self, *bounds: float) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0
        self._mutex = Mutex()

    def add(self, value: float) -> None:
        at = bisect_left(self._bounds, value)
        with self._mutex:
            self._counts[at] += 1
            self._sum += value

    def read(self) -> Counted:
        with self._mutex:
            counts, sum = list(self._counts), self._sum
        total, buckets = 0, []
        for bound, count in zip(self._bounds, counts, strict=False):
            total += count
            buckets.append((bound, total))
        return Counted(tuple(buckets), total + counts[-1], sum)
