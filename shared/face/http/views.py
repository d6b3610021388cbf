"""`/views`: the read models, as they are or as they were."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from werkzeug import Response

from shared.face.http import exports
from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.missing import no_such_row, told
from shared.face.http.parameter import invalid_parameter
from shared.face.http.past import Past, has_past
from shared.face.http.personal import show_rows
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.view_query import OfPage, OfRow, cursor, selection
from shared.face.meanings import meaning, things
from shared.face.workers import ProcessPool
from shared.kernel.views.definition import View
from shared.kernel.views.past import Until
from shared.kernel.views.selection import AnyOf, Condition, Selection
from shared.kernel.views.set_aside import Missing
from shared.policy.languages import Text
from shared.schemas.words import words_of

_TYPES = {
    str: "string",
    int: "integer",
    bool: "boolean",
    Decimal: "decimal",
    date: "date",
    datetime: "instant",
}


class Reading(Protocol):
    """Up to where a view is read, and how it is waited for."""

    @property
    def at(self) -> int | None: ...
    @property
    def as_of(self) -> Any: ...
    @property
    def effective(self) -> datetime | None: ...


def is_past(asked: Reading) -> bool:
    """Whether a view is read as it was."""
    return asked.as_of is not None or asked.effective is not None


class ViewRoutes:
    """Reads views: a page, a row, a file; as they are or as they were."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._past = Past(face)
        self.exporting = ProcessPool(face.limits.exports, face.limits.export_seconds)

    def offered(self, call: Call) -> Response:
        """The read models: what each shows, and its columns."""
        views = sorted(self._face.views.views.values(), key=lambda view: view.name)
        offered = [
            {
                "name": view.name,
                "title": view.title,
                "key": view.key,
                "version": view.version,
                "source": view.source or self._face.name,
                "aggregate": view.of.category if view.of else "",
                "columns": described_columns(view, self._face),
                "doubt": view.doubt,
                "copied": view.copied,
            }
            for view in views
        ]
        return answer({"service": self._face.name, "views": offered, "references": things()})

    def page(self, call: Call, name: str, asked: OfPage) -> Response:
        """A page of rows. `next` is the cursor of the page after it, null at the end.

        With `format=xlsx` or `csv` all rows, as a file.
        """
        view = self.view(name)
        if asked.format:
            return exports.ledger(call, view, asked, self.exporting, self._until(view, asked))
        if asked.only is not None:
            raise invalid_parameter("only", Text("仅用于导出", "left out but with a format"))
        chosen = selection(view, call, asked)
        rows, following, position, missing = self.rows(view, chosen, asked)
        return answer(
            {
                "view": view.name,
                "title": view.title,
                "columns": described_columns(view, self._face),
                "position": position,
                "rows": show_rows(call, view, rows),
                "next": following,
                **self.trust(call, view, chosen.any_of, missing),
            }
        )

    def rows(
        self, view: View, chosen: Selection, asked: Reading
    ) -> tuple[list[Any], Any, int, Missing]:
        """The rows selected, as they are or (then in JSON) as they were; the cursor of the page
        that follows; the position that they show; what could not be computed."""
        if until := self._until(view, asked):
            past = self._past.rows(view, chosen, until)
            return past.rows, past.next, past.position, past.missing
        found = self._face.views.page(view, chosen)
        following = cursor(view, chosen, found.rows[-1]) if found.more else None
        return found.rows, following, found.position, found.missing

    def row(self, call: Call, name: str, id: str, asked: OfRow) -> Response:
        """One row; 404 also for a row that the caller may not see."""
        view = self.view(name)
        limits = rows_seen(call, view)
        if until := self._until(view, asked):
            only = Selection(view.key, conditions=(Condition(view.key, "eq", id),), any_of=limits)
            past = self._past.rows(view, only, until)
            row, position = next(iter(past.rows), None), past.position
            missing = past.missing
        else:
            row, position = self._face.views.get(view, id)
            row = row if row and Selection(view.key, any_of=limits).takes(row) else None
            missing = self._face.views.missing(view, limits)
        trust = self.trust(call, view, limits, missing)
        if row is None:
            raise no_such_row(view, id, trust)
        return answer(
            {
                "view": view.name,
                "columns": described_columns(view, self._face),
                "position": position,
                "row": show_rows(call, view, [row])[0],
                **trust,
            }
        )

    def trust(self, call: Call, view: View, limits: AnyOf, missing: Missing) -> dict[str, Any]:
        """How far the rows can be trusted: their age, and which are not complete."""
        fresh = self._face.health.freshness(view.source or self._face.name)
        return {
            "age_seconds": round(fresh.age_seconds, 1),
            "stopped": fresh.stopped,
            **told(call, view, limits, missing),
        }

    def view(self, name: str) -> View:
        """Raises `Problem` 404."""
        try:
            return self._face.views.views[name]
        except KeyError:
            raise no_such(Text("台账", "view"), name) from None

    def wait(self, view: View, wanted: int | None) -> None:
        """Wait, bounded, until the view shows the position that the caller has seen."""
        if wanted is None:
            return
        if self._face.views.own(view):
            self._check_reached(wanted)
        reached = self._face.views.wait_for(view, wanted, self._face.limits.view_wait)
        if reached < wanted:
            raise unavailable(
                Text(
                    f"台账目前到位置 {reached}，尚未到 {wanted}",
                    f"The view has reached position {reached}, not yet {wanted}.",
                ),
                1,
                reached=reached,
            )

    def _check_reached(self, position: int) -> None:
        """Raise `Problem` 422 for a position that nobody can have seen in the own log."""
        log = self._face.log
        if position > log.watermark.position and position > (head := log.head().position):
            raise invalid_parameter(
                "at", Text(f"不得超过日志末位 {head}", f"at most the log's head, {head}")
            )

    def _until(self, view: View, asked: Reading) -> Until | None:
        """Up to when events count, if not all do; else waits for the position asked for."""
        as_of, effective = asked.as_of, asked.effective
        if not is_past(asked):
            self.wait(view, asked.at)
            return None
        if not self._face.views.own(view) or not has_past(view):
            raise invalid_parameter(
                "effective" if as_of is None else "as_of",
                Text("仅限由本服务日志生成的台账", "left out: the view follows another log"),
            )
        if effective is not None:
            if as_of is not None:
                must = Text("不可与 as_of 同用", "left out when as_of is given")
                raise invalid_parameter("effective", must)
            return Until(effective=effective)
        return Until(recorded=as_of) if isinstance(as_of, datetime) else Until(position=as_of)


def described_columns(view: View, face: Face) -> list[dict[str, Any]]:
    """What `/views` says of the columns; found once."""
    known = face.described.get(view.name)
    if known is None:
        known = face.described[view.name] = _described(view, face)
    return known


def _described(view: View, face: Face) -> list[dict[str, Any]]:
    """Each column; `words` are what clerks say for the values of an enumeration, or for commands
    and kinds of streams; `kind`, `unit` and `reference` as `meanings` has them; `several` where it holds
    several, each of which rows are found by; `personal` what is said of a person: who reads it is
    noted."""
    columns = []
    for c in view.columns:
        told: dict[str, Any] = {"name": c.name, "title": c.title}
        told |= {"type": _TYPES.get(c.type, "json"), **(meant := meaning(view, c, face.name))}
        told |= {"several": True} if c.several else {}
        told |= {"personal": True} if c.personal else {}
        words = words_of(c.hint) or face.titles.get(meant.get("kind", ""), {})
        columns.append({**told, "words": dict(words)} if words else told)
    return columns
