"""Which runtime a process's services run on, and that the two know nothing of each other."""

import gc
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from nameko.events import event_handler

from services.land.service import Service
from shared.runtime.ending import CUT_OFF_SECONDS
from shared.runtime.launcher import run
from shared.runtime.on_threads import launcher
from shared.runtime.parts import declaration, parts_of
from shared.runtime.settings import (
    RUNTIMES,
    ServiceSettings,
    Settings,
    SettingsMissing,
    configured,
    embedded,
)
from shared.runtime.web import CannotListen, listen


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "cluster.toml"
    monkeypatch.setenv("ZHENXING_CONFIG", str(file))
    monkeypatch.delenv("ZHENXING_RUNTIME", raising=False)
    return file


def test_the_environment_goes_before_the_file_and_says_so_for_both_shapes(
    configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration.write_text("runtime = 'threads'\n[services.land]\naddress = '127.0.0.1:1'\n")
    assert configured().runtime == "threads"
    monkeypatch.setenv("ZHENXING_RUNTIME", "nameko")
    assert (configured().runtime, embedded().runtime) == ("nameko", "nameko")
    monkeypatch.setenv("ZHENXING_RUNTIME", "asyncio")
    with pytest.raises(SettingsMissing, match="runtime is one of nameko, threads, not asyncio"):
        configured()


def test_on_threads_nothing_is_patched_and_neither_nameko_nor_eventlet_is_there() -> None:
    code = (
        "import sys\n"
        "import shared.runtime.on_threads.launcher\n"
        "from shared.runtime.parts import declaration, service_class\n"
        "declaration(service_class('land'))\n"
        "print({'nameko', 'eventlet', 'greenlet'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "set()\n"


def test_a_service_that_nameko_would_call_is_not_run_without_it() -> None:
    class Listening(Service):
        @event_handler("projects", "ProjectAdmitted")  # type: ignore[misc]
        def admitted(self, payload: object) -> None:
            """Never called."""

    assert declaration(Listening).name == "land"
    assert parts_of(Listening).keys() == parts_of(Service).keys()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(launcher, "service_class", lambda name: Listening)
        with pytest.raises(SettingsMissing, match="admitted of land on threads"):
            launcher.start(["land"], Settings("cluster", {}))


def test_the_collector_passes_over_what_is_there_once_services_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed_over: list[int] = []
    monkeypatch.setattr(launcher, "run", lambda names, settings, ready, ending: ready([]))
    monkeypatch.setattr("shared.runtime.launcher.cut_off_later", lambda: None)
    settings = Settings("cluster", {}, runtime="threads")
    before = gc.get_freeze_count()
    run(["land"], settings, lambda _: passed_over.append(gc.get_freeze_count()))
    assert passed_over[0] > before


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_either_runtime_has_the_collector_work_once_services_listen_and_cuts_off_each_part_of_its_end(
    runtime: str,
) -> None:
    """A machine on which services take long to end is no reason to cut off what ends after them."""
    code = (
        "import faulthandler, gc, os, signal\n"
        "faulthandler.dump_traceback_later = lambda seconds, exit: print('at most', seconds, exit)\n"
        "from shared.runtime import garbage, launcher, settings\n"
        "garbage.collect_nothing_yet()\n"
        "def ready(services):\n"
        "    print(gc.isenabled(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        f"launcher.run([], settings.Settings('cluster', {{}}, runtime={runtime!r}), ready,\n"
        "    lambda: print('ends'))\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    bounded = f"at most {CUT_OFF_SECONDS} True"
    assert said.stdout.splitlines() == ["True", bounded, "ends", bounded]


def test_an_address_that_is_taken_or_not_ours_is_told_with_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(CannotListen, match=f"127.0.0.1:{port}: Address already in use"):
            listen(ServiceSettings("land", f"127.0.0.1:{port}"))
    with pytest.raises(CannotListen, match=r"address. under .services.land"):
        listen(ServiceSettings("land", "192.0.2.1:8003"))
