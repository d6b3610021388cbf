"""Turns a passed deadline into an event, once, carrying the moment it passed."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from shared.kernel.aggregate import DeadlinePassed, Refused
from shared.kernel.aggregate.carrying import CAN_BE_CARRIED
from shared.kernel.clock import Clock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.loop import Away, Loop
from shared.kernel.subscription.journal import SYSTEM_ACTOR
from shared.kernel.tally import Tally

_log = logging.getLogger(__name__)

LATE = (1.0, 5.0, 15.0, 60.0, 300.0, 3600.0, 86400.0)
INTERVAL_SECONDS = 5.0
"""Deadlines pass at midnight: nobody waits for the second."""
RECOMPUTE_SECONDS = 3600.0
"""A calendar year comes with a release; a replica of the one before may still write meanwhile."""


class DeadlineFiring:
    """Looks every few seconds which deadlines have passed and tells their aggregates.

    `running` answers with the deadlines that have passed at an instant, oldest first; `recompute`
    computes due days again that rested on a calendar not yet published. `failing` names the
    deadlines whose telling failed the last time; they keep no other from being told. `late` tells
    how many seconds after it passed each was told.

    Two replicas may look at once: the command's id comes from stream, key and due day, so that the
    second one is a replay. A scenario may hold it, to drive the clock itself.
    """

    def __init__(
        self,
        executor: Executor,
        running: Callable[[datetime], list[RunningDeadline]],
        recompute: Callable[[], int],
        clock: Clock,
    ) -> None:
        self._executor = executor
        self._running = running
        self._recompute = recompute
        self._clock = clock
        self._held_until: datetime | None = None
        self._recomputed = float("-inf")
        self.loop = Loop("deadlines", self._look, first=INTERVAL_SECONDS, longest=INTERVAL_SECONDS)
        self.fired = 0
        self.looked = 0
        self.late = Tally(*LATE)
        self.failing: dict[str, str] = {}

    def hold(self, seconds: float) -> None:
        """Leave passed deadlines to a scenario for so long."""
        self._held_until = self._clock.now() + timedelta(seconds=seconds)

    def release(self) -> None:
        self._held_until = None

    def fire(self, until: datetime) -> int:
        """Fire the deadlines that have passed at an instant, oldest first; how many events
        followed."""
        rows = self._running(until)
        fired = sum(self._fire(row, until) for row in rows)
        self.fired += fired
        self.looked += 1
        there = {row.deadline for row in rows}
        self.failing = {name: why for name, why in dict(self.failing).items() if name in there}
        return fired

    def _fire(self, row: RunningDeadline, now: datetime) -> int:
        command = self._executor.commands[f"pass-deadline-of-{row.category}"]
        assert row.due_on is not None and row.passes_at is not None
        data = DeadlinePassed(row.stream_id, key=row.key, due_on=row.due_on)
        id = command_id("deadline", row.stream, row.key, row.due_on.isoformat())
        try:
            outcome = self._executor.execute(Order(command, data, SYSTEM_ACTOR, row.passes_at, id))
        except Refused as refusal:
            if refusal.rule is CAN_BE_CARRIED:  # it does apply, and nobody hears of it
                return self._fails(row, refusal)
            _log.info("deadline %s no longer applies: %s", row.deadline, refusal.rule.name)
            return 0
        except Away:
            raise
        except Exception as error:
            return self._fails(row, error)
        self.failing.pop(row.deadline, None)
        if outcome.replay:
            return 0
        self.late.add(max(0.0, (now - row.passes_at).total_seconds()))
        return 1

    def _fails(self, row: RunningDeadline, error: Exception) -> int:
        if row.deadline not in self.failing:
            _log.exception("deadline %s can't be told", row.deadline)
        self.failing[row.deadline] = f"{type(error).__name__}: {error}"
        return 0

    def _look(self) -> float:
        if time.monotonic() - self._recomputed > RECOMPUTE_SECONDS:
            self._recompute()
            self._recomputed = time.monotonic()
        held = self._held_until
        if not held or self._clock.now() >= held:
            self.fire(self._clock.now())
        return INTERVAL_SECONDS
