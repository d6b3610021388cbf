"""`/dossiers`: 档案, what happened here that concerns one project, town, issue or fund."""

import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.corrected import Corrections
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.query import choice, number, parameters, text, when
from shared.face.http.refusals import no_such
from shared.face.http.seals import Seals
from shared.face.http.seen_streams import Stream, shows, streams_seen
from shared.face.http.tasks import OfCounts, TaskRoutes
from shared.face.http.told_events import shown, told
from shared.kernel.documents.dossier_places import Entry, Place, Stretch, entries
from shared.kernel.documents.dossiers import KINDS
from shared.kernel.log.meta import decode_meta, instant
from shared.kernel.log.recorded import Recorded
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME

AT_ONCE = 200
"""Events that are looked at in one step at most, once a first step has not sufficed."""
MOST = 2_000
SECONDS = 0.25
"""A page looks at no more events, and for no longer: of who sees few of many, a page may have few,
and another after it."""


@parameters
class OfDossier:
    """Which page of a dossier is read."""

    order: str | None = choice("先后，默认 oldest", "oldest", "newest")
    after: str | None = text("上一页的 next")
    limit: int = number("每页事件数", 1, "page", default=50)
    as_of: datetime | None = when("截至何时记录的事件")
    since: datetime | None = when("此时之后记录的事件")
    effective: datetime | None = when("截至何时已发生的事件")
    effective_since: datetime | None = when("此时之后发生的事件")
    year: int | None = number("只要此年发生的", 1901, 8999)
    category: str | None = text("只要此类案卷的")
    by: str | None = text("只要此单位办理的")
    standing: int | None = number("并列此事当日的待办：各状态件数，及最先到期的若干件", 1, "page")

    def takes(self, record: Recorded) -> bool:
        """Whether a record is one up to then."""
        recorded = self.as_of is None or instant(record.recorded_at) <= self.as_of
        return recorded and (
            self.effective is None or decode_meta(record.meta).effective <= self.effective
        )


@dataclass
class _Page:
    """What a page has: its events with their streams, and after what the next one begins."""

    events: list[tuple[Entry, Stream, Recorded]] = field(default_factory=list)
    following: str | None = None


class DossierRoutes:
    """Reads dossiers for so many callers at once."""

    def __init__(self, face: Face, tasks: TaskRoutes, corrections: Corrections) -> None:
        self._face = face
        self._corrections = corrections
        self._tasks = tasks
        self._seals = Seals(face.secret)
        self._bound = face.places_to_read(
            Text("正在查阅的档案过多", "Too many dossiers are being read.")
        )

    def dossier(self, call: Call, kind: str, id: str, asked: OfDossier) -> Response:
        """A page of the events that concern a project, town, issue or fund, in the order in which
        they happened, or the newest first, with their streams and the documents that they attach;
        of each stream what the caller may see. Each event has its `place` among all that happened
        anywhere. `next` is the place of the last event told, after which the next page begins,
        null at the end; a page may have fewer events than asked for, or none, and a next one: then
        it also holds, sealed, how far was looked. With `as_of` what was recorded up to then, with
        `effective` what had happened. With
        `standing` also how many tasks about it are in each state, today or by then, so many of
        those that are open, the next due first, and by which column of the tasks they are `of` it.
        """
        if kind not in KINDS:
            raise no_such(Text("此类档案", "kind of dossier"), kind)
        with self._bound.place():
            return answer(self._page(call, kind, id, asked))

    def _page(self, call: Call, kind: str, id: str, asked: OfDossier) -> dict[str, Any]:
        dossier = f"{kind}/{id}"
        page = self._read(call, _stretch(dossier, asked), asked)
        standing = self._standing(call, kind, id, asked)
        if not (page.events or page.following or asked.after or any(standing["counts"].values())):
            raise no_such(Text("档案", "dossier"), dossier)
        streams = {s.name: s for _, s, _ in page.events}
        events = [
            (s, r, {"stream": s.name, "place": str(e.place), **told(self._face, r)})
            for e, s, r in page.events
        ]
        self._corrections.mark(events, asked.takes)
        return {
            "service": self._face.name,
            "kind": kind,
            "id": id,
            "streams": [
                {"stream": s.name, "title": s.aggregate and s.aggregate.title, "version": s.version}
                for s in streams.values()
            ],
            "events": [event for _, _, event in events],
            "documents": [
                {"stream": s.name, "position": r.position, **attached}
                for _, s, r in page.events
                if '"attachments"' in r.data
                for attached in shown(r).get("attachments") or ()
            ],
            "next": page.following,
            **({"standing": standing} if asked.standing else {}),
        }

    def _standing(self, call: Call, kind: str, id: str, asked: OfDossier) -> dict[str, Any]:
        """How a town, or one thing by its own stream, stands today or stood by then."""
        column, value = ("town", id) if kind == "town" else ("stream", f"{kind}-{id}")
        told: dict[str, Any] = {"of": {column: value}, "counts": {}, "tasks": []}
        if asked.standing and (kind == "town" or kind in self._face.executor.aggregates):
            of = OfCounts(as_of=asked.as_of, effective=asked.effective, **told["of"])
            told |= self._tasks.standing(call, of, asked.standing)
        return told

    def _read(self, call: Call, wanted: Stretch, asked: OfDossier) -> _Page:
        """Step by step along the dossier, until there are enough events that the caller sees. What
        it does not see is named nowhere: the next page begins after the last that it does."""
        page, known = _Page(), dict[str, Stream | None]()
        seen, sealed = _after(asked)
        bound_to = f"{call.actor.organisation} {call.actor.person} {wanted}"
        numbers = self._seals.opened(bound_to, sealed)
        looked_to = Place.of(*numbers) if numbers else seen
        until, looked, step = time.monotonic() + SECONDS, 0, asked.limit + 1
        while True:
            found = entries(self._face.views, replace(wanted, after=looked_to), step)
            streams = {e.stream: (e.category, _id(e)) for e in found if e.stream not in known}
            known |= dict.fromkeys(streams) | _kept(streams_seen(call, streams))
            of_them = [e.place.position for e in found if known[e.stream]]
            records = {r.position: r for r in self._face.log.store.at(of_them)}
            for entry in found:
                stream, looked_to = known[entry.stream], entry.place
                if stream is None or not shows(stream, records[entry.place.position]):
                    continue
                if len(page.events) == asked.limit:
                    page.following = str(seen)
                    return page
                page.events.append((entry, stream, records[entry.place.position]))
                seen = entry.place
            looked += len(found)
            if len(found) < step:
                return page
            if looked >= MOST or time.monotonic() > until:
                page.following = str(seen or Place.begin(wanted.newest_first))
                if looked_to is not None and looked_to != seen:
                    page.following += f"~{self._seals.seal(bound_to, *looked_to.numbers)}"
                return page
            step = next_step(looked, len(page.events), asked.limit + 1 - len(page.events))
            time.sleep(0)  # others run in between


def next_step(looked: int, seen: int, wanted: int) -> int:
    """How many events to look at next: thrice those among which so many more are to be expected."""
    return min(AT_ONCE, 3 * wanted * looked // seen) if seen else AT_ONCE


def _stretch(dossier: str, asked: OfDossier) -> Stretch:
    """Which events are asked for, but for the page."""
    begins, ends = _year(asked.year) if asked.year is not None else (None, None)
    if (since := asked.effective_since) is not None:
        begins = max(filter(None, (begins, since + timedelta(microseconds=1))))
    if asked.effective is not None:
        ends = min(filter(None, (ends, asked.effective)))
    return Stretch(
        dossier,
        newest_first=asked.order == "newest",
        happened_from=begins,
        happened_until=ends,
        recorded_after=asked.since,
        recorded_until=asked.as_of,
        category=asked.category,
        organisation=asked.by,
    )


def _after(asked: OfDossier) -> tuple[Place | None, str]:
    """The place after which a page begins, and what is sealed beside it. Raises `Problem` 422 for
    what is no place."""
    if asked.after is None:
        return None, ""
    at, position, sealed = (*asked.after.split("~", 2), "", "")[:3]
    place = Place.read(f"{at}~{position}")
    if place is None:
        must = Text("须取自上一页的 next", "the `next` of a page")
        raise invalid_parameter("after", must)
    return place, sealed


def _year(year: int) -> tuple[datetime, datetime]:
    """Its first and its last moment here."""
    begins, next_begins = (datetime(y, 1, 1, tzinfo=LOCAL_TIME) for y in (year, year + 1))
    last = next_begins.astimezone(UTC) - timedelta(microseconds=1)
    return begins.astimezone(UTC), last


def _kept(streams: dict[str, Stream]) -> dict[str, Stream]:
    """Without those of no aggregate, which only keep something unique."""
    return {name: stream for name, stream in streams.items() if stream.aggregate}


def _id(entry: Entry) -> str:
    return entry.stream.removeprefix(f"{entry.category}-")
