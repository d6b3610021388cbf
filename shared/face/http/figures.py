"""`/figures`: what is declared to be looked at as a chart, and what it comes to for who asks."""

from datetime import date, datetime, timedelta
from typing import Any

from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.query import POSITION, number, parameters, when
from shared.face.http.refusals import no_such
from shared.face.http.views import ViewRoutes, described_columns, is_past
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.figure import MOST_RANKED, Figure, Grouped, Ranked
from shared.kernel.views.grouping import Groups, groups_in_memory
from shared.kernel.views.selection import Condition, Selection
from shared.policy.languages import Text
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME

Told = dict[str, Any]


@parameters
class OfFigure:
    """Up to where the rows count."""

    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")


class FigureRoutes:
    """Reads figures off the rows that a caller may see."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views

    def offered(self, call: Call) -> Response:
        """The figures: of which view each is, by which columns, and what it adds up."""
        told = [self._told(one) for one in self._face.figures]
        return answer({"service": self._face.name, "figures": told})

    def figure(self, call: Call, name: str, asked: OfFigure) -> Response:
        """A figure's marks: their values by its columns, and by which filters of the view's ledger
        their rows are found. Of a ranking the greatest first, in percent.
        """
        known = next((one for one in self._face.figures if one.name == name), None)
        if known is None:
            raise no_such(Text("图表", "figure"), name)
        chosen = Selection(
            sort=known.view.key,
            conditions=tuple(Condition(n, "in", frozenset(v)) for n, v in known.where.items()),
            any_of=rows_seen(call, known.view),
            limit=None,
        )
        if isinstance(known, Ranked):
            marks, position = self._ranked(known, chosen, asked)
        else:
            assert isinstance(known, Grouped)
            groups = self._groups(known, chosen, asked)
            marks, position = _marks(known, groups), groups.position
        return answer({**self._told(known), "position": position, "marks": marks})

    def _groups(self, known: Grouped, chosen: Selection, asked: OfFigure) -> Groups:
        if not is_past(asked):
            self._views.wait(known.view, asked.at)
            return self._face.views.groups(known.view, chosen, known.by, known.adds)
        rows, _, position, _ = self._views.rows(known.view, chosen, asked)
        then = map(RowCodec(known.view).read, rows)
        return groups_in_memory(then, known.by, known.adds, position)

    def _ranked(self, known: Ranked, chosen: Selection, asked: OfFigure) -> tuple[list[Told], int]:
        rows, _, position, _ = self._views.rows(known.view, chosen, asked)
        if is_past(asked):
            rows = [*map(RowCodec(known.view).read, rows)]
        today = self._day(asked)
        judged = [(value, row) for row in rows if (value := known.value(row, today)) is not None]
        judged.sort(key=lambda pair: (-pair[0], getattr(pair[1], known.view.key)))
        marks = [
            {
                "at": [getattr(row, name) for name in known.says],
                "rows": 1,
                "values": [round(value)],
                "filters": {known.view.key: getattr(row, known.view.key)},
            }
            for value, row in judged[:MOST_RANKED]
        ]
        return marks, position

    def _day(self, asked: OfFigure) -> date:
        moment = asked.as_of if isinstance(asked.as_of, datetime) else asked.effective
        return (moment or self._face.executor.clock.now()).astimezone(LOCAL_TIME).date()

    def _bound(self, name: str) -> Told:
        """What holds today; a figure of another day shows it beside numbers of that day."""
        told = registry().parameter_on(name, self._face.executor.clock.now().date())
        return {"title": told.zh, "value": told.value}

    def _told(self, known: Figure) -> Told:
        columns = {c["name"]: c for c in described_columns(known.view, self._face)}
        grouped = isinstance(known, Grouped)
        by = known.by if isinstance(known, Grouped) else getattr(known, "says", ())
        adds = known.adds if isinstance(known, Grouped) else ()
        bound = known.bound if isinstance(known, Grouped) else ""
        return {
            "name": known.name,
            "title": known.title,
            "clause": known.clause,
            "view": known.view.name,
            "view_title": known.view.title,
            "kind": "grouped" if grouped else "ranked",
            "by": [
                {**columns[n], "months": isinstance(known, Grouped) and known.monthly(n)}
                for n in by
            ],
            "adds": [columns[name] for name in adds],
            "counts": known.counts if isinstance(known, Grouped) else "",
            "heads": known.heads if isinstance(known, Grouped) else "",
            "drawn": known.drawn if isinstance(known, Grouped) else True,
            "where": {name: list(values) for name, values in known.where.items()},
            **({"bound": self._bound(bound)} if bound else {}),
        }


def _marks(known: Grouped, groups: Groups) -> list[Told]:
    """What has no month is left out: it has not happened."""
    of_rows: Told = {n: [_typed(v) for v in values] for n, values in known.where.items()}
    return [
        {
            "at": list(group.values),
            "rows": group.rows,
            "values": list(group.sums),
            "filters": {**of_rows, **_filters(known, group.values)},
        }
        for group in groups.groups
        if not any(
            v is None and known.monthly(n) for n, v in zip(known.by, group.values, strict=True)
        )
    ]


def _filters(known: Grouped, values: tuple[Any, ...]) -> Told:
    found: Told = {}
    for name, value in zip(known.by, values, strict=True):
        if not known.monthly(name):
            found[name] = _typed(value)
            continue
        first, last = _days(value)
        moments = known.columns[name].type is datetime
        found[f"{name}__gte"] = f"{first}T00:00:00+08:00" if moments else str(first)
        found[f"{name}__lte"] = f"{last}T23:59:59.999999+08:00" if moments else str(last)
    return found


def _days(month: str) -> tuple[date, date]:
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _typed(value: Any) -> str:
    """As a filter of the ledger has it; what is absent is empty."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
