"""Departments' own nameko services: they import nothing of ours and know two names.

`python plain_department.py Listener` with AMQP_URI, and RECEIVED for where it writes.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from nameko.constants import DEFAULT_TRANSPORT_OPTIONS  # noqa: E402
from nameko.events import EventDispatcher, event_handler  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402
from nameko.timer import timer  # noqa: E402

DEFAULT_TRANSPORT_OPTIONS["connect_timeout"] = 60  # kombu's own 5 s can be over on a full machine


class Listener:
    name = "listener"

    @event_handler("projects", "ProjectAdmitted")
    def on_admission(self, event):
        write(event)


class Speaker:
    name = "speaker"
    dispatch = EventDispatcher()

    @timer(interval=0.2)
    def speak(self):
        self.dispatch("Spoken", {"to": "nobody"})
        write("spoken")


def write(what):
    with Path(os.environ["RECEIVED"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(what, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    listens_only = sys.argv[1] == "Listener"  # it may make no exchange, and need not
    settings = {"AMQP_URI": os.environ["AMQP_URI"], "DECLARE_EVENT_EXCHANGES": not listens_only}
    runner = ServiceRunner(settings)
    runner.add_service(globals()[sys.argv[1]])
    runner.start()
    runner.wait()
