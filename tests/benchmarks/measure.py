"""What a measure is given, and what it answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from shared.runtime.settings import DEFAULT_RUNTIME
from tests.benchmarks.servers import Servers

T = TypeVar("T")
DECIMALS = {"ms": 1, "s": 2}
"""Of a unit's figures; rates and counts have none."""


@dataclass(frozen=True)
class Bench:
    """One run: its servers, how many paired rounds, whether it is only a quick look, and what the
    product's services run on, where whole services are measured."""

    servers: Servers
    rounds: int
    quick: bool
    runtime: str = DEFAULT_RUNTIME

    def scaled(self, full: int, quick: int) -> int:
        """How many of something, by the run's thoroughness."""
        return quick if self.quick else full


@dataclass(frozen=True)
class Figure:
    """One line of the table: both sides in words, and their ratio (ours / the peer's).

    `must` and `dream` are bounds of the ratio; without them it is only reported.
    """

    measure: str
    ours: str
    peer: str
    ratio: float
    must: float | None = None
    dream: float | None = None
    at_most: bool = False
    percent: bool = False

    @property
    def shown(self) -> str:
        """The ratio in words."""
        return f"{self.ratio:.0%}" if self.percent else f"{self.ratio:.{_digits(self.ratio)}f}×"

    def bound(self, value: float | None) -> str:
        """A bound in words."""
        if value is None:
            return ""
        return (
            f"{'≤' if self.at_most else '≥'} {value:.0%}"
            if self.percent
            else (f"{'≤' if self.at_most else '≥'} {value:g}×")
        )

    @property
    def met(self) -> bool | None:
        """Whether it is what it must be; None where nothing is asked."""
        return self._within(self.must)

    @property
    def verdict(self) -> str:
        if self._within(self.dream):
            return "dream"
        return {None: "", True: "met", False: "missed"}[self.met]

    def _within(self, bound: float | None) -> bool | None:
        if bound is None:
            return None
        return self.ratio <= bound if self.at_most else self.ratio >= bound


def rounds(count: int, *sides: Callable[[], T]) -> list[tuple[T, ...]]:
    """Every side once in turn, `count` times: A B A B …, so that both meet the same machine."""
    return [tuple(side() for side in sides) for _ in range(count)]


def compared(
    measure: str,
    pairs: Sequence[tuple[float, ...]],
    unit: str,
    *,
    must: float | None = None,
    dream: float | None = None,
    at_most: bool = False,
    percent: bool = False,
) -> Figure:
    """A figure from pairs (peer, ours): the median of the ratios within the pairs."""

    def told(side: int) -> str:
        return f"{median(pair[side] for pair in pairs):,.{DECIMALS.get(unit, 0)}f} {unit}"

    ratio = median(ours / peer for peer, ours in pairs)
    return Figure(measure, told(1), told(0), ratio, must, dream, at_most, percent)


def _digits(ratio: float) -> int:
    return 2 if ratio < 2 else 1
