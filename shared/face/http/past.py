"""Views as they were: a short history is folded here, a long one in a process aside."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

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
from shared.kernel.views.past import Folded, Until, rows_at, rows_until
from shared.kernel.views.row import definitions
from shared.kernel.views.selection import Selection, select_rows
from shared.kernel.views.set_aside import Missing
from shared.policy.languages import Text
from shared.schemas.codec import decode_as

Aggregates = Iterable[Aggregate[Any]]
OF_STATES: dict[str, Callable[[Log, Aggregates, Until, str], Folded]] = {
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
class History:
    """A view and the log that tells its past, as a process aside opens them: the view by its row
    class; the `modules` declare the aggregates of whose states it is made, where it is."""

    service: str
    database: str
    row: type[Any]
    modules: tuple[str, ...]

    @contextmanager
    def opened(self) -> Iterator["Opened"]:
        own_ledgers(self.service)  # those of every service fold what its events are
        database = Database(self.database, pool_size=1)
        try:
            aggregates = [a for name in self.modules for a in _declared_in(name)]
            yield Opened(Log(self.service, database), definitions(self.row)[0], aggregates)
        finally:
            database.close()


@dataclass(frozen=True)
class Opened:
    """A view, its log, and the service's aggregates."""

    log: Log
    view: View
    aggregates: Aggregates

    def until(self, until: Until, stream: str = "") -> Folded:
        """The view as it was; where states make it, of one stream if one is named."""
        if of_states := OF_STATES.get(self.view.name):
            return of_states(self.log, self.aggregates, until, stream)
        return rows_until(self.log, self.view, until)

    def at(self, *times: Until) -> list[Folded]:
        """The view as it was at each of these times."""
        if self.view.name in OF_STATES:
            return [self.until(until) for until in times]
        return rows_at(self.log, self.view, *times)


class Question(Protocol):
    """What is asked of a view's past; it can be pickled, and its answer is JSON."""

    def answer(self, history: Opened) -> bytes: ...


@dataclass(frozen=True)
class RowsAsked:
    """Which rows are wanted, and up to when events count."""

    until: Until
    selection: Selection

    def answer(self, history: Opened) -> bytes:
        """`PastRows` as JSON."""
        view, selection = history.view, self.selection
        folded = history.until(self.until, _only_stream(selection))
        found, more = select_rows(view, folded.rows.values(), selection)
        return plain(
            {
                "position": folded.position,
                "rows": found,
                "next": cursor(view, selection, found[-1]) if more else None,
                "missing": folded.missing(view, selection.any_of),
            }
        )


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
        found: PastRows = decode_as(PastRows, self.ask(view, RowsAsked(until, selection)))
        return found

    def ask(self, view: View, question: Question) -> bytes:
        """The answer, in JSON. Raises `Problem` 503."""
        with self._bound.place():
            if self._face.log.head().position <= SHORT:
                aggregates = self._face.executor.aggregates.values()
                return question.answer(Opened(self._face.log, view, aggregates))
            return self._asked_aside(view, question)

    def history(self, view: View) -> History:
        """What a process aside opens."""
        url = self._face.log.database.url.render_as_string(hide_password=False)
        aggregates = self._face.executor.aggregates.values() if view.name in OF_STATES else ()
        modules = tuple(sorted({a.state.__module__ for a in aggregates}))
        return History(self._face.name, url, view.row, modules)

    def _asked_aside(self, view: View, question: Question) -> bytes:
        try:
            with self._pool.place() as place:
                text: str = place.run(answer_aside, self.history(view), question)
        except Broken:
            raise unavailable(
                Text("历史查询未能完成", "The query of the past could not be finished."), 30
            ) from None
        return text.encode()


def answer_aside(history: History, question: Question) -> str:
    """The answer to a question; runs aside."""
    with history.opened() as opened:
        return question.answer(opened).decode()


def has_past(view: View) -> bool:
    """Whether the own log tells a view as it was."""
    return bool(view.folds) or view.name in OF_STATES


def _only_stream(selection: Selection) -> str:
    """The one stream whose rows are selected, if it is one."""
    of = (c.value for c in selection.conditions if (c.column, c.operator) == ("stream", "eq"))
    return next(of, "")


def _declared_in(module: str) -> list[Aggregate[Any]]:
    found = vars(import_module(module)).values()
    return [a for a in found if isinstance(a, Aggregate) and a.state.__module__ == module]
