"""`/streams`: what happened to one thing, by whom and why, and how it stood at any time."""

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from werkzeug import Response

from shared.face.http.access import may_take_otherwise, not_seen, sight_if_any, stream_sight
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.personal import show_personal
from shared.face.http.query import POSITION, number, parameters, when
from shared.face.http.refusals import no_such
from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.log.meta import StoredMeta, decode_meta, instant
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import decode, latest
from shared.schemas.events import UnknownEvent, event_type

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


@parameters
class OfStream:
    """What a stream is read by; a page holds as much as it may by default."""

    as_of: Any = when("截至何时记录的事件，或截至哪个版本", Text("版本号", "a version"))
    effective: datetime | None = when("截至何时已发生的事件")
    after: int = number("从此版本之后", 0, POSITION, default=0)
    limit: int = number("每页事件数", 1, "page", default=POSITION)
    newest: int | None = number("只要最近的若干事件，不分页", 1, "page")


class StreamRoutes:
    """Reads streams for so many callers at once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = face.places_to_read(
            Text("正在查阅的案卷过多", "Too many streams are being read.")
        )

    def stream(self, call: Call, name: str, asked: OfStream) -> Response:
        """A page of a stream's events after the version `after`; `next` is that of the page
        after it, null at the end. Events that the caller may not see are left out.

        `replayable` says whether the caller may replay the history with acts of it otherwise.
        With `as_of` or `effective` those up to then, and on the first page the state, for who
        sees all of them. With `newest` so many of the last events, and whether there are `earlier`.
        """
        with self._bound.place():
            return self._page(call, name, asked)

    def _page(self, call: Call, name: str, asked: OfStream) -> Response:
        if None not in (asked.as_of, asked.effective):
            must = Text("不可与 as_of 同用", "left out when as_of is given")
            raise invalid_parameter("effective", must)
        after = asked.after
        seen_now = seen(call, name)
        bounded = _until(call, seen_now, asked)
        until = bounded or Until(seen_now.version)
        earlier, following = {}, None
        if asked.newest:
            records, more = self._newest(seen_now, until, after, asked.newest)
            earlier = {"earlier": more}
        else:
            records, following = self._records(seen_now, until, after, asked.limit)
        body: dict[str, Any] = {
            "stream": name,
            "title": seen_now.aggregate.title if seen_now.aggregate else name,
            "version": seen_now.version,
            "events": self._told(call, seen_now, records),
            "next": following,
            "replayable": _replayable(call, seen_now),
            **earlier,
        }
        if bounded and seen_now.aggregate and not after:
            body["state_version"], body["state"] = self._state(seen_now, until)
        return answer(body, headers={"ETag": f'"{seen_now.version}"'})

    def _records(
        self, stream: Stream, until: Until, after: int, limit: int
    ) -> tuple[list[Recorded], int | None]:
        """The records of a page, at least one if there is any, and where the next one begins."""
        taken: list[Recorded] = []
        size = 0
        for record in history(self._face, stream, after, until):
            size += len(record.data.encode()) + len(record.meta.encode())
            if taken and (len(taken) == limit or size > self._face.limits.page_bytes):
                return taken, taken[-1].version
            taken.append(record)
        self._refuse_unseen(stream, taken, after)
        return taken, None

    def _newest(
        self, stream: Stream, until: Until, after: int, most: int
    ) -> tuple[list[Recorded], bool]:
        """The last records that count, as many as a page holds, and whether there are others before
        them. Where all are seen, only the last are read."""
        whole = stream.sight.whole and until.counts is None
        begin = max(after, until.version - most - 1) if whole else after
        last = deque(history(self._face, stream, begin, until), maxlen=most + 1)
        taken: list[Recorded] = []
        size = 0
        while last:
            size += len(last[-1].data.encode()) + len(last[-1].meta.encode())
            if len(taken) == most or (taken and size > self._face.limits.page_bytes):
                return taken[::-1], True
            taken.append(last.pop())
        self._refuse_unseen(stream, taken, after)
        return taken[::-1], False

    def _refuse_unseen(self, stream: Stream, records: list[Recorded], after: int) -> None:
        """Raises `Problem` 403 where the caller can see no event of a stream."""
        if not records and not after and not stream.sight.whole and stream.aggregate:
            raise not_seen(stream.aggregate, self._face.registry)

    def _told(self, call: Call, stream: Stream, records: list[Recorded]) -> list[dict[str, Any]]:
        """The events; of one that says something of a person also this, to whom the whole stream
        is open, and it is told in the log that he read it."""
        events = [told(self._face, record) for record in records]
        if stream.sight.whole:
            show_personal(call, stream.name, zip(events, records, strict=True))
        return events

    def _state(self, stream: Stream, until: Until) -> tuple[int, Any]:
        """Version and state at a time: no state before the first event, nor where the caller may
        not see every event that made it."""
        aggregate = stream.aggregate
        assert aggregate
        version, state = 0, aggregate.initial
        for record in _records(self._face, stream, 0, until):
            event = decode(*split_type(record.type), record.data)
            if _restricted(record) or not stream.sight.sees(event):
                return until.version, None
            state = aggregate.fold(state, event)
            version = record.version
        return version, state if version else None


def _replayable(call: Call, stream: Stream) -> bool:
    aggregate = stream.aggregate
    return aggregate is not None and stream.sight.whole and may_take_otherwise(call, aggregate)


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


def history(
    face: Face, stream: Stream, after: int = 0, until: Until | None = None
) -> Iterator[Recorded]:
    """The records of a stream that count and that the caller sees."""
    for record in _records(face, stream, after, until):
        if shows(stream, record):
            yield record


def shows(stream: Stream, record: Recorded) -> bool:
    """Whether the caller sees a record of a stream."""
    if stream.sight.whole and not (stream.aggregate and stream.aggregate.parts):
        return True
    return stream.sight.sees(decode(*split_type(record.type), record.data))


def _records(face: Face, stream: Stream, after: int, until: Until | None) -> Iterator[Recorded]:
    """The records that count, read page by page; others run between the pages."""
    upto, counts = until or Until(stream.version)
    while records := face.log.store.history(stream.name, after, upto, _PAGE):
        for record in records:
            if counts is None or counts(decode_meta(record.meta)):
                yield record
        after = records[-1].version
        time.sleep(0)


def shown(record: Recorded) -> dict[str, Any]:
    """A record's data in its latest shape; of a restricted event its public fields."""
    return _public(*split_type(record.type), record.data)


def _until(call: Call, stream: Stream, asked: OfStream) -> Until | None:
    """Up to when events are asked for, if not all of them are."""
    as_of, effective = asked.as_of, asked.effective
    if effective is not None:
        return Until(stream.version, lambda meta: meta.effective <= effective)
    if isinstance(as_of, datetime):
        recorded = (as_of - _EPOCH) // _MICROSECOND
        as_of = call.face.log.store.version_at(stream.name, recorded)
    return None if as_of is None else Until(min(as_of, stream.version))


def _restricted(record: Recorded) -> bool:
    try:
        return event_type(split_type(record.type)[0]).restricted
    except UnknownEvent:
        return True


def told(face: Face, record: Recorded) -> dict[str, Any]:
    """An event with who, when and why."""
    meta = decode_meta(record.meta)
    name, version = split_type(record.type)
    on = meta.effective.astimezone(LOCAL_TIME).date()
    return {
        "position": record.position,
        "version": record.version,
        "id": record.id,
        "type": name,
        "title": event_type(name).title,
        "data": _public(name, version, record.data),
        "effective_at": meta.effective,
        "recorded_at": instant(record.recorded_at),
        "person": meta.person,
        "person_name": meta.name or meta.person,
        "on_behalf_of": meta.on_behalf_of or None,
        "on_behalf_of_name": meta.on_behalf_of_name or None,
        "organisation": meta.organisation,
        "organisation_name": face.registry.name_of(meta.organisation, on),
        "command": meta.command,
        "command_id": meta.command_id,
        "clause": meta.clause,
        "policy": meta.policy,
        "parameters": meta.parameters,
        "correlation": meta.correlation,
        "causation": meta.causation,
        "source": meta.source,
        "source_position": meta.source_position,
        "hash": record.hash.hex(),
    }


def _public(name: str, version: int, data: str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(latest(name, version, data))
    return event_type(name).public(shown)
