"""What a service's process holds in memory when it has nothing to do, beside one of the floor's."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.cluster import cluster
from tests.benchmarks.floors import floors
from tests.benchmarks.measure import Bench, Figure, compared
from tests.eventually import eventually
from tests.integration.load import DRIVEN

MUST = 2.5
LOOKS = 50


def run(bench: Bench) -> Iterator[Figure]:
    with cluster(bench, *DRIVEN) as services, floors(bench, services.settings) as (sides, _):
        ours = [_settled(services.services[name].pid) for name in DRIVEN]
        theirs = [_settled(side.pid) for side in sides.values()]
    pairs = [(median(theirs), megabytes) for megabytes in ours]
    yield compared("resident memory of an idle service", pairs, "MB", must=MUST, at_most=True)


def _settled(pid: int) -> float:
    """Megabytes, once it has not changed for a second."""
    looks: list[float] = []

    def settled() -> bool:
        looks.append(resident(pid))
        return len(looks) > LOOKS and len(set(looks[-LOOKS:])) == 1

    eventually(settled, "the memory to settle")
    return looks[-1]


def resident(pid: int) -> float:
    """Megabytes (10⁶ bytes) of VmRSS."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6
