"""The command line as a process of its own. What serves on nameko is forked from a process that has
everything loaded: a fifth of the processor time that an interpreter takes to come up.

It is the same entry that runs. What starting is by itself is tested with interpreters, and what is
measured is measured of them.
"""

import atexit
import ctypes
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from shared.runtime.cli.main import SERVING
from shared.runtime.settings import NAMEKO
from tests.integration import fork_server

ROOT = Path(__file__).parents[2]
ZHENXING = [sys.executable, "-m", fork_server.ENTRY]
_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_READ_LATE = {
    "COLUMNS",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "PYTEST_CURRENT_TEST",
    "PYTHONPATH",  # the same tree, whichever way it is told
    "ZHENXING_CONFIG",
    "ZHENXING_HOME",
    "ZHENXING_LOG",
    "ZHENXING_PORT",
    "ZHENXING_RUNTIME",
    "ZHENXING_SCENARIO",
}
"""Variables that make no difference to what is loaded."""


def start(
    command: list[str],
    env: dict[str, str],
    *,
    root: Path = ROOT,
    forked: bool = True,
    **streams: Any,
) -> "subprocess.Popen[bytes]":
    """A process of the tree at `root` in a session of its own; forked only where that comes to the
    same."""
    forked = forked and root == ROOT and SERVER.may_fork(command, env)
    kind = Forked if forked else subprocess.Popen
    return kind(command, cwd=root, env=env, start_new_session=True, **streams)


class Forked(subprocess.Popen[bytes]):
    """A child of this process for which no interpreter was started."""

    def _execute_child(self, args: list[str], *how: Any) -> None:
        """As the class has it: `how` says, among other things, where the child reads and writes."""
        env, pipes = how[5], how[9:15]
        streams = [own if one == -1 else one for own, one in enumerate((pipes[0], *pipes[3::2]))]
        try:
            self.pid = SERVER.fork(args[len(ZHENXING) :], env, streams)
            self._child_created = True
        finally:
            self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]


class ForkServer:
    """Started when the first process is asked for; ends with this one."""

    def __init__(self) -> None:
        self._asked: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._env: dict[str, str] = {}
        self._one_asks = threading.Lock()

    def may_fork(self, command: list[str], env: dict[str, str]) -> bool:
        """Whether an interpreter that is started so would have loaded the same."""
        loaded = self._env or os.environ
        differing = {n for n in env.keys() | loaded.keys() if env.get(n) != loaded.get(n)}
        return (
            "PYTEST_VERSION" in os.environ
            and command[: len(ZHENXING)] == ZHENXING
            and command[len(ZHENXING)] in SERVING
            and env.get("ZHENXING_RUNTIME", NAMEKO) == NAMEKO
            and differing <= _READ_LATE
        )

    def fork(self, words: list[str], env: dict[str, str], streams: list[int]) -> int:
        """The pid of a child of this process."""
        message = json.dumps([words, str(ROOT), env]).encode()
        with self._one_asks:
            if self._asked is None:
                self._asked = self._start()
            _adopt_orphans(True)
            try:
                socket.send_fds(self._asked, [message], streams)
                pid, begun = self._asked.recv(16), self._asked.recv(16)
            finally:
                _adopt_orphans(False)
        assert begun, "the fork server has ended"
        return int(pid)

    def close(self) -> None:
        """Those that it forked live on."""
        if self._asked and self._process:
            self._asked.close()
            self._process.wait()

    def _start(self) -> socket.socket:
        atexit.register(self.close)
        self._env = dict(os.environ)
        asked, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"from {fork_server.__name__} import main; main()"],
                stdin=its.fileno(),
                cwd=ROOT,
                start_new_session=True,  # Ctrl-C is for who asks
            )
        return asked


SERVER = ForkServer()


def _adopt_orphans(adopt: bool) -> None:
    """Whether a process below this one is its child once its own parent has ended."""
    assert ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, int(adopt), 0, 0, 0) == 0
