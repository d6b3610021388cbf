"""The demo's clock at a running service: real deadlines wait while a programme drives time."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from shared.face.http.refusals import NotNow
from shared.policy.languages import Text
from shared.runtime.running import RunningService

HOLD_SECONDS = 60.0
QUIET_SECONDS = 30.0
PATIENCE_SECONDS = 0.25
"""How long an answer waits for followers; whoever asked asks again."""


class ScenarioClock:
    """Fires a service's deadlines up to the scenario's time, and says when it has come to rest."""

    def __init__(self, service: RunningService) -> None:
        self._service = service
        self._outlook: tuple[int, datetime | None] = -1, None

    def advance(self, until: datetime) -> dict[str, Any]:
        """Fire the deadlines up to an instant; how many did. Raises `NotNow`."""
        service = self._service
        service.deadlines.hold(HOLD_SECONDS)
        fired = 0
        while True:
            if not service.caught_up(QUIET_SECONDS):
                raise NotNow(
                    Text("读模型尚未跟上，请稍后再试", "The views are behind; try again later")
                )
            more = service.deadlines.fire(until)
            fired += more
            if not more:
                return {"fired": fired, "head": service.log.head().position}

    def standing(self, heads: dict[str, int]) -> dict[str, Any]:
        """Where the followers stand, once they have reached the sources' heads or a moment later;
        then the own head, and the next deadline."""
        service = self._service
        own = service.declared.name
        wanted = {**heads, own: service.log.head().position}
        # The relay only makes followers faster: they find the rest in the feed.
        followers = [s for s in service.subscriptions if s.handler is not service.relay]

        def reached() -> bool:
            return all(
                s.handler.position() >= wanted.get(s.source.name, 0) or s.state.name == "stopped"
                for s in followers
            )

        service.caught_up(PATIENCE_SECONDS)  # the views know who waits for them
        wait_for(reached, PATIENCE_SECONDS, pause=0.001)
        # Positions before the head: where they agree, nothing was under way in between.
        told = [
            {
                "name": s.name,
                "source": s.source.name,
                "position": s.handler.position(),
                "state": s.state.name,
                "reason": s.state.reason,
            }
            for s in followers
        ]
        head = service.log.head().position
        return {"head": head, "subscriptions": told, "next_deadline": self._next_deadline(head)}

    def release(self) -> None:
        """Real time takes over."""
        self._service.deadlines.release()
        self._service.scenario.end()

    def _next_deadline(self, head: int) -> datetime | None:
        """Only events change it."""
        views = self._service.shown.own.position()
        if self._outlook[0] != head or views != head:
            self._outlook = min(head, views), self._service.deadline_outlook()[1]
        return self._outlook[1]


def wait_for(condition: Callable[[], bool], seconds: float, pause: float = 0.01) -> bool:
    """Whether a condition came true within so many seconds; looked at with pauses between."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True
