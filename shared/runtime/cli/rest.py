"""When everything that followed from what services were given has been done everywhere."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

NOTHING_YET: dict[str, Any] = {"head": -1, "subscriptions": [], "next_deadline": None}


class LoadStopped(Exception):
    """Loading ended early; the message says where and why, in both languages."""

    def __init__(self, message: str, problem: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.problem = problem


class Rest:
    """Asks services where they stand until all are at rest.

    `ask` answers with a service's `GET /scenario` for the heads that are known so far. A service
    tells its followers' positions before its own head, and a reaction moves both at once: so where
    all positions are the heads, nothing is under way. Who has told so, has been given nothing since,
    and follows nobody who has gone on, would say the same again, and is not asked.
    """

    def __init__(
        self, services: Iterable[str], ask: Callable[[str, dict[str, int]], dict[str, Any]]
    ) -> None:
        self._ask = ask
        self._told = dict.fromkeys(services, NOTHING_YET)
        self.heads: dict[str, int] = {}

    def reached(self, name: str, position: int) -> None:
        """A service's log goes on as far as this, as who gave it something was told."""
        self.heads[name] = max(self.heads.get(name, 0), position)

    def find_late(self) -> list[str]:
        """Ask once whoever may have moved: who has not taken all there is. Raises `LoadStopped`."""
        for name in self._told:
            if self._late(name):
                told = self._ask(name, self.heads)
                self._told[name], self.heads[name] = told, told["head"]
        return [one for name in self._told for one in self._late(name)]

    def next_deadlines(self) -> dict[str, datetime]:
        """Who has a deadline when, of those that told so last."""
        told = {name: status["next_deadline"] for name, status in self._told.items()}
        return {name: datetime.fromisoformat(at) for name, at in told.items() if at}

    def _late(self, name: str) -> list[str]:
        return list(find_late(name, self._told[name], self.heads))


def find_late(name: str, status: dict[str, Any], heads: dict[str, int]) -> Iterable[str]:
    """A service's followers that have not taken all there is, and its log where that has gone on
    since this was told. Raises `LoadStopped` at an alarm."""
    if status["head"] != heads.get(name):
        yield f"{name} {status['head']}/{heads.get(name)}"
    for s in status["subscriptions"]:
        at = f"{name} {s['name']}"
        if s["state"] == "stopped":
            raise LoadStopped(f"订阅已停止 stopped: {at}: {s['reason']}")
        head = heads.get(s["source"])
        if s["position"] != head:
            yield f"{at} {s['position']}/{head} {s['state']} {s['reason']}".strip()
