"""The demo programme, loaded through HTTP as a user would: whole on one shape, a part on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL, RabbitMQ
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.programme import Line
from shared.runtime.cli.scenario import Scenario
from shared.runtime.settings import SERVICES, Settings, embedded
from tests.eventually import eventually
from tests.integration.client import Client
from tests.integration.forked import ZHENXING
from tests.integration.processes import Cluster, Process, free_base

LOAD_SECONDS = 600
"""It loads in a fraction of it on a machine that does nothing else."""


@dataclass(frozen=True)
class Demo:
    """All services in one process with the demo; `home` is its folder."""

    client: Client
    home: Path


@contextmanager
def embedded_demo(folder: Path) -> Iterator[Demo]:
    """`zhenxing up`, which loads the demo by itself: real time has taken over, and everything that
    follows has happened."""
    with _up(folder / "home") as (up, settings):
        eventually(lambda: _says(up, "Ctrl-C"), "the demo", LOAD_SECONDS)
        client = Client(settings)
        eventually(lambda: _at_rest(client), "the services to come to rest")
        yield Demo(client, folder / "home")


@contextmanager
def embedded_part(folder: Path, lines: list[Line]) -> Iterator[Client]:
    """All services in one process with these lines; the time is theirs."""
    with _up(folder / "part", "--no-demo", ZHENXING_SCENARIO="on") as (_, settings):
        client = Client(settings)
        for name in SERVICES:
            eventually(lambda name=name: _is_ready(client, name), f"{name} to be ready")
        Scenario(settings, Credentials(settings), "part").play(lines, lambda _: None)
        yield client


@contextmanager
def cluster_part(
    postgresql: PostgreSQL, rabbitmq: RabbitMQ, folder: Path, lines: list[Line]
) -> Iterator[Client]:
    """A process per service, with these lines; the time is theirs."""
    postgresql.start()
    rabbitmq.start()
    cluster = Cluster(postgresql, rabbitmq, folder / "part-cluster")
    try:
        cluster.start()
        settings = cluster.settings
        Scenario(settings, Credentials(settings), "part").play(lines, lambda _: None)
        yield cluster.client
    finally:
        cluster.close()


@contextmanager
def _up(home: Path, *options: str, **more: str) -> Iterator[tuple[Process, Settings]]:
    env = {"ZHENXING_HOME": str(home), "ZHENXING_PORT": str(free_base(len(SERVICES))), **more}
    up = Process([*ZHENXING, "up", *options], env, home.with_suffix(".log"))
    up.start()
    try:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in env.items():
                patched.setenv(name, value)
            settings = embedded()
        yield up, settings
    finally:
        up.terminate()


def _at_rest(client: Client) -> bool:
    answers = {name: client.get(name, "/status") for name in SERVICES}
    assert {answer.status for answer in answers.values()} == {200}, answers
    statuses = {name: answer.body for name, answer in answers.items()}
    for name, status in statuses.items():
        assert status["deadlines_due"] == 0, name
        for s in status["subscriptions"]:
            assert s["position"] == statuses[s["source"]]["head"], (name, s)
    return True


def _is_ready(client: Client, name: str) -> bool:
    return client.call("GET", name, "/health/ready").status == 200


def _says(up: Process, text: str) -> bool:
    printed = up.output.read_text()
    if not up.running:
        raise RuntimeError(f"zhenxing up has ended:\n{printed}")
    return text in printed
