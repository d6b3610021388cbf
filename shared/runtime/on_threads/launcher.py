"""Starts services on plain threads in this process, and ends them within seconds."""

import inspect
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from shared.runtime.ending import STOP_SECONDS
from shared.runtime.facing import application
from shared.runtime.on_threads.server import Server
from shared.runtime.parts import declaration, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import Settings, SettingsMissing
from shared.runtime.web import ask_for_descriptors

_log = logging.getLogger(__name__)

ANSWER_SECONDS = 1.0
"""For the answers under way at the end."""


class Life:
    """A service and its server."""

    def __init__(self, name: str, settings: Settings) -> None:
        declared = service_class(name)
        _check_has_no_entrypoint(declared)
        self.service = RunningService(declaration(declared), settings)
        self.server = Server(self.service.own, settings.web)

    def start(self) -> None:
        self.service.start()
        self.server.start(application(self.service, self.server))

    def stop(self) -> None:
        """Who waits at the feed is answered at once; then everything ends."""
        self.server.end()
        self.service.log.watermark.wake()
        self.server.wait_ended(ANSWER_SECONDS)
        self.service.stop()


def run(
    names: Iterable[str],
    settings: Settings,
    ready: Callable[[Sequence[RunningService]], None],
    ending: Callable[[], None],
) -> None:
    """Run services until SIGINT or SIGTERM. `ready` is called with them once all listen, `ending`
    before they are ended.

    Raises `CannotListen`, `SettingsMissing`.
    """
    bell = _rung_by(signal.SIGINT, signal.SIGTERM)
    lives = start(names, settings)
    ready([life.service for life in lives])
    bell.recv(1)
    ending()
    stop(lives)


def _rung_by(*signals: signal.Signals) -> socket.socket:
    """What can be read once one of the signals has come.

    A thread that waits for a lock is not woken by a signal which comes just before it falls
    asleep, or which another thread takes; what is written stays to be read.
    """
    bell, ring = socket.socketpair()
    ring.setblocking(False)
    signal.set_wakeup_fd(ring.detach(), warn_on_full_buffer=False)
    for one in signals:
        signal.signal(one, lambda number, frame: None)
    return bell


def start(names: Iterable[str], settings: Settings) -> list[Life]:
    """Services that have begun, each at its address. Raises `CannotListen`, `SettingsMissing`."""
    ask_for_descriptors()
    lives = [Life(name, settings) for name in names]
    for life in lives:
        life.server.listen()
    for life in lives:
        life.start()
    return lives


def stop(lives: Iterable[Life]) -> None:
    """End services side by side, within seconds."""
    threads = [threading.Thread(target=life.stop, name="end", daemon=True) for life in lives]
    for thread in threads:
        thread.start()
    until = time.monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        _log.warning("services did not end within %s s and are cut off", STOP_SECONDS)


def _check_has_no_entrypoint(service: type[Any]) -> None:
    """Nobody would call it here."""
    found = inspect.getmembers(service, lambda member: hasattr(member, "nameko_entrypoints"))
    if found:
        name, method = service.name, found[0][0]
        raise SettingsMissing(
            f"{name} 的 {method} 由 nameko 调用，线程方式不会执行：请设 ZHENXING_RUNTIME=nameko\n"
            f"nothing calls {method} of {name} on threads, it is an entry point of nameko's:"
            " set ZHENXING_RUNTIME=nameko"
        )
