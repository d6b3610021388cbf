"""One side of a comparison, in a process of its own: product and peer must not share a lock."""

import json
import socket
import subprocess
import sys
from typing import Any


class SideFailed(Exception):
    """A side's process raised; its traceback stands on standard error."""


class Side:
    """An object of class `target` (`module:Class`) in another process; its methods are called here.

    `green` makes that process cooperative before anything else is imported, and spares the garbage
    collector what stays, as production does.
    Arguments and answers are JSON.
    """

    def __init__(self, target: str, *, green: bool, **arguments: Any) -> None:
        here, there = socket.socketpair()
        command = [sys.executable, "-m", "tests.benchmarks.side_process"]
        self._process = subprocess.Popen(
            [*command, str(there.fileno()), target, "green" if green else "plain"],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
        )
        there.close()
        self._socket = here
        self._answers = here.makefile("r")
        try:
            self._send(arguments)
            self._answer()
        except BaseException:
            self._process.kill()
            self.close()
            raise

    def __enter__(self) -> "Side":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def call(self, method: str, **arguments: Any) -> Any:
        """The answer of a method. Raises `SideFailed`."""
        self.begin(method, **arguments)
        return self._answer()

    def begin(self, method: str, **arguments: Any) -> None:
        """Call a method without waiting; `end` has its answer."""
        self._send({"method": method, "arguments": arguments})

    def end(self) -> Any:
        """The answer of the method begun. Raises `SideFailed`."""
        return self._answer()

    def close(self) -> None:
        self._answers.close()
        self._socket.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _send(self, message: Any) -> None:
        self._socket.sendall(json.dumps(message).encode() + b"\n")

    def _answer(self) -> Any:
        line = self._answers.readline()
        if not line:
            raise SideFailed("the process has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise SideFailed(answer["error"])
        return answer["answer"]
