"""The same measures of whole services on each runtime, in turns: `--runtime both`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from shared.runtime.settings import NAMEKO, THREADS
from tests.benchmarks.measure import Bench, Figure

BOTH = "both"
WHOLE = ("latency", "cpu", "knee")
"""The measures in which whole services run, each beside the floor."""


def in_turns(bench: Bench, measure: Callable[[Bench], Iterator[Figure]]) -> Iterator[Figure]:
    """A measure's figures on threads beside the same on nameko, round by round.

    Each side's value is its ratio to the floor of its own round.
    """
    taken: dict[str, list[list[Figure]]] = {THREADS: [], NAMEKO: []}
    for turn in range(bench.rounds):
        # Whoever comes first in one round comes second in the next.
        for runtime in sorted(taken, reverse=bool(turn % 2)):
            one = replace(bench, rounds=1, runtime=runtime)
            taken[runtime].append(list(measure(one)))
    for threads, nameko in zip(
        zip(*taken[THREADS], strict=True), zip(*taken[NAMEKO], strict=True), strict=True
    ):
        yield _compared(threads, nameko)


def _compared(threads: tuple[Figure, ...], nameko: tuple[Figure, ...]) -> Figure:
    ratios = [ours.value / theirs.value for ours, theirs in zip(threads, nameko, strict=True)]
    first = threads[0]
    return Figure(
        f"{first.measure}, on threads beside nameko",
        _told(threads),
        _told(nameko),
        median(ratios),
        f"{median(ratios):.2f} ({', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))})",
        "≤ 1" if first.at_most else "≥ 1",
        1.0,
        at_most=first.at_most,
    )


def _told(figures: tuple[Figure, ...]) -> str:
    middle = sorted(figures, key=lambda figure: figure.value)[len(figures) // 2]
    return f"{middle.shown}: {middle.product}"
