"""`zhenxing serve`: one service in one process, as configured."""

import signal
import time
from pathlib import Path

import pytest

from shared.runtime.settings import RUNTIMES
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.serving import Served
from tests.integration.cli.upped import ENDS_WITHIN_SECONDS

IDLE_MEGABYTES = 135


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_one_service_runs_alone_in_little_memory_and_ends_at_once(served: Served, runtime: str):
    served.forked = False
    served.env["ZHENXING_RUNTIME"] = runtime
    begun = time.monotonic()
    land = served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")
    came_up_in = time.monotonic() - begun
    assert not served.answers("projects")
    assert _megabytes(land.pid) < IDLE_MEGABYTES
    started = time.monotonic()
    land.send_signal(signal.SIGTERM)
    assert land.wait(PATIENCE_SECONDS) == 0
    assert time.monotonic() - started < max(ENDS_WITHIN_SECONDS, came_up_in)
    assert "Traceback" not in served.said


def test_eventlets_hub_may_be_asyncios(served: Served):
    served.env |= {"ZHENXING_RUNTIME": "nameko", "EVENTLET_HUB": "asyncio"}
    land = served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")
    land.send_signal(signal.SIGTERM)
    assert land.wait(PATIENCE_SECONDS) == 0
    assert "Traceback" not in served.said


def _megabytes(pid: int) -> float:
    """Resident memory of a process, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (resident,) = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(resident) / 1024


def test_a_second_one_on_the_same_port_is_told_the_port(served: Served):
    served.serve("land")
    eventually(lambda: served.answers("land"), "land to be ready")
    assert served.serve("land").wait(PATIENCE_SECONDS) == 1
    assert f"Port {served.base + 3} (land) is taken" in served.said


def test_an_unknown_service_is_told_which_there_are(served: Served):
    assert served.serve("nowhere").wait(PATIENCE_SECONDS) == 1
    assert "no service nowhere; there are: projects, finance" in served.said
    assert "Traceback" not in served.said


def test_without_a_configuration_it_says_where_one_belongs(served: Served):
    (served.home / "cluster.toml").unlink()
    assert served.serve("land").wait(PATIENCE_SECONDS) == 1
    assert "no configuration at" in served.said
    assert "ZHENXING_CONFIG" in served.said
    assert "Traceback" not in served.said
