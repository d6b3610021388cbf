"""`zhenxing up` as a process of its own, and other commands given to it."""

import json
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.forked import ROOT, ZHENXING, start

LOADED_SECONDS = 600.0
ENDS_WITHIN_SECONDS = 5.0
"""Or within what it needs to start, where a machine is that busy."""


class Up:
    """All services of the tree at `root`, in one process or as a cluster, in a home of their own."""

    def __init__(self, home: Path, port: int, root: Path = ROOT, *, forked: bool = True) -> None:
        self.home, self.port, self._root, self._forked = home, port, root, forked
        self.env = {
            **os.environ,
            "PYTHONPATH": str(root),
            "ZHENXING_HOME": str(home),
            "ZHENXING_PORT": str(port),
            "COLUMNS": "200",
            "ZHENXING_SCENARIO": "on",  # for programmes after the demo
        }
        self.env.pop("ZHENXING_CONFIG", None)
        self._output = home.parent / f"{home.name}.out"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def said(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def curl(self) -> str:
        """The command that it prints to be pasted."""
        found = re.search(r"^.* \| curl .*$", self.said, re.MULTILINE)
        assert found, self.said
        return found[0]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, *arguments: str, command: str = "up") -> None:
        """Returns when it has said where everything is."""
        self._process = self.spawn(command, *arguments)
        eventually(self._greeted, "up to say where everything is", LOADED_SECONDS)

    def spawn(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with self._output.open("wb") as output:
            return start(
                [*ZHENXING, *arguments],
                self.env,
                root=self._root,
                forked=self._forked,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def stop(self) -> tuple[int, float]:
        """Press Ctrl-C; the exit code, and the seconds until the process was gone."""
        assert self._process is not None
        started = time.monotonic()
        self._process.send_signal(signal.SIGINT)
        try:
            code = self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        return code, time.monotonic() - started

    def _greeted(self) -> bool:
        if not self.running or "The services run on" in self.said:
            raise RuntimeError(self.said)
        return "Ctrl-C" in self.said


@dataclass(frozen=True)
class Said:
    """What a command of the command line printed, and its exit code."""

    code: int
    out: str
    err: str

    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]
