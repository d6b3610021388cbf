"""The two services of `latency`, with a clock at every step of an effect.

The clocks hang on the objects of a running service from outside: a service that nobody measures
has none. A step's moment is kept by the position of the allocation in finance's log.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from shared.face.http import feed
from shared.kernel.commands.executor import Outcome
from shared.kernel.log.batch import Appended, Batch, Result
from shared.kernel.log.meta import decode_meta
from shared.kernel.subscription.incoming import Announced, Incoming
from tests.benchmarks.hosted import Allocating, Hosted, Noting

Moment = tuple[float, float]
"""Seconds since 1970, the same for all processes, and seconds of the process's own processor time:
how much it did meanwhile, whoever else was at work on the machine."""
Moments = dict[str, dict[str, Moment]]
"""When each step was done, by the position of the allocation and the step's name."""

BEGUN, DECIDED, WRITING, APPENDED, READ, SENT, CONFIRMED, MET = AT_THE_SOURCE = (
    "begun", "decided", "writing", "appended", "read", "sent", "confirmed", "met",
)  # fmt: skip
DELIVERED, CHECKED, TAKEN, ASKED, REACTED, ANSWERED, HELD, EFFECTED = (
    "delivered", "checked", "taken", "asked", "reacted", "answered", "held", "effected",
)  # fmt: skip


def moment() -> Moment:
    """This one."""
    return time.time(), time.process_time()


class Traced(Hosted):
    """A service that notes moments."""

    def trace(self) -> None:
        """Note moments from now on."""
        self._moments: defaultdict[int, dict[str, Moment]] = defaultdict(dict)
        self._clocks()

    def moments(self) -> Moments:
        """What was noted since the last call."""
        noted, self._moments = self._moments, defaultdict(dict)
        return {str(position): steps for position, steps in noted.items()}

    def _clocks(self) -> None:
        raise NotImplementedError

    def _mark(self, step: str, position: int, when: Moment | None = None) -> None:
        self._moments[position].setdefault(step, when or moment())

    def _mark_each(self, step: str, events: Iterable[Incoming]) -> None:
        for event in events:
            self._mark(step, event.position)


class Source(Traced, Allocating):
    """Finance: from the command to the broker's confirmation, and when its feed was asked."""

    def _clocks(self) -> None:
        service, relay = self._service, self._service.relay
        assert relay is not None
        publishing = next(s for s in service.subscriptions if s.handler is relay)
        reading: list[Incoming] = []

        def given(began: Moment, outcome: Outcome, *_: Any) -> None:
            self._mark(BEGUN, outcome.position, began)

        def decided(began: Moment, where: Appended, _: Batch) -> None:
            self._mark(DECIDED, where.last, began)

        def written(began: Moment, results: list[Result], _: Sequence[Batch]) -> None:
            for result in results:
                if isinstance(result, Appended):
                    self._mark(WRITING, result.last, began)
                    self._mark(APPENDED, result.last)

        def read(_: Moment, events: list[Incoming], *__: Any) -> None:
            reading[:] = events
            self._mark_each(READ, events)

        def asked(_: Moment, __: None, ___: Any, after: int, *____: Any) -> None:
            self._mark(MET, after)

        _clock(service.executor, "give", given)
        _clock(service.log, "append", decided)
        _clock(service.log.store, "append", written)
        _clock(publishing.source, "after", read)
        _clock(relay._publisher, "_write", lambda *_: self._mark_each(SENT, reading))
        _clock(relay._publisher, "publish", lambda *_: self._mark_each(CONFIRMED, reading))
        _clock(feed, "_check", asked)


class Follower(Traced, Noting):
    """Projects: from the delivery to what was appended for it."""

    def _clocks(self) -> None:
        service = self._service
        source = next(s.source for s in service.subscriptions if s.name == "reactions:finance")
        delivered: list[Moment] = []
        taking: list[Incoming] = []

        def arrives(*_: Any) -> None:
            delivered[:] = [moment()]

        def checked(said: Announced) -> None:
            self._mark(DELIVERED, said.position, delivered[0])
            self._mark(CHECKED, said.position)

        def taken(_: Moment, events: list[Incoming], *__: Any) -> None:
            taking[:] = events
            self._mark_each(TAKEN, events)

        def confirmed(began: Moment, *_: Any) -> None:
            for event in taking:
                self._mark(REACTED, event.position, began)
                self._mark(ANSWERED, event.position)

        def appended(began: Moment, _: list[Result], batches: Sequence[Batch]) -> None:
            for batch in batches:
                for event in batch.events:
                    meta = decode_meta(event.meta)
                    if meta.source == "finance":
                        self._mark(HELD, meta.source_position, began)
                        self._mark(EFFECTED, meta.source_position)

        _before(service.consumer, "_receive", arrives)
        _before(source, "offer", checked)
        _clock(source, "after", taken)
        _clock(source, "begin_confirming", lambda *_: self._mark_each(ASKED, taking))
        _clock(source, "confirm", confirmed)
        _clock(service.log.store, "append", appended)


def _clock(on: Any, method: str, told: Callable[..., None]) -> None:
    """Tell, after each call of a method, when it began, what it answered and what it was given."""
    usual = getattr(on, method)

    def clocked(*given: Any, **named: Any) -> Any:
        began = moment()
        answer = usual(*given, **named)
        told(began, answer, *given)
        return answer

    setattr(on, method, clocked)


def _before(on: Any, method: str, told: Callable[..., None]) -> None:
    """Tell before each call of a method what it is given."""
    usual = getattr(on, method)

    def clocked(*given: Any) -> Any:
        told(*given)
        return usual(*given)

    setattr(on, method, clocked)
