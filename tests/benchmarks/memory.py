"""What a service's process holds in memory when it has nothing to do."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from shared.runtime.settings import SERVICES
from tests.benchmarks.cluster import cluster
from tests.benchmarks.measure import Bench, Figure
from tests.eventually import eventually
from tests.integration.processes import Cluster

MOST_MB = 120


def run(bench: Bench) -> Iterator[Figure]:
    with cluster(bench, *SERVICES) as services:
        resident = {name: _settled(services, name) for name in SERVICES}
    told = ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in resident.items())
    most = max(resident.values())
    yield Figure(
        "resident memory of an idle service",
        f"{told} MB",
        "",
        most,
        f"{median(resident.values()):.0f} MB, at most {most:.0f}",
        f"≤ {MOST_MB} MB",
        MOST_MB,
        at_most=True,
    )


def _settled(services: Cluster, name: str) -> float:
    """Megabytes, once three looks in a row have seen no change."""
    looks: list[float] = []

    def settled() -> bool:
        looks.append(_resident(services.services[name].pid))
        return len(looks) > 20 and len(set(looks[-20:])) == 1

    eventually(settled, f"{name}'s memory to settle")
    return looks[-1]


def _resident(pid: int) -> float:
    """Megabytes (10⁶ bytes) of VmRSS."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6
