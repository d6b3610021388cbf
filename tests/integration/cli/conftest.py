"""One `zhenxing up` with the demo for all tests of the command line, and services alone."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared.policy.services import services
from tests.integration.cli.loaded import kept_home
from tests.integration.cli.serving import Served, processes
from tests.integration.cli.upped import Said, Up
from tests.integration.processes import free_base

SERVICES = len(services())


@pytest.fixture(scope="package")
def running_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    up = Up(tmp_path_factory.mktemp("cli") / "home", free_base(SERVICES), forked=False)
    if (kept := kept_home(tmp_path_factory)).exists():
        shutil.copytree(kept, up.home)
    try:
        up.start()
        yield up
    finally:
        if up.running:
            up.stop()


@pytest.fixture
def up(running_up: Up, monkeypatch: pytest.MonkeyPatch) -> Up:
    """The demo, loaded and served; this process's commands speak to it."""
    if not running_up.running:
        running_up.start()
    for name in ("ZHENXING_HOME", "ZHENXING_PORT", "COLUMNS"):
        monkeypatch.setenv(name, running_up.env[name])
    monkeypatch.delenv("ZHENXING_CONFIG", raising=False)
    return running_up


@pytest.fixture
def zhenxing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Gives a command of the command line in this process."""

    def give(*words: str) -> Said:
        from shared.runtime.cli.main import main

        monkeypatch.setattr(sys, "argv", ["zhenxing", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return give


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with processes(tmp_path / "home") as served:
        yield served
