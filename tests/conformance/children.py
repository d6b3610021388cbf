"""Processes that append, to be run beside the test and to be killed."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Any

from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from tests.conformance.batches import batch, event
from tests.conformance.forks import fork, pipe
from tests.eventually import PATIENCE_SECONDS


class Child:
    """A process that appends and reports what was accepted, line by line."""

    def __init__(self, target: Callable[..., None], *arguments: Any) -> None:
        self._reports, sending = pipe()
        self.process = fork(target, sending, *arguments)
        sending.close()

    def report(self) -> tuple[int, str] | None:
        """The next position and event id that it was told to be appended; None at its end."""
        try:
            position, id = self._reports.recv_bytes().decode().split()
        except EOFError:
            return None
        return int(position), id

    def rest(self) -> list[tuple[int, str]]:
        """All further reports until it ends."""
        found = []
        while report := self.report():
            found.append(report)
        self.process.join(PATIENCE_SECONDS)
        return found

    def kill(self) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)


def append_many(reports: Connection, url: str, name: str, threads: int, count: int) -> None:
    """So many appends by so many threads, each to a stream of its own."""
    with closing(Database(url)) as database, closing(Log("tested", database)) as log:
        sending = threading.Lock()

        def work(n: int) -> None:
            for version in range(count):
                new = batch(f"{name}-{n}", version)
                position = log.append(new).first
                with sending:
                    reports.send_bytes(f"{position} {new.events[0].id}".encode())

        workers = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()


def die_after_steps(reports: Connection, url: str, name: str, steps: int) -> None:
    """Append to two streams at once, again and again; SIGKILL itself after so many lines of ours.

    The lines of the log's own code are counted from the first append on.
    """
    with closing(Database(url)) as database, closing(Log("tested", database)) as log:
        version = 0
        sys.settrace(_killer(steps))
        while True:
            pair = event(f"{name}-left", version + 1), event(f"{name}-right", version + 1)
            both = Batch(pair, {f"{name}-left": version, f"{name}-right": version})
            position = log.append(both).first
            reports.send_bytes(f"{position} {pair[0].id}".encode())
            version += 1


def _killer(steps: int) -> Callable[..., Any]:
    def line(frame: Any, what: str, _: Any) -> Any:
        nonlocal steps
        steps -= what == "line"
        if steps < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: Any, what: str, _: Any) -> Any:
        return line if "/shared/kernel/log/" in frame.f_code.co_filename else None

    return call
