"""Work aside is done by forks of a process that has it loaded: bounded, apart, and never left."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.face.workers import Broken, ProcessPool
from shared.face.workers.fork_server import ForkServer
from shared.face.workers.forks import Forks
from tests.eventually import PATIENCE_SECONDS, eventually

PARENT = """
import os
from shared.face.workers import ProcessPool
with ProcessPool(1, 60).place() as place:
    print(place.run(os.getppid))
"""


def descriptors() -> list[str]:
    return sorted(os.listdir("/proc/self/fd"))


def loaded() -> bool:
    return __name__ in sys.modules


def server_killed(pid: Path) -> None:
    pid.write_text(str(os.getpid()))
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(PATIENCE_SECONDS)


def ended(pid: int) -> bool:
    """Whether no such process runs; it may not be buried yet."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def forks() -> Iterator[Forks]:
    """A fork server of the test's own."""
    forks = Forks()
    yield forks
    forks.close()


def test_one_process_has_loaded_for_all_what_its_forks_need() -> None:
    pool = ProcessPool(2, PATIENCE_SECONDS)
    with pool.place() as one, pool.place() as other:
        assert one.run(os.getppid) == other.run(os.getppid)
        assert one.run(os.getpid) != other.run(os.getpid)
        assert one.run(loaded)


def test_where_it_was_killed_another_is_started() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        first = place.run(os.getppid)
        os.kill(first, signal.SIGKILL)
        assert place.run(os.getppid) != first


def test_a_fork_holds_what_it_was_given_and_nothing_of_anybody_else() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        assert len(place.run(descriptors)) == 4  # and the folder that it is looking at


def test_a_fork_that_takes_too_long_is_ended(forks: Forks) -> None:
    reads, writes = os.pipe()  # whose end never comes
    try:
        fork = forks.fork([], (reads, writes, writes))
        with pytest.raises(TimeoutError):
            fork.exit_code(0.0)
        assert fork.kill() == -signal.SIGKILL
        fork.close()
    finally:
        os.close(reads)
        os.close(writes)


def test_a_fork_for_which_nobody_waits_any_more_is_ended(forks: Forks) -> None:
    reads, writes = os.pipe()
    complains, complaints = os.pipe()
    forks.fork([], (reads, complaints, complaints)).close()
    os.close(complaints)
    assert os.read(complains, 1) == b""  # nobody is left who could write
    for descriptor in (reads, writes, complains):
        os.close(descriptor)


def test_a_fork_whose_server_was_killed_is_given_up_and_ends_by_itself(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    with ProcessPool(1, 0.5).place() as place, pytest.raises(Broken):
        place.run(server_killed, pid)
    eventually(lambda: ended(int(pid.read_text())), "the fork to end")


def test_it_ends_with_who_started_it() -> None:
    told = subprocess.run([sys.executable, "-c", PARENT], capture_output=True, check=True)
    eventually(lambda: ended(int(told.stdout)), "the fork server to end")


def test_it_ends_when_nobody_asks_any_more() -> None:
    asked, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with asked, its:
        serving = threading.Thread(target=ForkServer(its, idle_seconds=0.01).serve)
        serving.start()
        serving.join(PATIENCE_SECONDS)
        assert not serving.is_alive()
