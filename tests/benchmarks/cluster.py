"""Services as processes on the run's private servers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.measure import Bench
from tests.integration.processes import SERVE, Cluster, Process


@contextmanager
def cluster(bench: Bench, *services: str, command: list[str] = SERVE) -> Iterator[Cluster]:
    """Provisioned servers with these services running, each a process of its own: `command NAME`."""
    private = bench.servers
    folder = private.folder / f"cluster-{secrets.token_hex(4)}"
    made = Cluster(private.postgresql, private.rabbitmq, folder)
    try:
        for name in services:
            output = folder / f"{name}.log"
            made.services[name] = Process([*command, name], made.env, output)
            made.services[name].start(ZHENXING_RUNTIME=bench.runtime)
        for name in services:
            made.wait_ready(name)
        yield made
    finally:
        made.close()
