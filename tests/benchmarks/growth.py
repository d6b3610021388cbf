"""The same command with a long log behind it against a short one, with and without its cache."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.measure import Bench, Figure, rounds
from tests.benchmarks.side import Side

CALLERS = 8
FUNDS = 512


def run(bench: Bench) -> Iterator[Figure]:
    few, many = bench.scaled(10_000, 1_000), bench.scaled(1_000_000, 20_000)
    seconds = bench.scaled(3, 1)
    one, other = bench.servers.store().service, bench.servers.store().service
    target = "tests.benchmarks.product:Product"
    with (
        Side(target, green=True, database=one) as short,
        Side(target, green=True, database=other) as long,
    ):
        for side, count in ((short, few), (long, many)):
            side.call("fill", count=count)
            side.call("prepare_funds", count=FUNDS, prefix="growth")
        for cached in (True, False):

            def on(side: Side, length: float = seconds, cached: bool = cached) -> float:
                return float(side.call("command", callers=CALLERS, seconds=length, cached=cached))

            on(short, 0.5), on(long, 0.5)
            taken = rounds(bench.rounds, lambda: on(short), lambda: on(long))
            yield _figure("cached" if cached else "loaded each time", few, many, taken)


def _figure(how: str, few: int, many: int, taken: list[tuple[float, ...]]) -> Figure:
    ratio = median(short / long for short, long in taken)
    return Figure(
        f"command at {many:,} events against {few:,}, {how}",
        f"{median(long for _, long in taken):,.0f} commands/s",
        f"{median(short for short, _ in taken):,.0f} commands/s",
        ratio,
        f"{ratio:.2f}× the time",
        "≤ 1.2×",
        1.2,
        at_most=True,
    )
