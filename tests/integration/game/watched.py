"""Who watches the cluster while it is played on, and whom they tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.servers.ports import LOOPBACK
from tests.deployment.paging import Pager, paging
from tests.deployment.watching import Prometheus, watching
from tests.eventually import eventually
from tests.integration.processes import Cluster


@contextmanager
def on_call(cluster: Cluster, folder: Path, minute: int = 1) -> Iterator[tuple[Pager, Prometheus]]:
    """Every service of the release is watched, those that do not run, too; the broker where it tells
    of itself. A minute of the rules lasts so many seconds."""
    settings, metrics = cluster.settings, cluster.rabbitmq.metrics
    addresses = {name: service.address for name, service in settings.services.items()}
    servers = {"rabbitmq": f"{LOOPBACK}:{metrics}"} if metrics else {}
    running = len(cluster.services) + len(servers)
    with (
        paging(folder) as (pager, alertmanager),
        watching(
            folder, addresses, minute=minute, alertmanager=alertmanager, servers=servers
        ) as prometheus,
    ):
        eventually(lambda: len(prometheus.series("up == 1")) == running, "all to be seen")
        yield pager, prometheus
