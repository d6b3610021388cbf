"""Whether a service can do its work, and which part of it can't."""

from typing import Any

from shared.kernel.log.batch import StoreUnavailable
from shared.runtime.running import RunningService

SHORT_LAG = 1_000
"""Events by which views may be behind: everyday life under load."""


class Readiness:
    """`store` and `views` must be ready. `keys`, `listening`, `publishing` are told only: without the
    broker a service works on, and tokens are checked with the keys that it has seen."""

    def __init__(self, service: RunningService) -> None:
        self._service = service
        self._to_build: int | None = None

    def look(self) -> tuple[bool, dict[str, Any]]:
        """Whether it is ready; `parts` says of each part "ready" or what it waits for, `waits_for`
        the first that must be ready and is not."""
        head, store = self._store()
        if head is None:
            missing = "the store"
            return False, self._told("store", {"store": store, "views": f"waits for {missing}"})
        reached, views = self._views(head)
        parts = {"store": store, "views": views}
        stands = {"head": head, "position": reached, "views": reached}
        if views == "ready":
            return True, {**stands, "parts": {**parts, **self._others()}}
        stopped = {"stopped": True} if views == "stopped" else {}
        return False, {**stands, **stopped, **self._told("views", parts)}

    def _told(self, waits_for: str, parts: dict[str, str]) -> dict[str, Any]:
        why = self._service.other_columns
        return {
            "waits_for": waits_for,
            **({"detail": why} if why else {}),
            "parts": {**parts, **self._others()},
        }

    def _store(self) -> tuple[int | None, str]:
        service = self._service
        if not service.prepared.is_set():
            return None, service.other_columns or "not prepared yet"
        try:
            return service.log.head().position, "ready"
        except StoreUnavailable:
            return None, "away"

    def _views(self, head: int) -> tuple[int, str]:
        if self._to_build is None:
            self._to_build = head
        own = self._service.declared.name
        reached = self._service.shown.own.position()
        states = (s.state for s in self._service.subscriptions if s.name == "views")
        if any(state.name == "stopped" for state in states):
            return reached, "stopped"
        # A new version of a view is built before its readers come.
        if reached < self._to_build or head - reached > SHORT_LAG:
            return reached, f"at {reached} of {head} of {own}"
        return reached, "ready"

    def _others(self) -> dict[str, str]:
        service, told = self._service, {}
        keys = service.identities.keys
        told["keys"] = "ready" if len(keys) else "none seen yet"
        if service.consumer.listens:
            told["listening"] = "ready" if service.consumer.connected else "the broker is away"
        if service.relay:
            told["publishing"] = "ready" if service.relay.connected else "the broker is away"
        return told
