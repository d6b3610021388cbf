"""`zhenxing serve`: one service in one process, as configured."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from shared.runtime.settings import SERVICES
from tests.integration.cli.upped import ENDS_WITHIN_SECONDS, ZHENXING
from tests.integration.processes import ROOT, eventually, free_base

IDLE_MEGABYTES = 120


class Served:
    """`zhenxing serve …` in a home whose configuration names all services, on SQLite."""

    def __init__(self, home: Path) -> None:
        self.home, self.base = home, free_base(len(SERVICES))
        tables = [
            f'[services.{name}]\naddress = "127.0.0.1:{self.base + n}"\n'
            f'database = "sqlite:///{home / name}.sqlite"\nbroker = "memory://"\n'
            for n, name in enumerate(SERVICES, start=1)
        ]
        tables.append(f'[identity]\nfolder = "{home / "identity"}"\n')
        home.mkdir()
        (home / "cluster.toml").write_text("\n".join(tables))
        self.env = {**os.environ, "ZHENXING_HOME": str(home)}
        self.env.pop("ZHENXING_CONFIG", None)
        self.started: list[subprocess.Popen[bytes]] = []

    @property
    def said(self) -> str:
        return (self.home / "said").read_text(encoding="utf-8")

    def serve(self, *words: str) -> "subprocess.Popen[bytes]":
        with (self.home / "said").open("ab") as output:
            process = subprocess.Popen(
                [*ZHENXING, "serve", *words],
                cwd=ROOT,
                env=self.env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def answers(self, name: str) -> bool:
        port = self.base + 1 + SERVICES.index(name)
        try:
            return requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=5).ok
        except requests.ConnectionError:
            return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "home")
    yield served
    for process in served.started:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_one_service_runs_alone_in_little_memory_and_ends_at_once(served: Served):
    land = served.serve("land")
    eventually(lambda: served.answers("land"), 60, "land to be ready")
    assert not served.answers("projects")
    assert _megabytes(land.pid) < IDLE_MEGABYTES
    started = time.monotonic()
    land.send_signal(signal.SIGTERM)
    assert land.wait(3 * ENDS_WITHIN_SECONDS) == 0
    assert time.monotonic() - started < ENDS_WITHIN_SECONDS
    assert "Traceback" not in served.said


def _megabytes(pid: int) -> float:
    """Resident memory of a process, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (resident,) = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(resident) / 1024


def test_a_second_one_on_the_same_port_is_told_the_port(served: Served):
    served.serve("land")
    eventually(lambda: served.answers("land"), 60, "land to be ready")
    assert served.serve("land").wait(60) == 1
    assert f"Port {served.base + 3} (land) is taken" in served.said


def test_an_unknown_service_is_told_which_there_are(served: Served):
    assert served.serve("nowhere").wait(60) == 1
    assert "no service nowhere; there are: projects, finance" in served.said
    assert "Traceback" not in served.said


def test_without_a_configuration_it_says_where_one_belongs(served: Served):
    (served.home / "cluster.toml").unlink()
    assert served.serve("land").wait(60) == 1
    assert "no configuration at" in served.said
    assert "ZHENXING_CONFIG" in served.said
    assert "Traceback" not in served.said
