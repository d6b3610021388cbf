"""Runs functions in short-lived processes, and waits for them without blocking anyone."""

import json
import logging
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from shared.face.bound import Bound
from shared.policy.languages import Text

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.02
_TOLD = 4_000
"""Characters of a broken process's last words that are logged."""


class Broken(Exception):
    """The process ended without an answer, or took too long and was ended."""


class Declined(Exception):
    """The function says why it can't do what is asked."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class ProcessPool:
    """At most `most` processes at a time, each for at most so many `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._bound = Bound(most)
        self._seconds = seconds

    @contextmanager
    def place(self) -> Iterator["Place"]:
        """A process's place and its own folder, which goes at the end. Raises `Full`."""
        with self._bound.place():
            folder = Path(tempfile.mkdtemp(prefix="zhenxing-"))
            try:
                yield Place(folder, self._seconds)
            finally:
                shutil.rmtree(folder, ignore_errors=True)


class Place:
    """Where one function at a time may run; `folder` is for the files that it reads and writes."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder = folder
        self._seconds = seconds

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What the function answers, which is plain JSON.

        The function stands at the top of a module; its arguments, together under 60 kB, can be
        pickled. Raises `Declined`, `Broken`.
        """
        task = pickle.dumps((function, arguments, self._seconds))
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            child = subprocess.Popen(
                [sys.executable, "-m", "shared.face.workers.child"],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=complained,
                cwd=Path(__file__).parents[3],
                start_new_session=True,  # Ctrl-C is for the service, which ends its own
            )
            try:
                self._wait(child, task)
            finally:
                if child.poll() is None:
                    child.kill()
                    child.wait()
            return _answer(child.returncode, said, complained)

    def _wait(self, child: "subprocess.Popen[bytes]", task: bytes) -> None:
        assert child.stdin is not None
        with child.stdin:
            child.stdin.write(task)
        give_up = time.monotonic() + self._seconds
        while child.poll() is None and time.monotonic() < give_up:
            time.sleep(_POLL_SECONDS)


def _answer(code: int, said: IO[bytes], complained: IO[bytes]) -> Any:
    said.seek(0)
    try:
        answer = json.loads(said.read())
    except ValueError:
        complained.seek(0)
        words = complained.read().decode(errors="replace")[-_TOLD:]
        _log.error("a process of the pool ended with %s: %s", code, words)
        raise Broken(f"ended with {code}") from None
    if "declined" in answer:
        raise Declined(Text(*answer["declined"]))
    return answer["answer"]
