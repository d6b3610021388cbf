"""The services' processes that a cluster starts, watches and ends."""

import os
import subprocess
import sys
import time

from deploy.servers.ports import in_use
from shared.runtime.cli import show
from shared.runtime.settings import Settings, home

END_SECONDS = 8.0


class Children:
    """One process per service, its output in `<home>/log/<service>.log`.

    One that ends is told about and left: whoever ended it may start it again.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._ended: list[str] = []

    def start(self) -> None:
        folder = home() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        for name in self._settings.services:
            with (folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    [sys.executable, "-m", "shared.runtime.cli.main", "serve", name],
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # Ctrl-C is for us: we end them in order
                )

    @property
    def _environment(self) -> dict[str, str]:
        own = {"ZHENXING_HOME": str(home()), "ZHENXING_SCENARIO": self._settings.scenario}
        return {**os.environ, **own}

    def look(self) -> None:
        """Tell about services that have ended since the last look."""
        for name, child in list(self._running.items()):
            code = child.poll()
            if code is None:
                continue
            del self._running[name]
            self._ended.append(name)
            show.complaint(
                f"{name} 已结束（{code}），日志 ended with {code}, see {home() / 'log' / name}.log\n"
                f"重新启动 start it again: {_start_again(name)}"
            )

    def end(self) -> None:
        """End the processes started here; one that was started by hand since is told about."""
        for child in self._running.values():
            child.terminate()
        until = time.monotonic() + END_SECONDS
        for name, child in self._running.items():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                show.complaint(f"{name} 未按时结束，强制结束 did not end in time and is killed")
                child.kill()
                child.wait()
        for name in self._ended:
            if in_use(self._settings.service(name).port):
                show.complaint(f"{name} 由他处启动，仍在运行 was started elsewhere and still runs")


def _start_again(name: str) -> str:
    return show.pasted("serve", name)
