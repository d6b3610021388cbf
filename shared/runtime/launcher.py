"""Starts services in this process, and ends them within seconds. Import it before anything else
that opens a socket: it makes the standard library cooperative."""

import os
import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
# The system's resolver: Eventlet's own costs 20 MB, passes /etc/nsswitch.conf by, and names are
# looked up only when a connection is made.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import faulthandler  # noqa: E402
import logging  # noqa: E402
import signal  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from importlib import import_module  # noqa: E402
from typing import Any  # noqa: E402

import psycopg2.extensions  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from shared.runtime.parts import SETTINGS  # noqa: E402
from shared.runtime.settings import Settings  # noqa: E402
from shared.runtime.web import ask_for_descriptors  # noqa: E402

_log = logging.getLogger(__name__)

STOP_SECONDS = 3.0
"""For an orderly end of the services."""
CUT_OFF_SECONDS = 4.5
"""Then the process ends, whatever it hangs in: what was in flight will be replayed."""


def service_class(name: str) -> Any:
    """The nameko service of that name, from services/<name>/service.py."""
    return import_module(f"services.{name}.service").Service


def run(
    names: Iterable[str], settings: Settings, ready: Callable[[Any], None] = lambda runner: None
) -> None:
    """Run services until SIGINT or SIGTERM. `ready` is called once all listen."""
    assert psycopg2.extensions.get_wait_callback() is not None, "psycopg2 is not cooperative"
    ask_for_descriptors()
    config = {SETTINGS: settings, "AMQP_URI": "memory://", "max_workers": 10}
    runner = ServiceRunner(config)
    for name in names:
        runner.add_service(service_class(name))
    ended = eventlet.Event()

    def end(number: int, frame: Any) -> None:
        if not ended.ready():
            ended.send(number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    runner.start()
    watcher = eventlet.spawn(runner.wait)
    watcher.link(lambda _: end(0, None))
    ready(runner)
    ended.wait()
    faulthandler.dump_traceback_later(CUT_OFF_SECONDS, exit=True)
    try:
        with eventlet.Timeout(STOP_SECONDS):
            runner.stop()
    except eventlet.Timeout:
        _log.warning("services did not end within %s s and are cut off", STOP_SECONDS)
    if watcher.dead:
        watcher.wait()
