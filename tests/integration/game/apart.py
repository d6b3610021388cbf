"""A service on a machine of its own: a network namespace with a link each to people, store and broker.

A link that is down swallows what is sent, as a cable that was pulled; nobody is told. It needs root.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.servers.ports import LOOPBACK
from tests.integration.game.forwarding import Forwarder
from tests.integration.processes import SERVE, Cluster, Process

LINKS = ("people", "store", "broker")


class Machine:
    """Its `here` and `there` are the addresses of a link's two ends: ours and its own."""

    def __init__(self) -> None:
        self.name = f"zx{os.getpid() % 100_000}"

    def here(self, link: str) -> str:
        return f"10.213.{LINKS.index(link)}.1"

    def there(self, link: str) -> str:
        return f"10.213.{LINKS.index(link)}.2"

    def make(self) -> None:
        _ip("netns", "add", self.name)
        self._ip("link", "set", "lo", "up")
        for link in LINKS:
            ours, theirs = self._ends(link)
            _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", self.name)
            _ip("address", "add", f"{self.here(link)}/30", "dev", ours)
            self._ip("address", "add", f"{self.there(link)}/30", "dev", theirs)
            _ip("link", "set", ours, "up")
            self._ip("link", "set", theirs, "up")

    def cut(self, link: str) -> None:
        _ip("link", "set", self._ends(link)[0], "down")

    def mend(self, link: str) -> None:
        _ip("link", "set", self._ends(link)[0], "up")

    def remove(self) -> None:
        """Its links go with it."""
        subprocess.run(["ip", "netns", "delete", self.name], check=False, capture_output=True)

    @property
    def runs(self) -> list[str]:
        """What goes before a command that is to run there."""
        return ["ip", "netns", "exec", self.name]

    def _ends(self, link: str) -> tuple[str, str]:
        return f"{self.name}{link[0]}h", f"{self.name}{link[0]}n"

    def _ip(self, *words: str) -> None:
        _ip("-n", self.name, *words)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def apart(cluster: Cluster, service: str, folder: Path) -> Iterator[Machine]:
    """Run a service of the cluster on a machine of its own, at its old address for all others."""
    machine, at_home = Machine(), cluster.services[service]
    at_home.terminate()
    with ExitStack() as stack:
        stack.callback(_back, cluster, service, at_home)
        machine.make()
        stack.callback(machine.remove)
        for here, there in _ways(cluster, service, machine):
            stack.callback(Forwarder(here, there).close)
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


Place = tuple[str, int]


def _ways(cluster: Cluster, service: str, machine: Machine) -> Iterator[tuple[Place, Place]]:
    store, broker = cluster.postgresql.port, cluster.rabbitmq.port
    yield (machine.here("store"), store), (LOOPBACK, store)
    yield (machine.here("broker"), broker), (LOOPBACK, broker)
    for name, known in cluster.settings.services.items():
        if name == service:
            yield (LOOPBACK, known.port), (machine.there("people"), known.port)
        else:
            yield (machine.here("people"), known.port), (LOOPBACK, known.port)


def _moved(cluster: Cluster, service: str, machine: Machine) -> str:
    """The cluster's configuration as it is seen from there."""
    text = cluster.configuration.read_text()
    for port, link in ((cluster.postgresql.port, "store"), (cluster.rabbitmq.port, "broker")):
        text = text.replace(f"@{LOOPBACK}:{port}/", f"@{machine.here(link)}:{port}/")
    own = cluster.settings.service(service).address
    text = text.replace(f'"{own}"', f'"{machine.there("people")}:{own.rpartition(":")[2]}"')
    return re.sub(rf'address = "{LOOPBACK}:', f'address = "{machine.here("people")}:', text)
