"""Aggregates as they stand: a bounded cache of (version, state), topped up from the log."""

import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.log.log import Log
from shared.kernel.log.recorded import split_type
from shared.kernel.mutex import Mutex
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
        self._mutex = Mutex()

    def load(self, aggregate: Aggregate[Any], id: str, *, fresh: bool) -> tuple[int, Any]:
        """Version and state; `fresh` reads what the log has after the cached version."""
        stream = aggregate.stream(id)
        return self.load_all({stream: aggregate}, fresh=fresh)[stream]

    def load_all(
        self, wanted: Mapping[str, Aggregate[Any]], *, fresh: bool
    ) -> dict[str, tuple[int, Any]]:
        """Version and state of each stream, as `load`, in one round trip if any must be read."""
        states = self._at_hand(wanted)
        if not fresh and len(states) == len(wanted):
            return states
        missing = {stream for stream in wanted if fresh or stream not in states}
        for stream in wanted.keys() - states.keys():
            states[stream] = 0, wanted[stream].initial
        later = self._log.store.read_streams({s: states[s][0] for s in missing}) if missing else []
        for stream, version, stored, data in later:
            state = wanted[stream].fold(states[stream][1], decode(*split_type(stored), data))
            states[stream] = version, state
            if version % _BREATH == 0:
                time.sleep(0)  # a long stream lets others run
        for stream in missing:
            # Also where there is nothing yet: a stream that every command guards may stay empty.
            self.keep(stream, *states[stream])
        return states

    def now(self, command: Command, id: str) -> Any:
        """The state that a command meets, as the log has it."""
        return self.load(command.aggregate, id, fresh=True)[1]

    def _at_hand(self, streams: Iterable[str]) -> dict[str, tuple[int, Any]]:
        known = {}
        with self._mutex:
            for stream in streams:
                found = self._cached.get(stream)
                if found is not None:
                    known[stream] = found
                    self._cached.move_to_end(stream)
        return known

    def knows(self, stream: str) -> bool:
        """Whether a stream's state is at hand."""
        return stream in self._cached

    def kept(self, stream: str, version: int) -> Any | None:
        """A stream's state at a version, if just that one is at hand."""
        known, state = self._cached.get(stream, (0, None))
        return state if known == version else None

    def presumed(self, command: Command, id: str) -> Any:
        """The state that a command will likely meet: what it creates is not there yet, unless the
        cache knows better."""
        stream = command.aggregate.stream(id)
        if command.creates and not self.knows(stream):
            return command.aggregate.initial
        return self.load(command.aggregate, id, fresh=False)[1]

    def begun(self, streams: Collection[str]) -> set[str]:
        """Those of the streams that have events in the log."""
        return self._log.store.begun(streams)

    def stand(self, versions: Mapping[str, int]) -> bool:
        """Whether the log has nothing after these versions of streams."""
        return not self._log.store.read_streams(versions)

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
        known = self._cached.get(stream)
        if known and known[0] >= version:
            return
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
