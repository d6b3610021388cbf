"""`/search` 搜索: the things that this service lists, found by words in their names, numbers, document
numbers and texts, in one answer over all ledgers that list any.

What is sealed of persons is opened to be looked at, and only of rows in which something was found
it is noted that they were read.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.personal import show_rows
from shared.face.http.query import number, parameters, required
from shared.face.meanings import meaning
from shared.kernel.personal.rows import opening
from shared.kernel.views.definition import View
from shared.kernel.views.searching import Searched
from shared.policy.languages import Text
from shared.policy.services import services
from shared.schemas.references import references

KINDS = frozenset({"name", "id", "key", "code", "document-number", "party", "person", "long-text"})
"""Of columns in which one looks for words."""
MOST_WORDS = 16


@parameters
class OfSearch:
    """What is looked for."""

    q: str = required("词语，各词均须出现，先后不论")
    limit: int = number("每个台账最多行数", 1, "page", default=100)


class SearchRoutes:
    """Looks through the ledgers that things are named by."""

    def __init__(self, face: Face) -> None:
        self._face = face
        named = {t.view for t in references(tuple(services())).values() if t.service == face.name}
        views = (view for name, view in face.views.views.items() if name in named)
        self._columns: Mapping[str, tuple[str, ...]] = {v.name: self._in(v) for v in views}

    def search(self, call: Call, asked: OfSearch) -> Response:
        """By ledger the rows that the caller sees in which every word stands, in their columns of
        plain values; `more` says that there are others, or may be: of a ledger with sealed columns
        no more than `limit` rows are opened, whatever is found in them."""
        words = tuple(asked.q.lower().split())
        if not 0 < len(words) <= MOST_WORDS:
            must = Text(f"须为 1 至 {MOST_WORDS} 个词", f"1 to {MOST_WORDS} words")
            raise invalid_parameter("q", must)
        views = self._face.views.views
        wanted = [
            Searched(views[name], columns, rows_seen(call, views[name]))
            for name, columns in self._columns.items()
        ]
        known = [s for s in wanted if s.any_of != () and s.within]
        found = self._face.views.search(known, words, asked.limit)
        return answer(
            {
                "service": self._face.name,
                "found": [
                    {"view": searched.view.name, "rows": told, "more": more}
                    for searched, (rows, more) in zip(known, found, strict=True)
                    if (told := list(self._told(call, searched, rows, words))) or more
                ],
            }
        )

    def _told(
        self, call: Call, searched: Searched, rows: Sequence[Any], words: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        view = searched.view
        if view.personal:
            opened = opening(view, rows, call.face.executor.vault)
            meets = [searched.tells(row, words) for row in opened]
            rows = [row for row, tells in zip(rows, meets, strict=True) if tells]
        plain = [c.name for c in view.columns if c.scalar]
        for row in show_rows(call, view, rows):
            yield {name: getattr(row, name) for name in plain}

    def _in(self, view: View) -> tuple[str, ...]:
        """The columns in which one looks."""
        return tuple(
            c.name
            for c in view.columns
            if c.type is str and meaning(view, c, self._face.name).get("kind") in KINDS
        )
