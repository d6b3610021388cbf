"""Load–decide–append of a real command, with validation and permissions, in process."""

from collections.abc import Iterator
from itertools import count

from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side

FUNDS = 512


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(3, 1)
    database = bench.servers.store(migrated=False).owner
    own = bench.servers.store().service
    numbers = count()
    with (
        Side("tests.benchmarks.peer:Peer", green=False, database=database) as peer,
        Side("tests.benchmarks.product:Product", green=True, database=own) as product,
    ):

        def theirs(length: float = seconds) -> float:
            peer.call("prepare_funds", count=FUNDS)
            return float(peer.call("command", seconds=length))

        def ours(callers: int, length: float = seconds) -> float:
            product.call("prepare_funds", count=FUNDS, prefix=f"round-{next(numbers)}")
            return float(product.call("command", callers=callers, seconds=length))

        theirs(0.5), ours(8, 0.5)
        taken = rounds(bench.rounds, theirs, lambda: ours(8), lambda: ours(64))
    yield compared(
        "command, 8 callers", [(p, a) for p, a, _ in taken], "commands/s", must=4.5, dream=6
    )
    yield compared(
        "command, 64 callers", [(p, b) for p, _, b in taken], "commands/s", must=6, dream=10
    )
