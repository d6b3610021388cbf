"""Loading the demo programme into the production shape, beside `make up`: the same lines, one after
the other, each once everything that followed from the last has been done everywhere."""

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from shared.runtime.cli.demo import PROGRAMME
from shared.runtime.cli.programme import read_programme
from shared.runtime.cli.scenario import Scenario
from shared.runtime.cli.services import Services
from shared.runtime.settings import SERVICES
from tests.benchmarks.cluster import cluster
from tests.benchmarks.measure import Bench, Figure, compared
from tests.benchmarks.side import Side
from tests.eventually import eventually
from tests.integration.processes import Process, free_base

LOADING = "tests.benchmarks.demo:Loading"
UP = [sys.executable, "-m", "shared.runtime.cli.main", "up", "--no-demo"]
MOST_ROUNDS = 1


def run(bench: Bench) -> Iterator[Figure]:
    count = bench.scaled(600, 200)
    file = bench.servers.folder / "demo.jsonl"
    lines = PROGRAMME.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:count]), encoding="utf-8")

    def loaded(shape: dict[str, str]) -> float:
        with Side(LOADING, green=False, environment=shape) as loading:
            return float(loading.call("load", file=str(file)))

    taken = []
    for _ in range(min(bench.rounds, MOST_ROUNDS)):
        with up(bench) as embedded:
            theirs = loaded(embedded)
        with cluster(bench, *SERVICES) as services:
            taken.append((theirs, loaded(services.env)))
    measure = f"demo, first {count:,} lines, cluster; peer: up"
    yield compared(measure, taken, "s", must=2.5, dream=1.5, at_most=True)


@contextmanager
def up(bench: Bench) -> Iterator[dict[str, str]]:
    """`zhenxing up` in a home of its own; the environment of those who speak to it."""
    home = bench.servers.folder / f"up-{secrets.token_hex(4)}"
    environment = {
        "ZHENXING_HOME": str(home),
        "ZHENXING_PORT": str(free_base(len(SERVICES))),
        "ZHENXING_SCENARIO": "on",
    }
    home.mkdir()
    output = home / "up.log"
    process = Process(UP, environment, output)
    with ExitStack() as running:
        running.callback(process.terminate)
        process.start()
        eventually(lambda: "http" in output.read_text(errors="replace"), "up to be ready")
        yield environment


class Loading:
    """Who loads a programme, in the environment of the shape that is to hold it."""

    def __init__(self, environment: dict[str, str]) -> None:
        os.environ.pop("ZHENXING_CONFIG", None)
        os.environ.update(environment)
        services = Services()
        for client in services.clients().values():
            client.get("/health/ready")
        self._scenario = Scenario(services.settings, services.credentials, key="demo")

    def load(self, file: str) -> float:
        """The seconds of loading it."""
        lines = read_programme(Path(file), SERVICES)
        start = time.perf_counter()
        self._scenario.load(lines, lambda line: None)
        return time.perf_counter() - start
