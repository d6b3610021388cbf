"""What operators ask of a running service; the runtime answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from shared.kernel.aggregate import Actor


class NothingThere(LookupError):
    """What an operation names is not known to this service; `zh` and `en` are what it should be."""

    def __init__(self, zh: str, en: str, name: str) -> None:
        super().__init__(name)
        self.zh, self.en, self.name = zh, en, name


class NotNow(Exception):
    """The operation can't be carried out as things stand; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Freshness:
    """Seconds since views showed all that was known of their source; whether their follower has
    stopped, so that it will not get better by itself."""

    age_seconds: float
    stopped: bool


class Operations(Protocol):
    """The operations of one service. Any of them may raise `NothingThere` or `NotNow`."""

    def ready(self) -> tuple[bool, dict[str, Any]]:
        """Whether it can serve, and what it still waits for."""
        ...

    def status(self) -> dict[str, Any]:
        """Its head, and each subscription's position, lag and state."""
        ...

    def freshness(self, source: str) -> "Freshness":
        """How far behind the views are that follow a source."""
        ...

    def parked(self) -> list[dict[str, Any]]: ...

    def retry(self, subscription: str, key: str) -> None: ...

    def discard(self, subscription: str, key: str, reason: str, actor: Actor) -> None: ...

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        """What differs at a source whose history changed; goes on with it if there is a reason."""
        ...

    def rebuild(self, view: str) -> dict[str, Any]: ...

    def verify(self) -> dict[str, Any]:
        """Recomputes the whole hash chain of the log, and the documents' hashes."""
        ...

    def witness(self) -> list[dict[str, Any]]:
        """What this service last saw of each source: source, position, hash (hex)."""
        ...

    def scenario(self, until: datetime) -> dict[str, Any]:
        """Fire the deadlines up to an instant and wait for quiet."""
        ...

    def scenario_standing(self, heads: dict[str, int]) -> dict[str, Any]:
        """Head, followers' positions and next deadline, as soon as the followers have reached
        these heads of their sources, or a moment later."""
        ...

    def end_scenario(self) -> None: ...
