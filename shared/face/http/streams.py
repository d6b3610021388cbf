"""`/streams`: what happened to one thing, by whom and why, and how it stood at any time."""

from collections import deque
from datetime import datetime
from typing import Any

from werkzeug import Response

from shared.face.http.access import may_take_otherwise, not_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.corrected import Corrections
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.personal import show_personal
from shared.face.http.query import POSITION, number, parameters, required, when
from shared.face.http.seen_streams import (
    Stream,
    Until,
    history,
    open_to,
    records_of,
    require_one_time,
    seen,
    until_then,
)
from shared.face.http.told_events import restricted, told
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.codec import decode


@parameters
class OfStream:
    """What a stream is read by; a page holds as much as it may by default."""

    as_of: Any = when("截至何时记录的事件，或截至哪个版本", Text("版本号", "a version"))
    effective: datetime | None = when("截至何时已发生的事件")
    after: int = number("从此版本之后", 0, POSITION, default=0)
    limit: int = number("每页事件数", 1, "page", default=POSITION)
    newest: int | None = number("只要最近的若干事件，不分页", 1, "page")


MOST_NAMES = 100


@parameters
class OfStreams:
    """Which streams are asked about."""

    names: str = required(f"案卷，以逗号分隔，至多 {MOST_NAMES} 个")


class StreamRoutes:
    """Reads streams for so many callers at once."""

    def __init__(self, face: Face, corrections: Corrections) -> None:
        self._face = face
        self._corrections = corrections
        self._bound = face.places_to_read(
            Text("正在查阅的案卷过多", "Too many streams are being read.")
        )

    def open(self, call: Call, asked: OfStreams) -> Response:
        """Those of the streams named of which the caller sees anything: a ledger may list what is
        open to fewer."""
        names = list(dict.fromkeys(asked.names.split(",")))
        if len(names) > MOST_NAMES:
            must = Text(f"至多 {MOST_NAMES} 个案卷", f"at most {MOST_NAMES} streams")
            raise invalid_parameter("names", must)
        with self._bound.place():
            return answer({"service": self._face.name, "open": open_to(call, names)})

    def stream(self, call: Call, name: str, asked: OfStream) -> Response:
        """A page of a stream's events after the version `after`; `next` is that of the page
        after it, null at the end. Events that the caller may not see are left out.

        `replayable` says whether the caller may replay the history with acts of it otherwise.
        With `as_of` or `effective` those up to then, and on the first page the state, for who
        sees all of them. Beside a correction stands what it `corrects`, and beside that what it is
        `corrected_by`: versions, ids, titles and when they happened. With `newest` so many of the last events, and whether there are `earlier`.
        """
        with self._bound.place():
            return self._page(call, name, asked)

    def _page(self, call: Call, name: str, asked: OfStream) -> Response:
        require_one_time(asked)
        after = asked.after
        seen_now = seen(call, name)
        bounded = until_then(call, seen_now, asked)
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
            "events": self._told(call, seen_now, records, until),
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

    def _told(
        self, call: Call, stream: Stream, records: list[Recorded], until: Until
    ) -> list[dict[str, Any]]:
        """The events; of one that says something of a person also this, to whom the whole stream
        is open, and it is told in the log that he read it."""
        events = [told(self._face, record) for record in records]
        self._corrections.mark(
            [(stream, record, event) for record, event in zip(records, events, strict=True)],
            until.takes,
        )
        if stream.sight.whole:
            show_personal(call, stream.name, zip(events, records, strict=True))
        return events

    def _state(self, stream: Stream, until: Until) -> tuple[int, Any]:
        """Version and state at a time: no state before the first event, nor where the caller may
        not see every event that made it, nor where what had happened makes none without what had
        not."""
        aggregate = stream.aggregate
        assert aggregate
        version, state = 0, aggregate.initial
        for record in records_of(self._face, stream, 0, until):
            event = decode(*split_type(record.type), record.data)
            if restricted(record) or not stream.sight.sees(event):
                return until.version, None
            try:
                state = aggregate.fold(state, event)
            except Exception:
                if until.counts is None:
                    raise
                return until.version, None
            version = record.version
        return version, state if version else None


def _replayable(call: Call, stream: Stream) -> bool:
    aggregate = stream.aggregate
    return aggregate is not None and stream.sight.whole and may_take_otherwise(call, aggregate)
