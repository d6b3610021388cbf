"""Views as they were: a short history is folded here, a long one in a process aside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import msgspec

from shared.face.bound import Bound
from shared.face.http.answer import plain
from shared.face.http.face import Face
from shared.face.http.refusals import unavailable
from shared.face.http.view_query import cursor
from shared.face.workers import Broken, ProcessPool
from shared.kernel.aggregate import Aggregate
from shared.kernel.deadlines.past import deadlines_until
from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.tasks.past import tasks_until
from shared.kernel.views.definition import View
from shared.kernel.views.past import Folded, Until, rows_until
from shared.kernel.views.row import definitions
from shared.kernel.views.selection import Selection, select_rows
from shared.kernel.views.set_aside import Missing
from shared.policy.languages import Text

Aggregates = Iterable[Aggregate[Any]]
OF_STATES: dict[str, Callable[[Log, Aggregates, Until], Folded]] = {
    RunningDeadline.definition.name: deadlines_until,
    HeldTask.definition.name: tasks_until,
}
"""Views that no fold of events makes, but what aggregates say of their streams' states."""
SHORT = 2_000
"""Events that are folded faster than a process starts."""


class PastRows(msgspec.Struct):
    """The rows selected, in JSON, the position that they show, the cursor after them, and what
    could not be computed."""

    position: int
    rows: list[msgspec.Raw]
    next: str | None
    missing: Missing


@dataclass(frozen=True)
class Folding:
    """Which rows of a view (its row class) are wanted, and up to when events count; the `modules`
    declare the aggregates of whose states it is made."""

    service: str
    database: str
    row: type[Any]
    modules: tuple[str, ...]
    until: Until
    selection: Selection


class Past:
    """Folding costs much: only a few may ask for it at a time."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = Bound(
            face.limits.folds,
            lambda: unavailable(
                Text("历史查询过多", "Too many queries of the past are running."), 2
            ),
        )
        self._pool = ProcessPool(face.limits.folds, face.limits.fold_seconds)

    def rows(self, view: View, selection: Selection, until: Until) -> PastRows:
        """The rows selected as they were. Raises `Problem` 503."""
        with self._bound.place():
            if self._face.log.head().position <= SHORT:
                aggregates = self._face.executor.aggregates.values()
                folded = _folded(self._face.log, view, until, selection, aggregates)
            else:
                folded = self._folded_aside(view, until, selection)
        return msgspec.json.decode(folded, type=PastRows)

    def _folded_aside(self, view: View, until: Until, selection: Selection) -> bytes:
        url = self._face.log.database.url.render_as_string(hide_password=False)
        aggregates = self._face.executor.aggregates.values() if view.name in OF_STATES else ()
        modules = tuple(sorted({a.state.__module__ for a in aggregates}))
        task = Folding(self._face.name, url, view.row, modules, until, selection)
        try:
            with self._pool.place() as place:
                text: str = place.run(fold, task)
        except Broken:
            raise unavailable(
                Text("历史查询未能完成", "The query of the past could not be finished."), 30
            ) from None
        return text.encode()


def fold(task: Folding) -> str:
    """`PastRows` as JSON; runs aside."""
    own_ledgers(task.service)  # those of every service fold what its events are
    database = Database(task.database, pool_size=1)
    try:
        log, view = Log(task.service, database), definitions(task.row)[0]
        aggregates = [a for name in task.modules for a in _declared_in(name)]
        return _folded(log, view, task.until, task.selection, aggregates).decode()
    finally:
        database.close()


def has_past(view: View) -> bool:
    """Whether the own log tells a view as it was."""
    return bool(view.folds) or view.name in OF_STATES


def _folded(
    log: Log, view: View, until: Until, selection: Selection, aggregates: Aggregates
) -> bytes:
    made_of_states = OF_STATES.get(view.name)
    folded = (
        made_of_states(log, aggregates, until) if made_of_states else rows_until(log, view, until)
    )
    found, more = select_rows(view, folded.rows.values(), selection)
    return plain(
        {
            "position": folded.position,
            "rows": found,
            "next": cursor(view, selection, found[-1]) if more else None,
            "missing": folded.missing(view, selection.any_of),
        }
    )


def _declared_in(module: str) -> list[Aggregate[Any]]:
    found = vars(import_module(module)).values()
    return [a for a in found if isinstance(a, Aggregate) and a.state.__module__ == module]
