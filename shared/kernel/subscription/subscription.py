"""A subscription: a name, a source, a handler, and the loop that keeps them together."""

import logging
import threading
import time
from dataclasses import dataclass
from typing import Protocol

from shared.kernel.incidents import kind_of, report
from shared.kernel.log.batch import CheckpointConflict, StoreUnavailable
from shared.kernel.loop import END_SECONDS, Away, Loop, backoff
from shared.kernel.subscription.source import NeedsOperator, Source, Unconfirmed
from shared.schemas.events import UnknownEvent

_log = logging.getLogger(__name__)

IDLE_SECONDS = 5.0
"""How often a follower looks though nobody woke it: another replica, or an operator there, may have
moved what it follows."""
RECHECK_SECONDS = 5.0
FAILURES = 3
"""Failures in a row after which a subscription counts as stopped; it goes on trying, slowly."""


class TooManyParked(NeedsOperator):
    """So many keys fail that the fault is not theirs."""


class Handler(Protocol):
    """What a subscription does with events; it keeps its own checkpoint."""

    def step(self, source: Source) -> bool:
        """Take the next batch, effect and checkpoint in one transaction; False when idle."""
        ...

    def position(self) -> int:
        """The checkpoint's position as last known in this process."""
        ...


@dataclass(frozen=True, slots=True)
class State:
    """`running`, `waiting` (source or store away; goes on by itself) or `stopped` (an alarm).

    Whoever has a token may read the `reason`: it holds no values.
    """

    name: str = "running"
    reason: str = ""


RUNNING = State()


class Subscription:
    """Runs a handler over a source until told to stop.

    A store or source that is away is waited for. A source whose history changed, an event that
    this release does not know, a handler that goes on failing and too many parked keys stop it
    loudly; `resume` lets it try again.
    """

    def __init__(self, name: str, source: Source, handler: Handler) -> None:
        self.name = name
        self.source = source
        self.handler = handler
        self.state = RUNNING
        self.batches = 0
        """Steps that moved it."""
        self.retries = 0
        """Steps that failed and were tried again."""
        self._level_at = time.monotonic()
        self._resumed = threading.Event()
        self._loop = Loop(name, self._step, failed=self._failed)

    def start(self) -> None:
        self._loop.start()

    def end(self) -> None:
        """Ask it to end after its batch."""
        self._loop.end()
        self._resumed.set()
        self.source.wake()

    def stop(self, seconds: float = END_SECONDS) -> None:
        """Ask it to end after its batch, and wait for it."""
        self.end()
        self._loop.join(seconds)

    def resume(self) -> None:
        """Try again after a stop, and look at once what an operator has asked for."""
        self._resumed.set()
        self.source.wake()

    def is_level(self) -> None:
        """Note that it has all that is known of its source."""
        self._level_at = time.monotonic()

    def lag(self) -> int:
        """Events between the checkpoint and the source's head, as far as they are known here."""
        return max(0, self.source.head() - self.handler.position())

    def lag_seconds(self) -> float:
        """How long it has not been at the source's head as known here; 0 where it is."""
        return time.monotonic() - self._level_at if self.lag() else 0.0

    def _step(self) -> float:
        moved = self.handler.step(self.source)
        self.batches += moved
        if not self.source.away:  # until it is asked again it is not known to have come back
            self._enter(RUNNING)
        at_head = self.source.head() == self.handler.position()
        if at_head:
            self.is_level()
        if (at_head or not moved) and not self._loop.ending:
            self.source.wait(self.handler.position(), IDLE_SECONDS)
        return 0.0

    def _failed(self, error: Exception, failures: int) -> float | None:
        match error:
            case CheckpointConflict():
                _log.debug("%s: %s", self.name, error)
                return None
            case Unconfirmed():
                _log.warning("%s: ignored what the broker brought: %s", self.name, error)
                return None
            case NeedsOperator() | UnknownEvent():
                self._stop(error, str(error))
                return None
            case Away():
                # Where the store is, is nothing for who may only look.
                reason = kind_of(error) if isinstance(error, StoreUnavailable) else str(error)
            case _:
                reason = report(_log, error, "%s failed; trying again", self.name)
                if failures >= FAILURES:
                    self._stop(error, reason)
                    return 0.0
        self.retries += 1
        self._enter(State("waiting", reason))
        return backoff(failures)

    def _stop(self, alarm: Exception, reason: str) -> None:
        """Stop loudly until it is resumed, or for a while."""
        self.retries += 1
        self._enter(State("stopped", reason))
        self.source.rest()
        if isinstance(alarm, UnknownEvent | TooManyParked):
            self._resumed.wait()
        else:
            # A resync may come through another replica, and a failure may pass.
            self._resumed.wait(RECHECK_SECONDS)
        self._resumed.clear()

    def _enter(self, state: State) -> None:
        if state == self.state:
            return
        if state.name == "stopped":
            _log.error("%s stopped: %s", self.name, state.reason)
        elif self.state.name != "running" or state.name != "running":
            _log.warning("%s is %s %s", self.name, state.name, state.reason)
        self.state = state
