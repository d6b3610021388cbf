"""`/totals`: what a ledger's rows come to under its filters, whatever page of them is looked at."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.query import POSITION, number, parameters, when
from shared.face.http.view_query import conditions
from shared.face.http.views import ViewRoutes, is_past
from shared.face.meanings import meaning
from shared.face.words import words_for
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import Column, View
from shared.kernel.views.selection import Selection
from shared.kernel.views.totals import Asked, Totals, totals_in_memory
from shared.policy.languages import Text
from shared.schemas.references import REGISTERED

_ADD_UP = {"fen", "square-metres", "count"}
"""Units of which a sum says something: the sum of years, points or percentages does not."""


@parameters
class OfTotals:
    """Up to where the rows count; the rest are the view's filters."""

    open = True
    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")


class TotalRoutes:
    """Counts and adds up the rows that a caller may see."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views

    def totals(self, call: Call, name: str, asked: OfTotals) -> Response:
        """How many rows a view has under these filters, the sums of its amounts, areas and counts,
        and how often each value of its words, towns and organisations stands, the most frequent
        first.
        """
        view = self._views.view(name)
        chosen = Selection(
            sort=view.key,
            conditions=tuple(conditions(view, call)),
            any_of=rows_seen(call, view),
            limit=None,
        )
        found = self._found(view, chosen, asked)
        return answer(
            {
                "view": view.name,
                "position": found.position,
                "rows": found.rows,
                "sums": found.sums,
                "values": {
                    name: [self._told(view, name, *pair) for pair in pairs]
                    for name, pairs in found.values.items()
                },
            }
        )

    def _found(self, view: View, chosen: Selection, asked: OfTotals) -> Totals:
        wanted = self._asked(view)
        if is_past(asked):
            rows, _, position, _ = self._views.rows(view, chosen, asked)
            return totals_in_memory(map(RowCodec(view).read, rows), wanted, position)
        self._views.wait(view, asked.at)
        return self._face.views.totals(view, chosen, wanted)

    def _asked(self, view: View) -> Asked:
        told = [(column, meaning(view, column, self._face.name)) for column in view.columns]
        return Asked(
            tuple(
                c.name
                for c, means in told
                if c.type in (int, Decimal) and means.get("unit") in _ADD_UP
            ),
            tuple(c.name for c, means in told if _is_one_of_few(c, means.get("reference", ""))),
        )

    def _told(self, view: View, name: str, value: Any, often: int) -> dict[str, Any]:
        words = words_for(next(c.hint for c in view.columns if c.name == name))
        said = words.say(value) if words and isinstance(value, str) else value
        return {"value": value, "title": said, "rows": often}


def _is_one_of_few(column: Column, reference: str) -> bool:
    one_of_few = column.type is bool or reference in REGISTERED or bool(words_for(column.hint))
    return column.scalar and one_of_few and not column.personal
