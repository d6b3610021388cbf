"""Processes that follow and are killed with SIGKILL at some line of the product's own code."""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from shared.kernel.clock import Clock
from shared.kernel.reactions import reactor
from shared.policy.loader import registry
from shared.runtime.declaration import Declaration
from shared.runtime.running import RunningService
from shared.runtime.settings import Settings
from tests.conformance.following.services import following
from tests.conformance.forks import fork
from tests.eventually import PATIENCE_SECONDS

registry()  # once, before the forks


def killed(run: Callable[..., None], *arguments: Any) -> bool:
    """Whether a process was killed; otherwise it ended by itself, having done all there was."""
    process = fork(run, *arguments)
    process.join(2 * PATIENCE_SECONDS)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def moments(seed: int, count: int, lines: int) -> list[int]:
    """At which line to die: so many moments, anywhere among so many lines."""
    chance = random.Random(seed)
    return [chance.randrange(1, lines) for _ in range(count)]


def follow(settings: Settings, name: str, source: str, upto: int, thread: str, lines: int) -> None:
    """Follow up to a position in small batches, unless killed on the way."""
    reactor.BATCH = 3
    run(
        following(name, source),
        settings,
        thread,
        lines,
        lambda s: followed(s, source, upto),
        within=("/shared/",) if thread == "reactions" else ("/views/",),
    )


def run(
    declared: Declaration,
    settings: Settings,
    thread: str,
    lines: int,
    done: Callable[[RunningService], bool],
    clock: Clock | None = None,
    within: tuple[str, ...] = ("/shared/",),
) -> None:
    """Run a service until it is done, or until one of its threads has run so many lines.

    Only lines of files whose path holds one of `within` are counted.
    """
    threading.settrace(_killer(thread, lines, within))
    service = RunningService(declared, settings, clock)
    service.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not (service.prepared.is_set() and done(service)):
        if time.monotonic() > until:
            states = {s.name: s.state for s in service.subscriptions}
            sys.stderr.write(f"not done: {states}\n")
            os._exit(1)
        time.sleep(0.005)
    os._exit(0)


def followed(service: RunningService, source: str, upto: int) -> bool:
    foreign = (s for s in service.subscriptions if s.source.name == source)
    return all(s.handler.position() == upto for s in foreign) and service.caught_up()


def _killer(thread: str, lines: int, within: tuple[str, ...]) -> Callable[..., Any]:
    left = lines

    def line(frame: FrameType, what: str, _: Any) -> Any:
        nonlocal left
        left -= what == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: FrameType, what: str, _: Any) -> Any:
        if not threading.current_thread().name.startswith(thread):
            return None
        return line if any(part in frame.f_code.co_filename for part in within) else None

    return call
