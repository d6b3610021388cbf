"""A view rebuilt from the log beside the live one, and swapped."""

from collections.abc import Iterator

from tests.benchmarks.measure import Bench, Figure, reached, rounds
from tests.benchmarks.side import Side


def run(bench: Bench) -> Iterator[Figure]:
    own = bench.servers.store().service
    with Side("tests.benchmarks.product:Product", green=True, database=own) as product:
        product.call("fill", count=bench.scaled(100_000, 20_000))
        product.call("show")

        def ours() -> float:
            return float(product.call("rebuild"))

        ours()
        rates = [rate for (rate,) in rounds(bench.rounds, ours)]
    yield reached("view rebuild", rates, 20_000)
