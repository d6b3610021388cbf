"""One event a call: versions checked, ids unique, chained, in groups; against the peer's recorder."""

from collections.abc import Iterator

from tests.benchmarks import events
from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side


def run(bench: Bench) -> Iterator[Figure]:
    sample = events.stored("fund-x", 1, list(events.fund_events("sample", 3))[2])
    seconds = bench.scaled(3, 1)
    database = bench.servers.store(migrated=False).owner
    own = bench.servers.store().service
    with (
        Side("tests.benchmarks.peer:Peer", green=False, database=database) as peer,
        Side("tests.benchmarks.product:Product", green=True, database=own) as product,
    ):

        def theirs(length: float = seconds) -> float:
            return float(peer.call("append", seconds=length, state=sample.data))

        def ours(callers: int, length: float = seconds) -> float:
            texts = {"data": sample.data, "meta": sample.meta}
            return float(product.call("append", callers=callers, seconds=length, **texts))

        theirs(0.5), ours(8, 0.5)
        taken = rounds(bench.rounds, theirs, lambda: ours(8), lambda: ours(64))
    yield compared("append, 8 callers", [(p, a) for p, a, _ in taken], "events/s", must=5, dream=10)
    yield compared(
        "append, 64 callers", [(p, b) for p, _, b in taken], "events/s", must=9, dream=20
    )
