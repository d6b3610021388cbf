"""The streams that a caller may see, as they stand now, and the records of them that it sees."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Protocol

from shared.face.http.access import sight_if_any, stream_sight
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.refusals import no_such
from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.log.meta import StoredMeta, decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.codec import decode

_PAGE = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as it stands now, and what the caller sees of it.

    A stream of no aggregate of this release has no state.
    """

    name: str
    version: int
    aggregate: Aggregate[Any] | None
    state: Any
    sight: StreamSight


class Until(NamedTuple):
    """Up to which version events are asked for, and which of them count."""

    version: int
    counts: Callable[[StoredMeta], bool] | None = None

    def takes(self, record: Recorded) -> bool:
        """Whether a record is one of them."""
        if record.version > self.version:
            return False
        return self.counts is None or self.counts(decode_meta(record.meta))


class Then(Protocol):
    """A time as a route's parameters say it: an instant or a version, or when it had happened."""

    @property
    def as_of(self) -> Any: ...
    @property
    def effective(self) -> datetime | None: ...


def require_one_time(asked: Then) -> None:
    """Raises `Problem` 422 where two are said."""
    if None not in (asked.as_of, asked.effective):
        must = Text("不可与 as_of 同用", "left out when as_of is given")
        raise invalid_parameter("effective", must)


def until_then(call: Call, stream: Stream, asked: Then) -> Until | None:
    """Up to when events are asked for, if not all of them are."""
    as_of, effective = asked.as_of, asked.effective
    if effective is not None:
        return Until(stream.version, lambda meta: meta.effective <= effective)
    if isinstance(as_of, datetime):
        recorded = (as_of - _EPOCH) // _MICROSECOND
        as_of = call.face.log.store.version_at(stream.name, recorded)
    return None if as_of is None else Until(min(as_of, stream.version))


def seen(call: Call, name: str) -> Stream:
    """A stream that the caller may see, as it stands now. Raises `Problem` 404, 403."""
    face = call.face
    first = next(iter(face.log.store.history(name, 0, 1, 1)), None)
    if first is None:
        raise no_such(Text("案卷", "stream"), name)
    id = decode_meta(first.meta).id
    aggregate = face.executor.aggregates.get(name.removesuffix(f"-{id}"))
    if aggregate is None:
        version = face.log.store.version_at(name, 2**63 - 1)
        return Stream(name, version, None, None, stream_sight(call, None, id, None))
    version, state = face.executor.repository.load(aggregate, id, fresh=True)
    sight = stream_sight(call, aggregate, id, state)
    return Stream(name, version, aggregate, state, sight)


def seen_of(call: Call, names: Sequence[str]) -> list[tuple[Stream, list[Recorded]]]:
    """Those of many streams of which the caller sees anything, each with the records that it sees,
    read at once."""
    records = defaultdict[str, list[Recorded]](list)
    for record in call.face.log.store.histories(names):
        records[record.stream].append(record)
    ids = {name: decode_meta(found[0].meta).id for name, found in records.items()}
    seen_now = streams_seen(call, {n: (n.removesuffix(f"-{id}"), id) for n, id in ids.items()})
    return [(s, [r for r in records[s.name] if shows(s, r)]) for s in seen_now.values()]


def streams_seen(call: Call, names: Mapping[str, tuple[str, str]]) -> dict[str, Stream]:
    """Those of many streams of which the caller may see something, as they stand now; each is asked
    for by its name, with its category and id."""
    face = call.face
    known = {
        name: aggregate
        for name, (category, _) in names.items()
        if (aggregate := face.executor.aggregates.get(category))
    }
    states = face.executor.repository.load_all(known, fresh=True)
    found = {}
    for name, (_, id) in names.items():
        version, state = states.get(name, (0, None))
        sight = sight_if_any(call, known.get(name), id, state)
        if sight is not None:
            found[name] = Stream(name, version, known.get(name), state, sight)
    return found


def open_to(call: Call, names: Sequence[str]) -> list[str]:
    """Those of many streams of which the caller sees anything; one that is not there is none, and
    takes no place among the states that are kept."""
    executor = call.face.executor
    begun = executor.repository.begun(names)
    categories = sorted(executor.aggregates, key=len, reverse=True)
    known = {
        name: (category, name.removeprefix(f"{category}-"))
        for name in names
        if name in begun
        and (category := next((c for c in categories if name.startswith(f"{c}-")), ""))
    }
    return [
        stream.name
        for stream in streams_seen(call, known).values()
        if stream.sight.whole or next(history(call.face, stream), None) is not None
    ]


def history(
    face: Face, stream: Stream, after: int = 0, until: Until | None = None
) -> Iterator[Recorded]:
    """The records of a stream that count and that the caller sees."""
    for record in records_of(face, stream, after, until):
        if shows(stream, record):
            yield record


def shows(stream: Stream, record: Recorded) -> bool:
    """Whether the caller sees a record of a stream."""
    if stream.sight.whole and not (stream.aggregate and stream.aggregate.parts):
        return True
    return stream.sight.sees(decode(*split_type(record.type), record.data))


def records_of(face: Face, stream: Stream, after: int, until: Until | None) -> Iterator[Recorded]:
    """The records that count, read page by page; others run between the pages."""
    upto, counts = until or Until(stream.version)
    while records := face.log.store.history(stream.name, after, upto, _PAGE):
        for record in records:
            if counts is None or counts(decode_meta(record.meta)):
                yield record
        after = records[-1].version
        time.sleep(0)
