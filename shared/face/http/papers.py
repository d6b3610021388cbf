"""`/papers`: 文书, what people print or send, drawn from the ledgers as of one position."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer, plain
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.personal import show_rows
from shared.face.http.problem import Problem
from shared.face.http.query import parameters, when
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.seen_streams import history, seen
from shared.face.http.told_events import told
from shared.face.http.views import ViewRoutes, described_columns
from shared.kernel.commands.keeping import keep_paper
from shared.kernel.documents import may_be_attached
from shared.kernel.views.definition import View
from shared.kernel.views.paper import Course, Facts, Listing, Paper, conditions, month_of
from shared.kernel.views.selection import Condition, Selection
from shared.policy.languages import Text

MOST = 1_000
"""Rows or events of one section; a paper that would be longer is a ledger's export."""
TRIES = 5


@parameters
class OfPaper:
    """When a paper is drawn as of."""

    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))


@dataclass(frozen=True)
class _Reading:
    """As of when a view is read."""

    as_of: Any
    effective: None = None
    at: int | None = None


class PaperRoutes:
    """Draws a bounded number of papers at a time."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views
        self._papers = {paper.name: paper for paper in face.papers}
        self._bound = face.places_to_read(Text("正在生成的文书过多", "Too many papers are drawn."))

    def offered(self, call: Call) -> Response:
        """The papers that this service draws: of which ledger's rows, or of what else."""
        return answer(
            {
                "service": self._face.name,
                "papers": [
                    {
                        "name": paper.name,
                        "title": paper.title,
                        "view": paper.ledger.name if paper.ledger else "",
                        "key": paper.ledger.key if paper.ledger else "",
                        "span": paper.span,
                        "when": list(paper.when),
                    }
                    for paper in self._papers.values()
                ],
            }
        )

    def paper(self, call: Call, name: str, id: str, asked: OfPaper) -> Response:
        """A paper, as far as the caller sees what it is drawn from: all sections as of one
        position of the log, whose hash stands beside it. The same `as_of` gives the same again.
        """
        paper = self._papers.get(name)
        if paper is None:
            raise no_such(Text("文书", "paper"), name)
        if (paper.span == "month" and month_of(id) is None) or (
            paper.span == "organisation" and not self._face.registry.knows(id)
        ):
            raise no_such(Text("文书", "paper"), f"{name}/{id}")
        with self._bound.place():
            return answer(self._drawn(call, paper, id, asked.as_of))

    def keep(self, call: Call) -> Response:
        """Keep a paper 存档 as it was drawn, for the caller's organisation: its content, which has
        been uploaded, and what it rests on. The same again is kept once.
        """
        cmd = call.message()
        executor = self._face.executor
        for one in cmd.attachments:
            may_be_attached(executor.uploads, one, call.actor, executor.clock.now())
        event, position = keep_paper(executor, call.actor, cmd)
        visible = self._face.views.visibility.wait(position, self._face.limits.visible_within)
        return answer({"event": event, "position": position, "visible": visible}, 201)

    def _drawn(self, call: Call, paper: Paper, id: str, as_of: Any) -> dict[str, Any]:
        for _ in range(TRIES):
            row = self._row(call, paper, id, as_of)
            tables = [self._table(call, s, id, as_of) for s in _tables(paper)]
            reached = {position for _, position in tables}
            if len(reached) <= 1:
                break  # views move together; between two readings they may have moved on
        else:
            raise unavailable(Text("台账正在更新", "The views are moving."), 1)
        position = max(reached, default=0)
        made = iter([told for told, _ in tables])
        sections = [
            self._course(call, s, id, position) if isinstance(s, Course) else next(made)
            for s in paper.sections
        ]
        hash = self._face.log.store.hash_at(position)
        return {
            "service": self._face.name,
            "paper": paper.name,
            "title": paper.title,
            "id": id,
            "to": _addressed(paper, row),
            "signed": [row[name] for name in paper.signed],
            "closing": paper.closing,
            "sections": sections,
            "position": position,
            "hash": hash.hex() if hash else "",
        }

    def _row(self, call: Call, paper: Paper, id: str, as_of: Any) -> dict[str, Any]:
        """The row that it is of, empty where it is of none. Raises `Problem` 404 where there is no
        such row, or the caller may not see it."""
        view = paper.ledger
        if view is None:
            return {}
        rows, _ = self._rows(call, view, [Condition(view.key, "eq", id)], view.key, as_of)
        if not rows or not paper.of_row(rows[0]):
            raise no_such(Text("文书", "paper"), f"{paper.name}/{id}")
        return rows[0]

    def _table(
        self, call: Call, section: Facts | Listing, id: str, as_of: Any
    ) -> tuple[dict[str, Any], int]:
        """A section of rows, and the position that it shows."""
        view = section.row.definition
        sort = section.sort if isinstance(section, Listing) and section.sort else view.key
        wanted = conditions(section, id, month_of(id))
        rows, position = self._rows(call, view, wanted, sort, as_of)
        columns = {c["name"]: c for c in described_columns(view, self._face)}
        told = {
            "kind": "facts" if isinstance(section, Facts) else "listing",
            "title": section.title,
            "view": view.name,
            "columns": [columns[name] for name in section.columns],
            "rows": [{name: row[name] for name in section.columns} for row in rows[:MOST]],
            "more": len(rows) > MOST,
        }
        return told, position

    def _rows(
        self, call: Call, view: View, wanted: list[Condition], sort: str, as_of: Any
    ) -> tuple[list[dict[str, Any]], int]:
        """The rows that the caller sees, as plain values, and the position that they show."""
        chosen = Selection(
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            conditions=tuple(wanted),
            any_of=rows_seen(call, view),
            limit=MOST + 1,
        )
        rows, _, position, _ = self._views.rows(view, chosen, _Reading(as_of))
        return [json.loads(plain(row)) for row in show_rows(call, view, rows)], position

    def _course(self, call: Call, section: Course, id: str, until: int) -> dict[str, Any]:
        """The events of the stream up to a position; who sees the rows may not see the stream."""
        name = section.aggregate.stream(id)
        events = list(islice(self._events(call, name, until), MOST + 1))
        return {
            "kind": "course",
            "title": section.title,
            "stream": name,
            "events": events[:MOST],
            "more": len(events) > MOST,
        }

    def _events(self, call: Call, name: str, until: int) -> Iterator[dict[str, Any]]:
        try:
            stream = seen(call, name)
        except Problem:
            return
        for record in history(self._face, stream):
            if record.position <= until:
                yield told(self._face, record)


def _addressed(paper: Paper, row: Mapping[str, Any]) -> list[str]:
    named = (row[name] for name in paper.to)
    found = [one for value in named for one in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(one for one in found if one))


def _tables(paper: Paper) -> list[Facts | Listing]:
    return [s for s in paper.sections if not isinstance(s, Course)]
