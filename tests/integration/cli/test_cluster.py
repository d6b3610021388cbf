"""`zhenxing cluster`: the production shape, watched from one terminal."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deploy.servers import ports
from deploy.servers.process import children, command_line
from shared.runtime.settings import SERVICES
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.upped import Up
from tests.integration.forked import ROOT, ZHENXING

pytestmark = pytest.mark.timeout(900)

AFTER = (*range(1, len(SERVICES) + 1), 432, 672)
"""Ports after the base: the services', PostgreSQL's and RabbitMQ's."""
LAND = SERVICES.index("land") + 1


def free_base() -> int:
    while True:
        base = ports.free_port()
        if not any(ports.in_use(base + n) for n in AFTER):
            return base


@pytest.fixture(scope="module")
def cluster(servers_folder: Path) -> Iterator[Up]:
    """The servers' own accounts must reach the home: it lies where all servers' data lie."""
    cluster = Up(servers_folder / "cli-cluster", free_base())
    try:
        cluster.start("--no-demo", command="cluster")
        yield cluster
    finally:
        if cluster.running:
            cluster.stop()


def test_no_process_of_a_cluster_is_given_a_password(cluster: Up) -> None:
    """Everybody on the machine can read command lines."""
    secrets = _secrets(cluster.home)
    assert len(secrets) > 12
    lines = [command_line(pid) for pid in _descendants(cluster.pid)]
    lines += [command_line(int(p.name)) for p in Path("/proc").glob("[0-9]*")]
    ours = [line for line in lines if str(cluster.home) in line or "zhenxing" in line]
    assert ours
    assert [line for line in lines for secret in secrets if secret in line] == []
    files = {n: m for n, m in _ours(cluster.home).items() if int(m, 8) & 0o066}
    assert files == {}


def test_the_private_servers_are_asked_what_runbooks_ask(cluster: Up, tmp_path: Path) -> None:
    assert ask(cluster.env, "psql", "zhenxing_land", "-Atc", "SELECT 6 * 7") == (0, "42\n", "")
    queues = ("rabbitmqctl", "list_queues", "name")
    eventually(lambda: "land" in ask(cluster.env, *queues)[1], "land to listen")
    nowhere = {**cluster.env, "ZHENXING_HOME": str(tmp_path)}
    code, _, said = ask(nowhere, "psql", "zhenxing_land")
    assert (code, "there is no cluster" in said) == (1, True)


def test_a_service_killed_is_told_and_started_alone_and_ctrl_c_ends_the_rest(
    cluster: Up, zhenxing, monkeypatch: pytest.MonkeyPatch
):
    for name in ("ZHENXING_HOME", "ZHENXING_PORT"):
        monkeypatch.setenv(name, cluster.env[name])
    land = None
    try:
        assert zhenxing("status").code == 0
        (pid,) = (c for c in children(cluster.pid) if command_line(c).split()[-1:] == ["land"])
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: "serve land" in cluster.said, "the end to be told")
        assert zhenxing("status").code == 1

        assert re.search(r"land .*ended with -9", cluster.said)
        log = (cluster.home.parent / "land-alone.out").open("wb")
        land = subprocess.Popen([*ZHENXING, "serve", "land"], cwd=ROOT, env=cluster.env, stdout=log)
        log.close()
        eventually(lambda: zhenxing("status").code == 0, "land to be back")

        code, _ = cluster.stop()
        assert code == 0
        assert "land 由他处启动" in cluster.said
        assert land.poll() is None
        others = [cluster.port + n for n in AFTER if n != LAND]
        assert not any(ports.in_use(port) for port in others)
        assert "Traceback" not in cluster.said
    finally:
        if land is not None and land.poll() is None:
            land.send_signal(signal.SIGTERM)
            land.wait(PATIENCE_SECONDS)


def ask(env: dict[str, str], *words: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "deploy.servers", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_ports_that_are_taken_are_named_before_any_server_starts(up: Up, tmp_path: Path):
    other = Up(tmp_path / "home", up.port)
    assert other.spawn("cluster").wait(PATIENCE_SECONDS) == 1
    assert f"Port {up.port + 1} (projects) is taken" in other.said
    assert not other.home.exists()


def _secrets(home: Path) -> set[str]:
    """Every password that was made for the cluster."""
    urls = [w for w in (home / "cluster.toml").read_text().split('"') if "://" in w and "@" in w]
    kept = {url.partition("@")[0].rpartition(":")[2] for url in urls}
    for file in home.rglob("*.password"):
        kept.add(file.read_text().strip())
    kept |= {f.read_text().strip() for f in home.rglob(".erlang.cookie")}
    return kept


def _ours(home: Path) -> dict[str, str]:
    """The modes of what lies in a cluster's home; the servers' folders are closed as such."""
    told = {}
    for path in (home, *home.iterdir(), *(home / "log").iterdir(), *(home / "identity").iterdir()):
        with suppress(FileNotFoundError):
            told[str(path)] = oct(stat.S_IMODE(path.lstat().st_mode))
    return told


def _descendants(pid: int) -> list[int]:
    own = children(pid)
    return own + [below for child in own for below in _descendants(child)]
