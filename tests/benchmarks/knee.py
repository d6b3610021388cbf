"""Commands over HTTP on four services at once: the highest rate at which nobody has to wait.

The rate is raised until one answer in a hundred takes over 250 ms or a follower is a second behind.
The clerks, the services and both servers share the machine.
"""

from collections.abc import Iterator
from statistics import quantiles

from shared.runtime.settings import SERVICES
from tests.benchmarks.cluster import cluster
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.side import Side

FIRST, STEP, LAST = 20, 20, 400
P99_MS, LAG_SECONDS = 250, 1.0
FUNDS = 200


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(10, 4)
    with cluster(bench, *SERVICES) as services:
        finance = services.settings.service("finance").database
        with Side("tests.benchmarks.product:Product", green=True, database=finance) as product:
            product.call("prepare_funds", count=FUNDS, prefix="knee")
        configuration = services.env["ZHENXING_CONFIG"]
        target = "tests.benchmarks.clerks:Clerks"
        with Side(target, green=True, configuration=configuration, funds=FUNDS) as clerks:
            clerks.call("settle")
            clerks.call("give", rate=FIRST, seconds=seconds)
            reached, told = _highest(clerks, seconds)
    yield Figure("commands over HTTP, four services", told, "", reached, f"{reached:g}/s")


def _highest(clerks: Side, seconds: float) -> tuple[float, str]:
    """The highest rate that went well, and how it went there and beyond."""
    reached, told = 0.0, "nothing went well"
    for rate in range(FIRST, LAST + 1, STEP):
        taken = clerks.call("give", rate=rate, seconds=seconds)
        p99 = quantiles(taken["milliseconds"], n=100)[98]
        seen = f"p99 {p99:.0f} ms, lag {taken['lag']:.1f} s"
        if p99 > P99_MS or taken["lag"] >= LAG_SECONDS:
            return reached, f"{told}; at {rate}/s {seen}"
        reached, told = rate, seen
        clerks.call("settle")
    return reached, told
