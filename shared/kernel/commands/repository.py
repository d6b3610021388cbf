"""Aggregates as they stand: a bounded cache of (version, state), topped up from the log."""

import threading
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.log.log import Log
from shared.kernel.log.recorded import split_type
from shared.schemas.codec import decode

_BREATH = 500


class Repository:
    """Loads aggregates of one service.

    What the cache holds may be behind the log; every append checks the versions it rests on.
    """

    def __init__(self, log: Log, capacity: int = 10_000) -> None:
        self._log = log
        self._capacity = capacity
        self._cached: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._mutex = threading.Lock()

    def load(self, aggregate: Aggregate[Any], id: str, *, fresh: bool) -> tuple[int, Any]:
        """Version and state; `fresh` reads what the log has behind the cached version."""
        stream = aggregate.stream(id)
        with self._mutex:
            known = self._cached.get(stream)
            if known:
                self._cached.move_to_end(stream)
        if known and not fresh:
            return known
        version, state = known or (0, aggregate.initial)
        for reached, stored, data in self._log.store.read_stream(stream, after=version):
            state = aggregate.fold(state, decode(*split_type(stored), data))
            version = reached
            if version % _BREATH == 0:
                time.sleep(0)  # a long stream lets others run
        # Also where there is nothing yet: a stream that every command guards may stay empty.
        self.keep(stream, version, state)
        return version, state

    def knows(self, stream: str) -> bool:
        """Whether a stream's state is at hand."""
        with self._mutex:
            return stream in self._cached

    def begun(self, streams: Collection[str]) -> set[str]:
        """Those of the streams that have events in the log."""
        return self._log.store.begun(streams)

    def stands(self, stream: str, version: int) -> bool:
        """Whether the log has nothing behind a version of a stream."""
        return next(iter(self._log.store.read_stream(stream, after=version)), None) is None

    def at(self, aggregate: Aggregate[Any], id: str, version: int) -> Any:
        """The state at a version, folded from the log, past the cache."""
        state = aggregate.initial
        for reached, stored, data in self._log.store.read_stream(aggregate.stream(id)):
            if reached > version:
                break
            state = aggregate.fold(state, decode(*split_type(stored), data))
        return state

    def keep(self, stream: str, version: int, state: Any) -> None:
        """Remember a state that is known to be in the log."""
        with self._mutex:
            known = self._cached.get(stream)
            if known and known[0] >= version:
                return
            self._cached[stream] = (version, state)
            self._cached.move_to_end(stream)
            if len(self._cached) > self._capacity:
                self._cached.popitem(last=False)

    def as_of(self, aggregate: Aggregate[Any], events: Iterable[tuple[str, str]]) -> Any:
        """The state after some stored (type, data) pairs."""
        return aggregate.replay(decode(*split_type(t), d) for t, d in events)
