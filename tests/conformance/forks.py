"""Processes beside a test, forked from one that has everything loaded, so that one costs milliseconds."""

import multiprocessing
import sys
from collections.abc import Callable
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
# A process has one server of forks, which loads what was named last before the first fork.
_FORKS.set_forkserver_preload(
    [
        "tests.conformance.children",
        "tests.conformance.following.mortal",
        "tests.conformance.following.test_deadlines",
        "tests.conformance.following.test_parking",
        "tests.conformance.following.test_relay",
        "tests.conformance.following.test_rebuilds",
    ]
)


def fork(run: Callable[..., None], *arguments: Any) -> Any:
    """A process that runs this, and has begun."""
    process = _FORKS.Process(target=_run, args=(run.__module__, run.__name__, arguments))
    process.start()
    return process


def pipe() -> Any:
    """The ends of a pipe to a fork: where one receives, and where one sends."""
    return _FORKS.Pipe(duplex=False)


def _run(module: str, name: str, arguments: tuple[Any, ...]) -> None:
    if module not in sys.modules:  # to load it here would take as long as a hundred forks
        sys.exit(f"name {module} in {__file__}")
    getattr(sys.modules[module], name)(*arguments)
