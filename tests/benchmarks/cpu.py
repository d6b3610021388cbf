"""Processor time of a whole command over HTTP, in all processes but the clerks', beside the floor's.

From the request to every follower having it: services, PostgreSQL and RabbitMQ. The rate is one
that both carry easily.
"""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from tests.benchmarks.cluster import cluster
from tests.benchmarks.floors import floors
from tests.benchmarks.knee import FUNDS, prepared
from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.processor import spent
from tests.benchmarks.side import Side
from tests.integration.load import DRIVEN

Spent = dict[str, float]
"""Milliseconds, by whose."""

PER_SECOND = 20
WARM_UP_SECONDS = 2


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(8, 4)
    with cluster(bench, *DRIVEN) as services, floors(bench, services.settings) as (sides, ports):
        prepared(services)
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with (
            Side("tests.benchmarks.clerks:Clerks", **where, funds=FUNDS) as clerks,
            Side("tests.benchmarks.floors:FloorClerks", **where, ports=ports) as theirs,
        ):

            def each(clerks: Side, pids: list[int], length: float = seconds) -> Spent:
                """Milliseconds a command, by whose."""
                before = spent(pids, bench.servers)
                clerks.call("give", rate=PER_SECOND, seconds=length, watched=False)
                clerks.call("settle")
                count = int(PER_SECOND * length)
                after = spent(pids, bench.servers)
                return {whose: 1000 * (after[whose] - before[whose]) / count for whose in after}

            own = [services.services[name].pid for name in DRIVEN]
            peers = [side.pid for side in sides.values()]
            each(theirs, peers, WARM_UP_SECONDS), each(clerks, own, WARM_UP_SECONDS)
            taken = rounds(bench.rounds, lambda: each(theirs, peers), lambda: each(clerks, own))
    pairs = [(sum(peer.values()), sum(ours.values())) for peer, ours in taken]
    figure = compared("CPU of a whole command", pairs, "ms", must=2.5, dream=1.5, at_most=True)
    told = [_told([pair[side] for pair in taken]) for side in (1, 0)]
    yield replace(figure, ours=f"{figure.ours}: {told[0]}", peer=f"{figure.peer}: {told[1]}")


def _told(taken: list[Spent]) -> str:
    return ", ".join(f"{whose} {median(one[whose] for one in taken):.1f}" for whose in taken[0])
