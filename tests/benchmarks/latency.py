"""From a command in one service until another's reaction to it is committed, at 100 a second.

Four whole services run, each in a process. The clock starts before finance decides, and stops
when projects has committed what its reaction appended.
"""

from collections.abc import Iterator
from statistics import median, quantiles

from tests.benchmarks.cluster import cluster
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.side import Side
from tests.integration.processes import eventually

PER_SECOND = 100
WARM_UP_SECONDS = 3


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(15, 5)
    hosted = "tests.benchmarks.hosted"
    with cluster(bench, "land", "supervision") as services:
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with (
            Side(f"{hosted}:Allocating", service="finance", **where) as finance,
            Side(f"{hosted}:Noting", service="projects", **where) as projects,
        ):
            projects.call("prepare")
            finance.call("prepare", funds=200)
            _round(finance, projects, WARM_UP_SECONDS)
            taken = [_round(finance, projects, seconds) for _ in range(bench.rounds)]
    for name, index, target in (("p50", 49, 15), ("p95", 94, None), ("p99", 98, 50)):
        value = median(quantiles(waits, n=100)[index] for waits in taken)
        yield _figure(f"append → effect elsewhere, {name}", value, target)


def _round(finance: Side, projects: Side, seconds: float) -> list[float]:
    """Milliseconds from each allocation to its effect."""
    projects.call("watch")
    begun = finance.call("allocate", seconds=seconds, rate=PER_SECOND)
    noted: dict[str, float] = eventually(lambda: _all_of(projects, begun), 30, "all effects")
    return [1000 * (noted[position] - moment) for position, moment in begun.items()]


def _all_of(projects: Side, begun: dict[str, float]) -> dict[str, float] | None:
    noted: dict[str, float] = projects.call("noted")
    return noted if begun.keys() <= noted.keys() else None


def _figure(measure: str, milliseconds: float, target: float | None) -> Figure:
    must = f"≤ {target:g} ms" if target else ""
    told = f"{milliseconds:.1f} ms"
    return Figure(measure, told, "", milliseconds, told, must, target, at_most=True)
