"""`/streams/<stream>/parts`: the parts that a stream has, to be picked in forms, and the next number.

What there is of each is read off the stream's events, in the sight of who asks: a state keeps what
decisions rest on, which is less than what people know a part by.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from werkzeug import Response

from shared.face.command_schemas import NAMES_PART, command_schema, fields_of
from shared.face.http.access import not_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import Problem
from shared.face.http.seen_streams import Stream, Until, history, seen
from shared.face.http.told_events import shown
from shared.kernel.aggregate.deciding import NotPermitted
from shared.kernel.commands.permission import Permission
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.within import Within, parts_within

FURTHEST = 5_000
"""So many versions back a stream is looked through."""


@dataclass
class _Found:
    """A part: the event that told of it first, what of it is said, and the last that named it."""

    id: Any
    beside: dict[str, Any]
    first: Recorded
    says: dict[str, Any]
    last: Recorded
    ended: bool = False

    def told(self) -> dict[str, Any]:
        kind = event_type(split_type(self.last.type)[0])
        return {
            "id": self.id,
            "beside": self.beside,
            "says": self.says,
            "type": split_type(self.first.type)[0],
            "version": self.first.version,
            "day": _day(self.first),
            "last": {"title": kind.title, "day": _day(self.last), "version": self.last.version},
            "ended": self.ended,
        }


@dataclass
class _Parts:
    """The parts of a kind, by their ids and what these stand beside, as they were told of."""

    kind: Within
    found: dict[tuple[Any, ...], _Found] = field(default_factory=dict)
    counts: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def take(self, record: Recorded) -> None:
        """What a record tells of parts of this kind."""
        name = split_type(record.type)[0]
        column = self.kind.told_by.get(name)
        counted = self.kind.counted.get(name)
        if column is None and counted is None and not self.found:
            return
        data = shown(record)
        if column is not None:
            for row, leaf in _rows(data, column):
                for id in _each(row[leaf]):
                    self._make(id, row, record)
        if counted is not None:
            told = {**data, **counted}
            beside = tuple(self.kind.beside_in(told).items())
            self.counts[beside] += 1
            self._make(self.counts[beside], told, record)
            return
        for leaf in self.kind.fields:
            for named in _each(data.get(leaf)):
                if part := self.found.get((named, *self.kind.beside_in(data).items())):
                    part.last = record
                    ends = name in self.kind.ended_by and leaf == self.kind.name
                    part.ended = part.ended or ends

    def _make(self, id: Any, row: dict[str, Any], record: Recorded) -> None:
        says = {n: row[n] for n in self.kind.says if row.get(n) not in (None, "")}
        beside = self.kind.beside_in(row)
        had = self.found.get(key := (id, *beside.items()))
        if had is None or had.ended:  # what had ended is there again, as it is told now
            self.found[key] = _Found(id, beside, record, says, record)


class PartRoutes:
    """Tells of parts to so many at once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._permission = Permission(face.registry, face.executor.clock)
        self._bound = face.places_to_read(
            Text("正在查询的人过多", "Too many are looking things up.")
        )

    def parts(self, call: Call, name: str) -> Response:
        """The parts of a stream by their kinds: each with its id, what the event that made it says
        of it, the last event that named it, and whether it has ended; and to who may make another,
        the id that it may have.

        `complete` is false where the stream goes further back than is looked.
        """
        with self._bound.place():
            stream = seen(call, name)
            none_seen = not stream.sight.whole and next(history(self._face, stream), None) is None
            if stream.aggregate and none_seen:
                raise not_seen(stream.aggregate, self._face.registry)
            told = [
                self._told(call, stream, kind)
                for kind in parts_within(self._face.name)
                if stream.aggregate and kind.aggregate == stream.aggregate.category
            ]
            told += list(self._elsewhere(call, stream))
        return answer({"stream": name, "version": stream.version, "parts": told})

    def _elsewhere(self, call: Call, stream: Stream) -> Iterator[dict[str, Any]]:
        """The parts of another stream that this one's events name."""
        for kind in parts_within(self._face.name):
            leaf = kind.from_streams.get(stream.aggregate.category if stream.aggregate else "")
            if not leaf:
                continue
            first = next(history(self._face, stream), None)
            id = shown(first).get(leaf) if first else None
            try:
                other = seen(call, f"{kind.aggregate}-{id}")
            except Problem:
                continue  # not there, or not for the caller's eyes
            yield self._told(call, other, kind)

    def _told(self, call: Call, stream: Stream, kind: Within) -> dict[str, Any]:
        after = max(stream.version - FURTHEST, 0)
        parts = _Parts(kind)
        if not kind.counted or (stream.sight.whole and not after):  # who sees some can't count them
            for record in history(self._face, stream, after, Until(stream.version)):
                parts.take(record)
        return {
            "part": kind.name,
            "aggregate": kind.aggregate,
            "title": kind.title,
            "choices": [one.told() for one in parts.found.values()],
            "next": _next(kind, parts) if self._may_make(call, stream, kind) else None,
            "complete": after == 0 and (stream.sight.whole or not kind.counted),
        }

    def _may_make(self, call: Call, stream: Stream, kind: Within) -> bool:
        """Whether the caller may give a command that makes one, and sees all that there are."""
        if not stream.aggregate or not stream.sight.whole:
            return False
        for command in stream.aggregate.commands.values():
            schema = command_schema(command, self._face.name) if command.public else {}
            named = (told.get(NAMES_PART) or {} for _, told in fields_of(schema))
            if any(one.get("new") and one["part"] == kind.name for one in named):
                try:
                    self._permission.check_anywhere(command, call.actor)
                except NotPermitted:
                    continue
                return True
        return False


def proposed(kind: str, number: int) -> str:
    """The id of a part as it is proposed."""
    return f"{kind}-{number:03d}"


def _next(kind: Within, parts: _Parts) -> str:
    """The first number, after as many as there are, that no part has."""
    used = {one.id for one in parts.found.values()}
    return next(id for n in count(len(used) + 1) if (id := proposed(kind.name, n)) not in used)


def _rows(data: dict[str, Any], column: str) -> Iterator[tuple[dict[str, Any], str]]:
    """What stands beside an id in an event, and the id's name there."""
    outer, _, leaf = column.rpartition(".")
    within = data.get(outer) if outer else data
    for row in within if isinstance(within, list) else [within]:
        if isinstance(row, dict) and row.get(leaf) is not None:
            yield row, leaf


def _each(value: Any) -> list[str | int]:
    """The ids in a field that holds one or several."""
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str | int)]


def _day(record: Recorded) -> str:
    return decode_meta(record.meta).effective.astimezone(LOCAL_TIME).date().isoformat()
