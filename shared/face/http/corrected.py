"""Which events later ones set right 更正, and by which: what a timeline marks beside both."""

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.face.http.face import Face
from shared.face.http.seen_streams import Stream, shows
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.schemas.codec import decode
from shared.schemas.corrections import corrected_in
from shared.schemas.events import event_type, events_of, type_of

KEPT = 1_000
"""Streams of which it is known what corrects what, until they go on."""
AT_ONCE = 50
"""Streams that are read at once, with no more events than one may have."""
LONGEST = 5_000
"""Of a stream with more events nothing is marked."""
Pairs = list[tuple[Recorded, Recorded]]
"""Corrections, each with an event that it corrects."""
Marks = dict[int, dict[str, list[dict[str, Any]]]]
"""What stands beside events, by their versions."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What corrects what in a stream up to a version."""

    version: int
    pairs: Pairs


class Corrections:
    """Knows what corrects what in the streams of a service."""

    def __init__(self, face: Face) -> None:
        self._log = face.log
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._mutex = threading.Lock()
        rules = [(event, rule) for event in events_of(face.name) for rule in event.corrects]
        corrected = {type_of(rule.type).name for _, rule in rules if rule.type}
        self._concerned = corrected.union(event.name for event, _ in rules)

    def mark(
        self,
        shown: Sequence[tuple[Stream, Recorded, dict[str, Any]]],
        counts: Callable[[Recorded], bool],
    ) -> None:
        """Put `corrects` and `corrected_by` beside events as they are told: of each event that counts
        its version and id, its title and when it happened. Of what the caller does not see nothing is said.
        """
        streams = {s.name: s for s, record, _ in shown if _name(record) in self._concerned}
        known = self._look(streams)
        marks = {name: _marks(streams[name], pairs, counts) for name, pairs in known.items()}
        for stream, record, event in shown:
            event |= marks.get(stream.name, {}).get(record.version, {})

    def _look(self, streams: Mapping[str, Stream]) -> dict[str, Pairs]:
        """What corrects what, by stream; those that have gone on since are read."""
        versions = {n: s.version for n, s in streams.items() if s.version <= LONGEST}
        with self._mutex:
            known = {n: k for n in versions if (k := self._known.get(n))}
        old = {n: v for n, v in versions.items() if n not in known or known[n].version < v}
        for some in at_once(old):
            records = defaultdict[str, list[Recorded]](list)
            for record in self._log.store.histories(some):
                if _name(record) in self._concerned:
                    records[record.stream].append(record)
            known |= {n: _Known(versions[n], _pairs(records[n])) for n in some}
            time.sleep(0)  # others run in between
        with self._mutex:
            self._known |= known
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return {name: one.pairs for name, one in known.items() if one.pairs}


def at_once(versions: Mapping[str, int]) -> Iterator[list[str]]:
    """The streams that are read together, by how many events they have."""
    some: list[str] = []
    events = 0
    for name, version in versions.items():
        if some and (len(some) == AT_ONCE or events + version > LONGEST):
            yield some
            some, events = [], 0
        some.append(name)
        events += version
    if some:
        yield some


def _pairs(records: Sequence[Recorded]) -> Pairs:
    if not any(event_type(_name(record)).corrects for record in records):
        return []
    events = [decode(*split_type(r.type), r.data) for r in records]
    found = corrected_in(events, lambda event: type_of(event).corrects)
    return [(records[n], records[m]) for n, of in found.items() for m in of]


def _marks(stream: Stream, pairs: Pairs, counts: Callable[[Recorded], bool]) -> Marks:
    made: Marks = defaultdict(dict)
    for correction, corrected in pairs:
        if all(counts(r) and shows(stream, r) for r in (correction, corrected)):
            made[corrected.version].setdefault("corrected_by", []).append(_told(correction))
            made[correction.version].setdefault("corrects", []).append(_told(corrected))
    return made


def _told(record: Recorded) -> dict[str, Any]:
    return {
        "version": record.version,
        "id": record.id,
        "title": event_type(_name(record)).title,
        "effective_at": decode_meta(record.meta).effective,
    }


def _name(record: Recorded) -> str:
    return split_type(record.type)[0]
