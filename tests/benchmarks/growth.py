"""The same command with a long log behind it against a short one, with and without its cache."""

from collections.abc import Iterator

from tests.benchmarks.measure import Bench, Figure, compared, rounds
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
            how = "cached" if cached else "loaded each time"
            measure = f"command at {many:,} events, peer at {few:,}, {how}"
            yield compared(measure, taken, "commands/s", must=0.83, percent=True)
