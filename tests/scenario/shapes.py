"""The demo programme on both shapes, loaded through HTTP as a user would."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.demo.generate import PROGRAMME
from deploy.servers import PostgreSQL, RabbitMQ
from shared.runtime.settings import SERVICES, embedded
from tests.eventually import eventually
from tests.integration.client import Client
from tests.integration.processes import Cluster, Process, free_base

ZHENXING = [sys.executable, "-m", "shared.runtime.cli.main"]
LOAD_SECONDS = 600
"""Both load in a fraction of it on a machine that does nothing else."""


@dataclass(frozen=True)
class Demo:
    """A shape that is being loaded; `loaded` waits for the end of that. `home` is its folder."""

    client: Client
    loaded: Callable[[], Any]
    home: Path

    def settle(self) -> Client:
        """Wait until real time has taken over and everything that follows has happened."""
        self.loaded()
        eventually(lambda: _at_rest(self.client), "the services to come to rest")
        return self.client


@contextmanager
def embedded_demo(folder: Path) -> Iterator[Demo]:
    """`zhenxing up`, which loads the demo by itself."""
    home = folder / "home"
    env = {"ZHENXING_HOME": str(home), "ZHENXING_PORT": str(free_base(len(SERVICES)))}
    up = Process([*ZHENXING, "up"], env, folder / "up.log")
    up.start()
    try:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in env.items():
                patched.setenv(name, value)
            settings = embedded()
        client = Client(settings)
        yield Demo(client, lambda: eventually(lambda: _up(up), "the demo", LOAD_SECONDS), home)
    finally:
        up.terminate()


@contextmanager
def cluster_demo(postgresql: PostgreSQL, rabbitmq: RabbitMQ, folder: Path) -> Iterator[Demo]:
    """A process per service, and `zhenxing load`."""
    postgresql.start()
    rabbitmq.start()
    cluster = Cluster(postgresql, rabbitmq, folder / "demo-cluster")
    try:
        cluster.start()
        load = Process([*ZHENXING, "load", str(PROGRAMME)], cluster.env, folder / "load.log")
        load.start()
        try:
            yield Demo(cluster.client, lambda: _ended_well(load), folder / "demo-cluster")
        finally:
            load.terminate()
    finally:
        cluster.close()


def _at_rest(client: Client) -> bool:
    answers = {name: client.get(name, "/status") for name in SERVICES}
    assert {answer.status for answer in answers.values()} == {200}, answers
    statuses = {name: answer.body for name, answer in answers.items()}
    for name, status in statuses.items():
        assert status["deadlines_due"] == 0, name
        for s in status["subscriptions"]:
            assert s["position"] == statuses[s["source"]]["head"], (name, s)
    return True


def _up(up: Process) -> bool:
    printed = up.output.read_text()
    if not up.running:
        raise RuntimeError(f"zhenxing up has ended:\n{printed}")
    return "Ctrl-C" in printed


def _ended_well(load: Process) -> None:
    eventually(lambda: not load.running, "the demo to be loaded", LOAD_SECONDS)
    assert load.exit_code == 0, load.output.read_text()
