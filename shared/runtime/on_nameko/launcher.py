"""Starts services in nameko's containers in this process, and ends them within seconds."""

import shared.runtime.on_nameko.patched  # noqa: F401, I001

import logging
import signal
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import eventlet
import psycopg2.extensions
from nameko.runners import ServiceRunner

from shared.runtime.ending import STOP_SECONDS
from shared.runtime.on_nameko.parts import SETTINGS, nameko_service, running
from shared.runtime.running import RunningService
from shared.runtime.settings import Settings
from shared.runtime.web import ask_for_descriptors

_log = logging.getLogger(__name__)


def run(
    names: Iterable[str],
    settings: Settings,
    ready: Callable[[Sequence[RunningService]], None],
    ending: Callable[[], None],
) -> None:
    """Run services until SIGINT or SIGTERM. `ready` is called with them once all listen, `ending`
    before they are ended."""
    assert psycopg2.extensions.get_wait_callback() is not None, "psycopg2 is not cooperative"
    ask_for_descriptors()
    config = {SETTINGS: settings, "AMQP_URI": "memory://", "max_workers": 10}
    runner = ServiceRunner(config)
    for name in names:
        runner.add_service(nameko_service(name))
    ended = eventlet.Event()

    def end(number: int, frame: Any) -> None:
        if not ended.ready():
            ended.send(number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    runner.start()
    watcher = eventlet.spawn(runner.wait)
    watcher.link(lambda _: end(0, None))
    ready([running(container) for container in runner.containers])
    ended.wait()
    ending()
    try:
        with eventlet.Timeout(STOP_SECONDS):
            runner.stop()
    except eventlet.Timeout:
        _log.warning("services did not end within %s s and are cut off", STOP_SECONDS)
    if watcher.dead:
        watcher.wait()
