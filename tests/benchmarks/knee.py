"""Commands over HTTP on four services at once: the highest rate at which nobody has to wait.

The rate is doubled until one answer in a hundred takes over 250 ms, somebody is told to come back,
or a follower is a second behind; then the middle is tried, so many times. The floor's four services,
on the same machine and servers, are raised in the same way.
"""

from collections.abc import Iterator
from math import sqrt
from statistics import quantiles

from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from tests.benchmarks.cluster import cluster
from tests.benchmarks.events import open_readiness
from tests.benchmarks.floors import floors
from tests.benchmarks.measure import Bench, Figure, compared
from tests.benchmarks.side import Side
from tests.integration.load import DRIVEN
from tests.integration.processes import Cluster

FIRST, LAST = 20.0, 2_000.0
HALVINGS = 3
"""Of the interval between a rate that went well and one that did not: to 9% in the end."""
P99_MS, LAG_SECONDS = 250, 1.0
LEAST = 100
"""Commands of a try, or one in a hundred means nothing."""
FUNDS = 200
MOST_ROUNDS = 2


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(6, 3)
    with cluster(bench, *DRIVEN) as services, floors(bench, services.settings) as (_, ports):
        prepared(services)
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with (
            Side("tests.benchmarks.clerks:Clerks", **where, funds=FUNDS) as clerks,
            Side("tests.benchmarks.floors:FloorClerks", **where, ports=ports) as theirs,
        ):
            for side in (clerks, theirs):
                side.call("settle")
                side.call("give", rate=FIRST, seconds=seconds)
            taken: list[tuple[float, float]] = []
            floor = ours = FIRST
            for _ in range(min(bench.rounds, MOST_ROUNDS)):
                floor = highest(theirs, seconds, floor)
                ours = highest(clerks, seconds, ours)
                taken.append((floor, ours))
    yield compared(
        "knee, four services", taken, "commands/s", must=0.4, dream=0.7, percent=True
    )  # fmt: skip


def prepared(services: Cluster) -> None:
    """Give finance the funds that the clerks allocate from, and projects the projects."""
    finance = services.settings.service("finance").database
    with Side("tests.benchmarks.product:Product", green=True, database=finance) as product:
        product.call("prepare_funds", count=FUNDS, prefix="knee")
    database = Database(services.settings.service("projects").database, pool_size=1)
    open_readiness(Log("projects", database))
    database.close()


def highest(clerks: Side, seconds: float, guess: float) -> float:
    """The highest rate (commands/s) that goes well, near a guess. Raises `RuntimeError`."""
    well, badly = 0.0, 0.0
    rate = guess
    while not (well and badly) and 1 <= rate <= LAST:
        if _goes_well(clerks, rate, seconds):
            well, rate = rate, 2 * rate
        else:
            badly, rate = rate, rate / 2
    if not well:
        raise RuntimeError(f"not even {2 * rate:.1f} commands a second go well")
    for _ in range(HALVINGS if badly else 0):
        rate = sqrt(well * badly)
        if _goes_well(clerks, rate, seconds):
            well = rate
        else:
            badly = rate
    return well


def _goes_well(clerks: Side, rate: float, seconds: float) -> bool:
    taken = clerks.call("give", rate=rate, seconds=max(seconds, LEAST / rate))
    clerks.call("settle")
    if taken["refused"] or taken["lag"] >= LAG_SECONDS:
        return False
    return bool(quantiles(taken["milliseconds"], n=100)[98] <= P99_MS)
