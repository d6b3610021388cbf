"""`zhenxing cluster`: the production shape, watched from one terminal."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from deploy.servers import ports
from deploy.servers.process import children, command_line
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.upped import LOADED_SECONDS, ZHENXING, Up
from tests.integration.processes import ROOT

pytestmark = pytest.mark.timeout(900)

BEHIND = (1, 2, 3, 4, 432, 672)
"""Ports behind the base: the services', PostgreSQL's and RabbitMQ's."""


def free_base() -> int:
    while True:
        base = ports.free_port()
        if not any(ports.in_use(base + n) for n in BEHIND):
            return base


def test_a_service_killed_is_told_and_started_alone_and_ctrl_c_ends_the_rest(
    servers_folder: Path, zhenxing, monkeypatch: pytest.MonkeyPatch
):
    """The servers' own accounts must reach the home: it lies where all servers' data lie."""
    home = servers_folder / "cli-cluster"
    cluster = Up(home, free_base())
    for name in ("ZHENXING_HOME", "ZHENXING_PORT"):
        monkeypatch.setenv(name, cluster.env[name])
    process = cluster.spawn("cluster", "--no-demo")
    land = None
    try:
        eventually(
            lambda: _greeted(process, cluster), "the cluster to say where it is", LOADED_SECONDS
        )
        assert zhenxing("status").code == 0
        (pid,) = (c for c in children(process.pid) if command_line(c).split()[-1:] == ["land"])
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: "serve land" in cluster.said, "the end to be told")
        assert zhenxing("status").code == 1

        assert re.search(r"land .*ended with -9", cluster.said)
        log = (home.parent / "land-alone.out").open("wb")
        land = subprocess.Popen([*ZHENXING, "serve", "land"], cwd=ROOT, env=cluster.env, stdout=log)
        log.close()
        eventually(lambda: zhenxing("status").code == 0, "land to be back")

        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        assert "land 由他处启动" in cluster.said
        assert land.poll() is None
        others = [cluster.port + n for n in BEHIND if n != 3]
        assert not any(ports.in_use(port) for port in others)
        assert "Traceback" not in cluster.said
    finally:
        for one in filter(None, (land, process)):
            if one.poll() is None:
                one.send_signal(signal.SIGTERM)
                one.wait(PATIENCE_SECONDS)


def _greeted(process: "subprocess.Popen[bytes]", cluster: Up) -> bool:
    assert process.poll() is None, cluster.said
    return "Ctrl-C" in cluster.said


def test_ports_that_are_taken_are_named_before_any_server_starts(up: Up, tmp_path: Path):
    other = Up(tmp_path / "home", up.port)
    assert other.spawn("cluster").wait(PATIENCE_SECONDS) == 1
    assert f"Port {up.port + 1} (projects) is taken" in other.said
    assert not other.home.exists()
