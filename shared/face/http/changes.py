"""`/changes`: what of a ledger changed between two times, row by row, or as a file."""

from datetime import datetime
from typing import Any

import msgspec
from werkzeug import Response

from shared.face.bound import Full
from shared.face.http import exports
from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.changes_asked import ChangesAsked, Page, Told, write
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.past import Past, has_past
from shared.face.http.personal import note_export, show_rows
from shared.face.http.problem import TOO_LARGE, Problem
from shared.face.http.query import choice, number, parameters, text, when
from shared.face.http.refusals import unavailable
from shared.face.http.view_query import columns_named, conditions
from shared.face.http.views import ViewRoutes, described_columns
from shared.face.workers import Broken, Declined
from shared.kernel.views.changes import KINDS
from shared.kernel.views.definition import View
from shared.kernel.views.past import Until
from shared.kernel.views.selection import Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import decode_as


@parameters
class OfChanges:
    """Which two times are compared, and which changes are told; the rest are the view's filters."""

    open = True
    compared_with: Any = when("与何时记录的情形相比", Text("位置", "a position"))
    as_of: Any = when("截至何时记录的事件，默认至今", Text("位置", "a position"))
    effective_since: datetime | None = when("与何时已发生的情形相比，记录不论先后")
    effective: datetime | None = when("截至何时已发生的事件，默认至今")
    only: str | None = text("只比较这些字段，以逗号分隔")
    change: str | None = choice("只列此类变化", *KINDS)
    limit: int = number("每页行数", 1, "page", default=50)
    after: str | None = text("上一页的 next")
    format: str | None = choice("作为文件导出", "xlsx")


class ChangeRoutes:
    """Compares views as a caller sees them."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views
        self._past = Past(face)

    def changes(self, call: Call, name: str, asked: OfChanges) -> Response:
        """What of a view's rows under these filters is new, gone or changed between two times, in
        the order of their keys, and how much there is of each: by what was recorded until then, or,
        with `effective_since`, by what had happened. `columns` of a change are those that differ.
        `next` is the `after` of the page that follows, null at the end.

        With `format=xlsx` all of them, as a file.
        """
        view = self._views.view(name)
        wanted = self._wanted(call, view, asked)
        if asked.format:
            return self._file(call, view, wanted)
        found: Page = decode_as(Page, self._past.ask(view, wanted))
        return answer(
            {
                "view": view.name,
                "title": view.title,
                "key": view.key,
                "columns": described_columns(view, self._face),
                "compared_with": found.compared_with,
                "position": found.position,
                "counts": found.counts,
                "changes": _shown(call, view, found.changes),
                "next": found.next,
            }
        )

    def _wanted(self, call: Call, view: View, asked: OfChanges) -> ChangesAsked:
        if not self._face.views.own(view) or not has_past(view):
            why = Text("仅限由本服务日志生成的台账", "left out: the view follows another log")
            raise invalid_parameter("compared_with", why)
        chosen = Selection(
            view.key, conditions=tuple(conditions(view, call)), any_of=rows_seen(call, view)
        )
        first, last = _times(asked)
        columns = columns_named(view, asked.only)
        return ChangesAsked(first, last, chosen, columns, asked.change, asked.after, asked.limit)

    def _file(self, call: Call, view: View, wanted: ChangesAsked) -> Response:
        exports.refuse_pages(call)
        day = call.face.executor.clock.now().astimezone(LOCAL_TIME).date()
        filter = exports.in_words(call, view, wanted.selection)
        note_export(call, view)
        try:
            with self._views.exporting.place() as place:
                path = place.folder / f"{view.name}-changes.xlsx"
                past, titles = self._past.history(view), self._face.titles
                lines = place.run(write, past, wanted, filter, titles, path)
                return exports.sent(
                    path,
                    exports.XLSX,
                    f"{view.title}变化-{day}.xlsx",
                    f"{view.name}-changes-{day}.xlsx",
                    {"Ledger-Rows": str(lines)},
                )
        except Full:
            raise unavailable(
                Text("正在导出的台账过多", "Too many exports are running."), 5
            ) from None
        except Broken:
            raise unavailable(
                Text("导出未能完成", "The export could not be finished."), 30
            ) from None
        except Declined as no:
            raise Problem(TOO_LARGE, no.why) from no


def _shown(call: Call, view: View, changes: list[Told]) -> list[dict[str, Any]]:
    """The changes with what their rows say of persons, as the caller may read it."""
    rows = [msgspec.json.decode(row) for c in changes for row in (c.before, c.after)]
    shown = iter(show_rows(call, view, [row for row in rows if row is not None]))
    told = [next(shown) if row is not None else None for row in rows]
    return [
        {
            "key": c.key, "change": c.change, "columns": c.columns,
            "before": told[2 * n], "after": told[2 * n + 1],
        }
        for n, c in enumerate(changes)
    ]  # fmt: skip


def _times(asked: OfChanges) -> tuple[Until, Until]:
    """The two times, both of recording or both of happening. Raises `Problem` 422."""
    if (since := asked.effective_since) is not None:
        for name in ("compared_with", "as_of"):
            if getattr(asked, name) is not None:
                must = Text("不可与 effective_since 同用", "left out when effective_since is given")
                raise invalid_parameter(name, must)
        return Until(effective=since), Until(effective=asked.effective)
    if asked.compared_with is None:
        must = Text("必填：日期、时刻或位置", "given: a date, an instant or a position")
        raise invalid_parameter("compared_with", must)
    if asked.effective is not None:
        must = Text("须与 effective_since 同用", "left out but with effective_since")
        raise invalid_parameter("effective", must)
    return _until(asked.compared_with), _until(asked.as_of)


def _until(asked: Any) -> Until:
    if asked is None:
        return Until()
    return Until(recorded=asked) if isinstance(asked, datetime) else Until(position=asked)
