"""Work aside is done by forks of a process that has it loaded: bounded, apart, and never left."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from mmap import mmap
from pathlib import Path
from typing import Any

import pytest

from shared.face.workers import Broken, ProcessPool, Unserved
from shared.face.workers import forks as asking
from shared.face.workers.fork_server import BEGUN, ForkServer
from shared.face.workers.forks import Forks
from shared.face.workers.pool import Place
from tests.eventually import PATIENCE_SECONDS, eventually

PARENT = """
import os
from shared.face.workers import ProcessPool
with ProcessPool(1, 60).place() as place:
    print(place.run(os.getppid))
"""


BRIEF = """
import os, socket
from shared.face.workers.fork_server import ForkServer
ForkServer(socket.socket(fileno=os.dup(0)), idle_seconds=0.001).serve()
"""
SECRET = "13800000000"


def descriptors(of: int | str = "self") -> list[str]:
    return sorted(os.listdir(f"/proc/{of}/fd"))


def complain() -> None:
    raise ValueError(SECRET)


def loaded() -> bool:
    return __name__ in sys.modules


def reserved(size: int) -> int:
    """Makes room for so many bytes, which are never written."""
    return len(mmap(-1, size))


def server_killed(pid: Path) -> None:
    pid.write_text(str(os.getpid()))
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(PATIENCE_SECONDS)


def server_stopped(pid: Path) -> None:
    pid.write_text(str(os.getppid()))
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(PATIENCE_SECONDS)


class Dies:
    """Ends whoever reads it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def ended(pid: int) -> bool:
    """Whether no such process runs; it may not be buried yet."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


def broken(place: Place, *task: Any) -> None:
    with pytest.raises(Broken):
        place.run(*task)


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
        assert place.run(os.readlink, "/proc/self/fd/0").startswith("/memfd:"), "on no disk"
        held = place.run(descriptors)  # its end, and the folder that it is looking at
        assert held == [str(number) for number in range(5)]


def test_the_server_holds_nothing_of_forks_that_have_ended() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        server = place.run(os.getppid)
        assert os.getsid(server) != os.getsid(0), "Ctrl-C ends neither it nor what it does"
        eventually(lambda: len(descriptors(server)) == 5, "its own to be all that it holds")


def test_what_can_not_be_loaded_is_for_the_fork_to_say(forks: Forks) -> None:
    with open(os.devnull) as nothing:
        for _ in range(2):
            fork = forks.fork(["no.such.module"], [nothing.fileno()] * 3)
            assert fork.exit_code(PATIENCE_SECONDS) == 1


def test_what_an_error_says_of_rows_is_logged_by_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place, pytest.raises(Broken):
        place.run(complain)
    assert "ValueError" in caplog.text and SECRET not in caplog.text


def test_a_fork_that_takes_too_much_memory_has_none() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        assert place.run(reserved, 1 << 20) == 1 << 20
        broken(place, reserved, 3 << 30)


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


def test_a_fork_that_dies_before_it_has_read_all_keeps_nobody_waiting() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        asking = threading.Thread(target=broken, args=(place, len, Dies(), bytes(1 << 20)))
        asking.daemon = True
        asking.start()
        asking.join(PATIENCE_SECONDS)
        assert not asking.is_alive()


def test_a_task_may_be_as_large_as_memory_allows() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        assert place.run(len, bytes(1 << 20)) == 1 << 20


def test_who_hears_nothing_of_a_fork_that_was_to_be_ended_gives_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_ENDS_WITHIN", 0.1)
    pid = tmp_path / "pid"
    try:
        with ProcessPool(1, 0.5).place() as place, pytest.raises(Unserved):
            place.run(server_stopped, pid)
    finally:
        os.kill(int(pid.read_text()), signal.SIGKILL)


def test_where_there_is_no_room_for_a_fork_those_that_run_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    asked, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with asked, its:
        serving = threading.Thread(target=ForkServer(its, idle_seconds=PATIENCE_SECONDS).serve)
        serving.start()
        before = descriptors()
        for _ in range(2):  # and it can be asked again
            told, teller = socket.socketpair()
            with told, teller, open(os.devnull) as nothing:
                given = [nothing.fileno()] * 3 + [teller.fileno()]
                socket.send_fds(asked, [b"[]"], given)
                teller.close()
                told.settimeout(PATIENCE_SECONDS)
                assert told.recv(len(BEGUN)) == b""
        eventually(lambda: descriptors() == before, "nothing of it to be held")
        asked.close()
        serving.join(PATIENCE_SECONDS)
        assert not serving.is_alive()


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


def test_it_does_not_end_while_a_fork_of_it_runs() -> None:
    asked, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with asked, its, subprocess.Popen([sys.executable, "-c", BRIEF], stdin=its.fileno()) as server:
        reads, writes = os.pipe()
        told, teller = socket.socketpair()
        with told, teller:
            socket.send_fds(asked, [b"[]"], [reads, writes, writes, teller.fileno()])
            teller.close()
            told.settimeout(PATIENCE_SECONDS)
            assert told.recv(len(BEGUN)) == BEGUN
            told.settimeout(0.2)
            with pytest.raises(TimeoutError):  # it would hear at once that nobody is there
                told.recv(1)
        for descriptor in (reads, writes):
            os.close(descriptor)
        asked.close()
        assert server.wait(PATIENCE_SECONDS) == 0
