"""Runs functions in short-lived processes, and waits for them without blocking anyone."""

import io
import json
import logging
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from shared.face.bound import Bound
from shared.face.workers.declined import Declined
from shared.face.workers.forks import FORKS, Fork, Lost
from shared.policy.languages import Text

_log = logging.getLogger(__name__)

_TOLD = 4_000
"""Characters of a broken process's last words that are logged."""


class Broken(Exception):
    """The process ended without an answer, or took too long and was ended."""


class Unserved(Broken):
    """Through no fault of what was asked: there was no room for a process, or it was lost."""


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

        The function stands at the top of a module; its arguments can be pickled. Raises
        `Declined`, `Broken`.
        """
        task = Task((function, arguments, self._seconds))
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            try:
                fork = _begun(task, said, complained)
                try:
                    code = self._ended(fork)
                finally:
                    fork.close()
            except Lost:
                raise Unserved("nobody knows how it ended") from None
            return _answer(code, said, complained)

    def _ended(self, fork: Fork) -> int:
        try:
            return fork.exit_code(self._seconds)
        except TimeoutError:
            return fork.kill()


class Task(pickle.Pickler):
    """What is to be done, `pickled`, and the `modules` that are loaded for it."""

    def __init__(self, what: tuple[Any, ...]) -> None:
        self._file = io.BytesIO()
        super().__init__(self._file)
        self.modules: set[str] = set()
        self.dump(what)
        self.pickled = self._file.getvalue()

    def reducer_override(self, thing: Any) -> Any:
        self.modules.add(getattr(thing, "__module__", None) or type(thing).__module__)
        return NotImplemented


def _begun(task: Task, said: IO[bytes], complained: IO[bytes]) -> Fork:
    # In memory: a store's password stands in it. No pipe: who dies before all is read blocks nobody.
    with open(os.memfd_create("task"), "wb", buffering=0) as asked:
        asked.write(task.pickled)
        asked.seek(0)
        return FORKS.fork(task.modules, (asked.fileno(), said.fileno(), complained.fileno()))


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
