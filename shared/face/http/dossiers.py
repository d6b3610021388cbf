"""`/dossiers`: 档案, what happened here that concerns one project, town, issue or fund."""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.query import POSITION, number, parameters, when
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.streams import seen_of, shown, told
from shared.kernel.documents.dossiers import KINDS, DossierStream, concerns
from shared.kernel.log.meta import instant
from shared.kernel.log.recorded import EventMeta, Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.codec import decode

STREAMS = 100
"""Streams that are read at once."""


@parameters
class OfDossier:
    """Which page of a dossier is read."""

    after: int = number("从此位置之后", 0, POSITION, default=0)
    limit: int = number("每页事件数", 1, "page", default=POSITION)
    as_of: datetime | None = when("截至何时记录的事件")
    newest: int | None = number("只要最近的若干事件，不分页", 1, "page")


class DossierRoutes:
    """Reads dossiers for so many callers at once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = Bound(
            face.limits.streams,
            lambda: unavailable(Text("正在查阅的档案过多", "Too many dossiers are being read."), 2),
            seconds=1.0,
        )

    def dossier(self, call: Call, kind: str, id: str, asked: OfDossier) -> Response:
        """The streams that concern a project, town, issue or fund, and their events about it in
        order, with the documents that they attach; of each stream what the caller may see. `next`
        is the position after which the next page begins, null at the end. With `as_of` what was
        recorded up to then; with `newest` so many of the last events, and the documents of all.
        `count` is how many events there are.
        """
        if kind not in KINDS:
            raise no_such(Text("此类档案", "kind of dossier"), kind)
        with self._bound.place():
            return answer(self._page(call, kind, id, asked))

    def _page(self, call: Call, kind: str, id: str, asked: OfDossier) -> dict[str, Any]:
        dossier = f"{kind}/{id}"
        rows = self._face.views.find(DossierStream.definition, dossier=dossier)
        found = [
            (record, stream)
            for part in batched([row.stream for row in rows], STREAMS)
            for stream, records in seen_of(call, part)
            for record in records
            if _counts(record, asked.as_of) and self._about(record, dossier)
        ]
        if not found:
            raise no_such(Text("档案", "dossier"), dossier)
        found.sort(key=lambda one: one[0].position)
        streams = {s.name: s for _, s in found}
        later = [one for one in found if one[0].position > asked.after]
        page = found[-asked.newest :] if asked.newest else later[: asked.limit]
        events = [{"stream": s.name, **told(self._face, r)} for r, s in page]
        attaching = found if asked.newest else page
        return {
            "service": self._face.name,
            "kind": kind,
            "id": id,
            "streams": [
                {"stream": s.name, "title": s.aggregate and s.aggregate.title, "version": s.version}
                for s in streams.values()
            ],
            "events": events,
            "count": len(found),
            "documents": [
                {"stream": s.name, "position": r.position, **attached}
                for r, s in attaching
                if '"attachments"' in r.data
                for attached in shown(r).get("attachments") or ()
            ],
            "next": None if asked.newest or len(page) == len(later) else page[-1][0].position,
        }

    def _about(self, record: Recorded, dossier: str) -> bool:
        event = decode(*split_type(record.type), record.data)
        return dossier in concerns(event, EventMeta.of(self._face.name, record))


def _counts(record: Recorded, as_of: datetime | None) -> bool:
    """Whether a record was there at a time; any at none."""
    return as_of is None or instant(record.recorded_at) <= as_of


def batched(streams: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """So many at a time; others run in between."""
    for begin in range(0, len(streams), size):
        yield streams[begin : begin + size]
        time.sleep(0)
