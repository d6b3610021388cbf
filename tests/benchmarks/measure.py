"""What a measure is given, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from shared.runtime.settings import DEFAULT_RUNTIME
from tests.benchmarks.servers import Servers

T = TypeVar("T")


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
    """One line of the table. `value` is what the target is about; no target: only reported.

    `product` and `peer` are the absolute figures, in words.
    """

    measure: str
    product: str
    peer: str
    value: float
    shown: str
    must: str = ""
    target: float | None = None
    at_most: bool = False

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target


def rounds(count: int, *sides: Callable[[], T]) -> list[tuple[T, ...]]:
    """Every side once in turn, `count` times: A B A B …, so that both meet the same machine."""
    return [tuple(side() for side in sides) for _ in range(count)]


def compared(
    measure: str,
    pairs: list[tuple[float, float]],
    unit: str,
    target: float,
    *,
    percent: bool = False,
) -> Figure:
    """A figure from paired rates (peer, product): the median of the ratios within the pairs."""
    ratio = median(product / peer for peer, product in pairs)
    return Figure(
        measure,
        f"{median(product for _, product in pairs):,.0f} {unit}",
        f"{median(peer for peer, _ in pairs):,.0f} {unit}",
        ratio,
        f"{ratio:.0%}" if percent else f"{ratio:.1f}×",
        f"≥ {target:.0%}" if percent else f"≥ {target:g}×",
        target,
    )


def reached(measure: str, rates: list[float], target: float) -> Figure:
    """A figure from rates (events/s) that must reach a target by themselves."""
    value = median(rates)
    told = f"{value:,.0f} events/s"
    return Figure(measure, told, "", value, f"{value:,.0f}", f"≥ {target:,.0f}", target)
