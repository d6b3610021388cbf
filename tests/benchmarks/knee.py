"""Commands over HTTP on four services at once: the highest rate at which nobody has to wait.

The rate is raised until one answer in a hundred takes over 250 ms or a follower is a second behind;
the floor's four services, on the same machine and servers, are raised in the same way.
"""

from collections.abc import Iterator
from statistics import median, quantiles

from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.runtime.settings import SERVICES
from tests.benchmarks.cluster import cluster
from tests.benchmarks.events import open_readiness
from tests.benchmarks.floors import floors
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.side import Side
from tests.integration.processes import Cluster

FIRST, GROWS, LAST = 20, 1.25, 2_000
P99_MS, LAG_SECONDS = 250, 1.0
FUNDS = 200
MOST_ROUNDS = 3


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(8, 4)
    with cluster(bench, *SERVICES) as services, floors(bench, services.settings) as (_, ports):
        prepared(services)
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with (
            Side("tests.benchmarks.clerks:Clerks", **where, funds=FUNDS) as clerks,
            Side("tests.benchmarks.floors:FloorClerks", **where, ports=ports) as theirs,
        ):
            for side in (clerks, theirs):
                side.call("settle")
                side.call("give", rate=FIRST, seconds=seconds)
            taken = [
                (_highest(theirs, seconds), _highest(clerks, seconds))
                for _ in range(min(bench.rounds, MOST_ROUNDS))
            ]
    share = median(ours / floor for floor, ours in taken)
    yield Figure(
        "commands over HTTP, four services",
        f"{median(ours for _, ours in taken):.0f}/s",
        f"{median(floor for floor, _ in taken):.0f}/s",
        share,
        f"{share:.0%} of the floor",
        "≥ 40%",
        0.4,
    )


def prepared(services: Cluster) -> None:
    """Give finance the funds that the clerks allocate from, and projects the projects."""
    finance = services.settings.service("finance").database
    with Side("tests.benchmarks.product:Product", green=True, database=finance) as product:
        product.call("prepare_funds", count=FUNDS, prefix="knee")
    database = Database(services.settings.service("projects").database, pool_size=1)
    open_readiness(Log("projects", database))
    database.close()


def _highest(clerks: Side, seconds: float) -> float:
    """The highest rate (commands/s) that went well."""
    reached, rate = 0.0, float(FIRST)
    while rate <= LAST:
        taken = clerks.call("give", rate=rate, seconds=seconds)
        p99 = quantiles(taken["milliseconds"], n=100)[98]
        clerks.call("settle")
        if p99 > P99_MS or taken["lag"] >= LAG_SECONDS:
            break
        reached, rate = rate, rate * GROWS
    return reached
