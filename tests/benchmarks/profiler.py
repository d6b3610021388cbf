"""Samples running services, several at a time: each by its own clock, or py-spy from outside."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.shares import Stack, stacks
from tests.eventually import eventually

PER_SECOND = 100
GRACE_SECONDS = 30
SCOPE = Path("/proc/sys/kernel/yama/ptrace_scope")

Samples = dict[str, Counter[Stack]]
"""By the service's name."""


class CannotProfile(Exception):
    """The processes can't be looked into; says what is missing."""


def by_their_clock(pids: dict[str, int], seconds: int, folder: Path) -> Samples:
    """Samples of services that were started as `sampled_service FOLDER`."""
    outputs = {name: folder / f"{name}.stacks" for name in pids}
    for pid in pids.values():
        os.kill(pid, signal.SIGUSR2)
    time.sleep(seconds)
    for pid in pids.values():
        os.kill(pid, signal.SIGUSR2)
    for name, output in outputs.items():
        eventually(output.exists, f"{name}'s samples")
    return {name: stacks(output.read_text()) for name, output in outputs.items()}


def by_py_spy(pids: dict[str, int], seconds: int, folder: Path) -> Samples:
    """Samples of any Python processes, while they ran or waited for a processor.

    Raises `CannotProfile`.
    """
    program = _program()
    outputs = {name: folder / f"{name}.stacks" for name in pids}
    running = {
        name: subprocess.Popen(
            [program, "record", "--pid", str(pid), "--duration", str(seconds)]
            + ["--rate", str(PER_SECOND), "--format", "raw", "--output", str(outputs[name])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, pid in pids.items()
    }
    try:
        told = {name: p.communicate(timeout=seconds + GRACE_SECONDS) for name, p in running.items()}
    finally:
        for process in running.values():
            process.kill()
    for name, process in running.items():
        if process.returncode or not outputs[name].exists():
            raise CannotProfile(f"{name}: {told[name][0].strip()}\n{_missing()}")
    return {name: stacks(output.read_text()) for name, output in outputs.items()}


def merged(samples: Iterable[Counter[Stack]]) -> Counter[Stack]:
    """The samples of several processes together."""
    return sum(samples, Counter[Stack]())


def _program() -> str:
    beside = Path(sys.executable).with_name("py-spy")
    if found := shutil.which(str(beside)) or shutil.which("py-spy"):
        return found
    raise CannotProfile("py-spy is not installed; make .venv/development installs it.")


def _missing() -> str:
    """What a process needs to look into another one here."""
    scope = int(SCOPE.read_text()) if SCOPE.exists() else 0
    if sys.platform == "darwin":
        return "macOS lets nobody but root look into a process."
    if scope >= 2:
        return (
            f"kernel.yama.ptrace_scope is {scope}: only root may look into a process (3: nobody)."
            " As root: sysctl kernel.yama.ptrace_scope=1."
        )
    return (
        "The processes may not be looked into. In a container it takes --cap-add SYS_PTRACE"
        " (Kubernetes: capabilities.add SYS_PTRACE), elsewhere root. Without --py-spy the services"
        " sample themselves, and need no rights."
    )
