"""One aggregate of 10,000 events, loaded from PostgreSQL with nothing cached."""

from collections.abc import Iterator

from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side

LENGTH = 10_000


def run(bench: Bench) -> Iterator[Figure]:
    database = bench.servers.store(migrated=False).owner
    own = bench.servers.store().service
    times = bench.scaled(5, 2)
    with (
        Side("tests.benchmarks.peer:Peer", green=False, database=database) as peer,
        Side("tests.benchmarks.product:Product", green=True, database=own) as product,
    ):
        peer.call("prepare_long", length=LENGTH)
        product.call("prepare_long", length=LENGTH)

        def theirs() -> float:
            return float(peer.call("fold", times=times))

        def ours() -> float:
            return float(product.call("fold", times=times))

        theirs(), ours()
        taken = rounds(bench.rounds, theirs, ours)
    yield compared("fold an aggregate of 10,000", taken, "events/s", must=2)
