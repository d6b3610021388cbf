"""A view rebuilt from the log beside the live one, and swapped; the peer reads the same rows and
folds them into a dictionary, in plain Python."""

from collections.abc import Iterator

from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side


def run(bench: Bench) -> Iterator[Figure]:
    own = bench.servers.store().service
    with (
        Side("tests.benchmarks.plain:Folding", green=False, database=own) as plain,
        Side("tests.benchmarks.product:Product", green=True, database=own) as product,
    ):
        product.call("fill", count=bench.scaled(100_000, 20_000))
        product.call("show")

        def theirs() -> float:
            return float(plain.call("rebuild"))

        def ours() -> float:
            return float(product.call("rebuild"))

        theirs(), ours()
        taken = rounds(bench.rounds, theirs, ours)
    yield compared("rebuild a view", taken, "events/s", must=0.5, dream=0.8, percent=True)
