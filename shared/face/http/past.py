"""Views as they were: a short history is folded here, a long one in a process aside."""

from dataclasses import dataclass
from typing import Any

import msgspec

from shared.face.bound import Bound
from shared.face.http.answer import plain
from shared.face.http.face import Face
from shared.face.http.refusals import unavailable
from shared.face.http.view_query import cursor
from shared.face.workers import Broken, ProcessPool
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.views.definition import View
from shared.kernel.views.past import Until, rows_until
from shared.kernel.views.row import definitions
from shared.kernel.views.selection import Selection, select_rows
from shared.policy.languages import Text

SHORT = 2_000
"""Events that are folded faster than a process starts."""


class PastRows(msgspec.Struct):
    """The rows selected, in JSON, the position that they show, and the cursor behind them."""

    position: int
    rows: list[msgspec.Raw]
    next: str | None


@dataclass(frozen=True)
class Folding:
    """Which rows of a view (its row class) are wanted, and up to when events count."""

    service: str
    database: str
    row: type[Any]
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
                folded = _folded(self._face.log, view, until, selection)
            else:
                folded = self._folded_aside(view, until, selection)
        return msgspec.json.decode(folded, type=PastRows)

    def _folded_aside(self, view: View, until: Until, selection: Selection) -> bytes:
        url = self._face.log.database.url.render_as_string(hide_password=False)
        task = Folding(self._face.name, url, view.row, until, selection)
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
    database = Database(task.database, pool_size=1)
    try:
        log, view = Log(task.service, database), definitions(task.row)[0]
        return _folded(log, view, task.until, task.selection).decode()
    finally:
        database.close()


def _folded(log: Log, view: View, until: Until, selection: Selection) -> bytes:
    rows, position, _ = rows_until(log, view, until)
    found, more = select_rows(view, rows.values(), selection)
    behind = cursor(view, selection, found[-1]) if more else None
    return plain({"position": position, "rows": found, "next": behind})
