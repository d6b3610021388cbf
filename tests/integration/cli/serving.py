"""`zhenxing serve` in a home that configures all services: as a process of its own, or on threads
of the tests' own, which costs a tenth."""

import json
import logging
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from shared.face.identity import LocalIssuer
from shared.kernel.incidents import DiscreetFormatter
from shared.runtime.on_threads import launcher
from shared.runtime.settings import NAMEKO, SERVICES, configured
from tests.integration.forked import ZHENXING, start
from tests.integration.processes import free_base


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
        self.forked = True
        self.started: list[subprocess.Popen[bytes]] = []

    @property
    def said(self) -> str:
        return (self.home / "said").read_text(encoding="utf-8")

    def set_web(self, **bounds: object) -> None:
        """Bounds of the web servers, before any is started."""
        lines = [f"{name} = {json.dumps(value)}" for name, value in bounds.items()]
        with (self.home / "cluster.toml").open("a") as file:
            file.write("\n".join(["[web]", *lines, ""]))

    def token(self, organisation: str, *duties: str) -> str:
        return LocalIssuer(self.home / "identity").issue(
            organisation, "张三", duties, services=SERVICES
        )

    def serve(self, *words: str, descriptors: int | None = None) -> Any:
        """`descriptors` is how many open files the system lets the process have."""
        limited = ["sh", "-c", f'ulimit -n {descriptors}; exec "$@"', "sh"] if descriptors else []
        with (self.home / "said").open("ab") as output:
            process = start(
                [*limited, *ZHENXING, "serve", *words],
                self.env,
                forked=self.forked,
                stdout=output,
                stderr=output,
            )
        self.started.append(process)
        return process

    def port(self, name: str) -> int:
        return self.base + 1 + SERVICES.index(name)

    def answers(self, name: str) -> bool:
        url = f"http://127.0.0.1:{self.port(name)}/health/ready"
        try:
            return requests.get(url, timeout=5).ok  # asked again, where it matters
        except requests.RequestException:
            return False


class ServedHere(Served):
    """Services on plain threads of this process: nothing is patched, so nobody else notices."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.lives: list[launcher.Life] = []

    def serve(self, *words: str, descriptors: int | None = None) -> Any:
        with pytest.MonkeyPatch.context() as patched:
            patched.delenv("ZHENXING_CONFIG", raising=False)
            for name in {"ZHENXING_HOME", "ZHENXING_CONFIG"} & self.env.keys():
                patched.setenv(name, self.env[name])
            self.lives += launcher.start(words, configured())


@contextmanager
def here(home: Path) -> Iterator[ServedHere]:
    """Services to start on threads of this process; they end with the block."""
    served = ServedHere(home)
    said = logging.FileHandler(home / "said", encoding="utf-8")
    said.setFormatter(DiscreetFormatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(said)
    root.setLevel(logging.INFO)
    try:
        yield served
    finally:
        launcher.stop(served.lives)
        root.setLevel(level)
        root.removeHandler(said)
        said.close()


@contextmanager
def on_nameko(home: Path) -> Iterator[Served]:
    """Services to start in nameko's containers, whatever the tests are run with."""
    with processes(home) as served:
        served.env["ZHENXING_RUNTIME"] = NAMEKO
        yield served


@contextmanager
def processes(home: Path) -> Iterator[Served]:
    """Services to start; what runs of them at the block's end is killed."""
    served = Served(home)
    try:
        yield served
    finally:
        for process in served.started:
            if process.poll() is None:
                process.kill()
                process.wait()
