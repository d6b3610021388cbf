"""What a service shows of its topics: a view in two versions, and a topic that neither can swallow."""

import threading
from dataclasses import replace
from typing import Any

from shared.kernel.views.row import Row, column, view
from shared.runtime.declaration import Declaration
from tests.conformance.following.sayings import TOPIC, Said
from tests.conformance.following.services import Serving

POISON = "poison"
ANTIDOTE = threading.Event()


def spoken(version: int) -> type[Any]:
    """A view of the own log; each version counts in steps of its own."""

    @view("spoken", title="话题", key="topic", version=version)
    class Spoken(Row):
        topic: str = column("话题")
        said: int = column("次数", 0)

    @Spoken.on(Said, key="topic")
    def was_said(row: Any, event: Said) -> Any:
        if event.text == POISON and not ANTIDOTE.is_set():
            raise RuntimeError("nobody can swallow this")
        return replace(row, said=row.said + version)

    return Spoken


SPOKEN, SPOKEN_ANEW = spoken(1), spoken(2)


def speaking(name: str, row: type[Any] = SPOKEN) -> Declaration:
    return Declaration(name, "发言", "housing", [TOPIC], [row], deadlines=False, relay=False)


def say_much(service: Serving, times: int) -> None:
    for topic in ("tea", "silk", "jade", "wine"):
        for _ in range(times // 1000):
            service.say(topic, times=250)
        if times % 1000:
            service.say(topic, times=times % 1000 // 4)


def counted(service: Serving) -> dict[str, int]:
    return dict(service.said())


def shown(service: Serving, row: type[Any]) -> dict[str, int]:
    return {r.topic: r.said for r in service.rows(row)}
