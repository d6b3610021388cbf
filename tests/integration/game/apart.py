"""Runs a service of the cluster on a machine of its own, whose links to store and broker can be cut."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from deploy.servers.ports import LOOPBACK
from tests.integration.game.machines import Namespace, Proxies, Way
from tests.integration.processes import SERVE, Cluster, Process


class Machine(Protocol):
    @property
    def runs(self) -> list[str]:
        """What goes before a command that is to run there."""
        ...

    @property
    def own_host(self) -> str:
        """Where what runs there listens."""
        ...

    def make(self) -> None: ...

    def remove(self) -> None: ...

    def place(self, link: str, port: int) -> Way:
        """Where it finds, by a link, what listens here on a port."""
        ...

    def cut(self, link: str) -> None: ...

    def mend(self, link: str) -> None: ...


@contextmanager
def apart(cluster: Cluster, service: str, folder: Path) -> Iterator[Machine]:
    """At its old address for all others. Under root the machine is a network namespace; else proxies
    stand in its links."""
    machine: Machine = Namespace() if os.geteuid() == 0 else Proxies()
    at_home = cluster.services[service]
    at_home.terminate()
    with ExitStack() as stack:
        stack.callback(_back, cluster, service, at_home)
        stack.callback(machine.remove)
        machine.make()
        configuration = folder / "apart.toml"
        configuration.write_text(_moved(cluster, service, machine))
        env = {**cluster.env, "ZHENXING_CONFIG": str(configuration)}
        moved = Process([*machine.runs, *SERVE, service], env, at_home.output)
        cluster.services[service] = moved
        stack.callback(moved.kill)
        moved.start()
        cluster.wait_ready(service)
        yield machine


def _back(cluster: Cluster, service: str, at_home: Process) -> None:
    cluster.services[service] = at_home
    at_home.start()
    cluster.wait_ready(service)


def _moved(cluster: Cluster, service: str, machine: Machine) -> str:
    """The cluster's configuration as it is seen from there; what it names is made reachable."""
    text = cluster.configuration.read_text()
    for port, link in ((cluster.postgresql.port, "store"), (cluster.rabbitmq.port, "broker")):
        host, seen = machine.place(link, port)
        text = text.replace(f"@{LOOPBACK}:{port}/", f"@{host}:{seen}/")
    own = cluster.settings.service(service).port

    def address(found: re.Match[str]) -> str:
        port = int(found[1])
        if port == own:
            machine.place("own", port)
            return f'address = "{machine.own_host}:{port}"'
        host, seen = machine.place("people", port)
        return f'address = "{host}:{seen}"'

    return re.sub(rf'address = "{LOOPBACK}:(\d+)"', address, text)
