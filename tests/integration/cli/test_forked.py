"""Services that are forked for tests are processes as any that are started."""

import os
import signal
from pathlib import Path

from shared.policy.editions import SETTING
from shared.policy.pack import VARIABLE
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.serving import Served
from tests.integration.forked import SERVER, ZHENXING, Forked


def test_a_fork_is_a_child_in_a_session_of_its_own_and_dies_as_one(served: Served) -> None:
    land = served.serve("land")
    assert isinstance(land, Forked)
    assert parent(land.pid) == os.getpid()
    assert os.getsid(land.pid) == land.pid
    eventually(lambda: served.answers("land"), "land to be ready")
    assert land.poll() is None
    land.kill()
    assert land.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert not Path(f"/proc/{land.pid}").exists()


def test_where_an_interpreter_would_load_something_else_one_is_started(served: Served) -> None:
    def forked(command: str = "serve", **env: str) -> bool:
        return SERVER.may_fork([*ZHENXING, command], {**served.env, **env})

    assert forked()
    assert forked("up", ZHENXING_RUNTIME="nameko", ZHENXING_PORT="8001")
    assert not forked("cluster")
    assert not forked(ZHENXING_RUNTIME="threads")
    assert not forked(EVENTLET_HUB="asyncio")
    assert not forked(**{VARIABLE: "/a/city/of/its/own"})
    assert not forked(**{SETTING: "/a/version"})


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
