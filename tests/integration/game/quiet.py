"""The services at which nobody works while the game is played: each is started, killed and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from shared.runtime.settings import SERVICES
from tests.eventually import eventually
from tests.integration.game.fault import killed
from tests.integration.game.playing import rebuilt
from tests.integration.load import DRIVEN
from tests.integration.processes import INCIDENT, SERVE, Cluster, Process


@contextmanager
def running(service: str, cluster: Cluster, folder: Path) -> Iterator[None]:
    """It follows what the others have said so far, as long as the play lasts."""
    process = Process([*SERVE, service], cluster.env, folder / f"{service}.log")
    cluster.services[service] = process
    process.start()
    try:
        cluster.wait_ready(service)
        yield
        eventually(lambda: caught_up(cluster, service), f"{service} to know what the others said")
        rebuilt(cluster, [service])
        assert not INCIDENT.search(process.output.read_text(errors="replace"))
    finally:
        del cluster.services[service]
        process.kill()


def caught_up(cluster: Cluster, service: str) -> bool:
    """Whether it has taken all that those it follows here have said, and published all its own."""
    told = cluster.client.get(service, "/status").body["subscriptions"]
    here = [s for s in told if s["source"] in cluster.services]
    return {(s["state"], s["lag"]) for s in here} == {("running", 0)}


FAULTS = tuple(killed(name, partial(running, name)) for name in SERVICES if name not in DRIVEN)
