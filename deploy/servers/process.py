"""System processes: run a program to its end, look at one by its id, end one by its id."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy.servers.account import Account
from deploy.servers.errors import ServerError

PROC = Path("/proc/self")


def run(
    command: Sequence[str],
    account: Account,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 120,
    given: str = "",
) -> str:
    """Run a program as `account`, which reads what it is `given`, and return what it printed;
    ServerError when it fails, or takes longer than `timeout` seconds, on a full machine than it may
    there."""
    running = subprocess.Popen(
        command,
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
        env=env,
        cwd=cwd,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with running:
        try:
            told = _what_it_tells(running, command[0], timeout, given)
        except BaseException:
            running.kill()
            raise
    if running.returncode != 0:
        raise ServerError(f"{' '.join(map(str, command))} failed:\n{told.strip()}")
    return told


def _what_it_tells(
    running: subprocess.Popen[str], program: str, timeout: float, given: str | None
) -> str:
    began = time.monotonic()
    while True:
        try:
            return running.communicate(given, timeout=timeout)[0]
        except subprocess.TimeoutExpired:
            waited = time.monotonic() - began
            if waited >= patience(timeout):
                raise ServerError(f"{program} did not end within {waited:.0f} s") from None
            given = None  # it is being read already


def patience(seconds: float, waiting: float | None = None, processors: int | None = None) -> float:
    """What may take so many seconds on a free machine may take this many where programs wait for each
    processor: as many times as long, but no more than four times. By default as it is now."""
    waiting = os.getloadavg()[0] if waiting is None else waiting
    share = waiting / (processors or os.cpu_count() or 1)
    return seconds * min(max(share, 1.0), 4.0)


def spawn(
    command: Sequence[str],
    account: Account,
    *,
    env: Mapping[str, str],
    cwd: Path,
    output: Path,
) -> int:
    """Start a program as `account` in a session of its own, out of Ctrl-C's reach; its id."""
    with output.open("ab") as log:
        account.give(output)
        return subprocess.Popen(
            command,
            user=account.uid,
            group=account.gid,
            extra_groups=None if account.uid is None else [],
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ).pid


def alive(pid: int | None) -> bool:
    """Whether the process runs; a child of ours that has ended is taken off the table."""
    if pid is None:
        return False
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def command_line(pid: int) -> str:
    """The command line of a process; empty when there is none."""
    if not PROC.exists():
        return _ps(pid, "command")
    try:
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode("utf-8", "replace")
        )
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    """The ids of a process's children."""
    if PROC.exists():
        table = ((int(stat.parent.name), stat) for stat in Path("/proc").glob("[0-9]*/stat"))
        return [child for child, stat in table if _stat(stat)[1:2] == [str(pid)]]
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def end(pid: int, with_signal: signal.Signals, timeout: float = 60) -> None:
    """Send one process a signal and wait until it is gone; ServerError when it stays."""
    try:
        os.kill(pid, with_signal)
    except ProcessLookupError:
        return
    wait_for(lambda: not alive(pid), timeout, f"process {pid} to end")


def wait_for(condition: Callable[[], bool], timeout: float, what: str) -> None:
    """Return as soon as `condition` holds; ServerError after `timeout` seconds, later on a full
    machine."""
    began = time.monotonic()
    while not condition():
        waited = time.monotonic() - began
        if waited > timeout and waited > patience(timeout):
            raise ServerError(f"waited {waited:.0f} s in vain for {what}")
        time.sleep(0.02)


def _state(pid: int) -> str:
    if not PROC.exists():
        return _ps(pid, "stat")[:1]
    return "".join(_stat(Path(f"/proc/{pid}/stat"))[:1]) or "Z"


def _stat(file: Path) -> list[str]:
    """State, parent's id, …: what follows the name; nothing when the process is gone."""
    try:
        return file.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ps(pid: int, field: str) -> str:
    shown = subprocess.run(
        ["ps", "-o", f"{field}=", "-p", str(pid)], capture_output=True, text=True
    )
    return shown.stdout.strip()
