"""`/changes`: what of a ledger changed between two times, row by row, or as a file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from werkzeug import Response

from shared.face.bound import Full
from shared.face.exports.changes_file import ChangesFile, write_changes
from shared.face.exports.xlsx_file import MOST_ROWS, TooManyRows
from shared.face.http import exports
from shared.face.http.access import rows_seen
from shared.face.http.answer import answer, plain
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.past import History, Opened, Past, has_past
from shared.face.http.personal import note_export, show_rows
from shared.face.http.problem import TOO_LARGE, Problem
from shared.face.http.query import choice, number, parameters, text, when
from shared.face.http.refusals import unavailable
from shared.face.http.view_query import conditions
from shared.face.http.views import ViewRoutes, described_columns
from shared.face.workers import Broken, Declined
from shared.kernel.personal import Vault
from shared.kernel.personal.rows import opening
from shared.kernel.views.changes import KINDS, RowChange, changes_between
from shared.kernel.views.definition import View
from shared.kernel.views.past import Folded, Until
from shared.kernel.views.selection import Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME


@parameters
class OfChanges:
    """Which two times are compared, and which changes are told; the rest are the view's filters."""

    open = True
    compared_with: Any = when("与何时记录的情形相比", Text("位置", "a position"))
    as_of: Any = when("截至何时记录的事件，默认至今", Text("位置", "a position"))
    only: str | None = text("只比较这些字段，以逗号分隔")
    change: str | None = choice("只列此类变化", *KINDS)
    limit: int = number("每页行数", 1, "page", default=50)
    after: str | None = text("上一页的 next")
    format: str | None = choice("作为文件导出", "xlsx")


class Told(msgspec.Struct):
    """A change as it is told: rows in JSON, null where there was none."""

    key: str
    change: str
    columns: list[str]
    before: msgspec.Raw
    after: msgspec.Raw


class Page(msgspec.Struct):
    """A page of changes, how many there are of each kind, and the positions compared."""

    compared_with: int
    position: int
    counts: dict[str, int]
    changes: list[Told]
    next: str | None


@dataclass(frozen=True)
class ChangesAsked:
    """The rows selected at the time `first` and at `last`, compared by some `columns`."""

    first: Until
    last: Until
    selection: Selection
    columns: tuple[str, ...]
    kind: str | None = None
    after: str | None = None
    limit: int = 0

    def answer(self, history: Opened) -> bytes:
        """`Page` as JSON."""
        first, last, changes = self.compared(history)
        found = list(changes)
        counts = Counter(change.kind for change in found)
        listed = [c for c in found if self.kind in (None, c.kind) and c.key > (self.after or "")]
        page = listed[: self.limit]
        return plain(
            {
                "compared_with": first.position,
                "position": last.position,
                "counts": {kind: counts[kind] for kind in KINDS},
                "changes": [
                    {
                        "key": c.key, "change": c.kind, "columns": c.columns,
                        "before": c.before, "after": c.after,
                    }
                    for c in page
                ],
                "next": page[-1].key if len(page) < len(listed) else None,
            }
        )  # fmt: skip

    def compared(self, history: Opened) -> tuple[Folded, Folded, Iterator[RowChange]]:
        """The view at both times, and what changed of the rows selected."""
        first, last = history.until(self.first), history.until(self.last)
        then, now = (filter(self.selection.takes, f.rows.values()) for f in (first, last))
        return first, last, changes_between(history.view, then, now, self.columns)


class ChangeRoutes:
    """Compares views as a caller sees them."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views
        self._past = Past(face)

    def changes(self, call: Call, name: str, asked: OfChanges) -> Response:
        """What of a view's rows under these filters is new, gone or changed between two times of
        recording, in the order of their keys, and how much there is of each. `columns` of a change
        are those that differ. `next` is the `after` of the page that follows, null at the end.

        With `format=xlsx` all of them, as a file.
        """
        view = self._views.view(name)
        wanted = self._wanted(call, view, asked)
        if asked.format:
            return self._file(call, view, wanted)
        found = msgspec.json.decode(self._past.ask(view, wanted), type=Page)
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
        if asked.compared_with is None:
            must = Text("必填：日期、时刻或位置", "given: a date, an instant or a position")
            raise invalid_parameter("compared_with", must)
        chosen = Selection(
            view.key, conditions=tuple(conditions(view, call)), any_of=rows_seen(call, view)
        )
        first, last = _until(asked.compared_with), _until(asked.as_of)
        columns = _columns(view, asked.only)
        return ChangesAsked(first, last, chosen, columns, asked.change, asked.after, asked.limit)

    def _file(self, call: Call, view: View, wanted: ChangesAsked) -> Response:
        for name in {"limit", "after"} & set(call.request.args):
            raise invalid_parameter(name, Text("导出时不分页", "left out: an export has no pages"))
        day = call.face.executor.clock.now().astimezone(LOCAL_TIME).date()
        filter = exports.in_words(call, view, wanted.selection)
        note_export(call, view)
        try:
            with self._views.exporting.place() as place:
                path = place.folder / f"{view.name}-changes.xlsx"
                lines = place.run(write, self._past.history(view), wanted, filter, path)
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


def write(history: History, wanted: ChangesAsked, filter: str, path: Path) -> int:
    """Write the file; how many lines it has. Runs aside. Raises `Declined`."""
    with history.opened() as opened:
        first, last, found = wanted.compared(opened)
        changes = [c for c in found if wanted.kind in (None, c.kind)]
        counts = Counter(change.kind for change in changes)
        heading = [
            ("台账", f"{opened.view.title}：两个时点之间的变化"),
            ("筛选条件", filter or "无"),
            ("自", _time(wanted.first, first)),
            ("至", _time(wanted.last, last)),
            ("合计", f"新增 {counts['new']}，消失 {counts['gone']}，变更 {counts['changed']}"),
        ]
        shown = _opened(opened, changes)
        try:
            return write_changes(ChangesFile(opened.view, wanted.columns, heading), shown, path)
        except TooManyRows:
            raise Declined(
                Text(
                    f"变化超过 {MOST_ROWS} 行，一张工作表放不下；请筛选，或缩短时段",
                    f"More than {MOST_ROWS} lines don't fit a sheet: filter, or take closer times.",
                )
            ) from None


def _opened(history: Opened, changes: list[RowChange]) -> Iterator[RowChange]:
    """The changes with what their rows say of persons."""
    view, vault = history.view, Vault(history.log.database)
    for change in changes:
        rows = [row for row in (change.before, change.after) if row is not None]
        shown = iter(list(opening(view, rows, vault)))
        before = next(shown) if change.before is not None else None
        yield replace(change, before=before, after=next(shown, None))


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


def _until(asked: Any) -> Until:
    if asked is None:
        return Until()
    return Until(recorded=asked) if isinstance(asked, datetime) else Until(position=asked)


def _time(until: Until, folded: Folded) -> str:
    if until.position is not None:
        return f"日志位置 {folded.position}"
    at = (until.recorded or datetime.now(UTC)).astimezone(LOCAL_TIME)
    return f"{at:%Y-%m-%d %H:%M:%S}，日志位置 {folded.position}"


def _columns(view: View, only: str | None) -> tuple[str, ...]:
    known = [column.name for column in view.columns]
    if only is None:
        return tuple(known)
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            must = Text(f"须为此台账的字段：{', '.join(known)}", f"of {', '.join(known)}")
            raise invalid_parameter("only", must)
    return tuple(name for name in known if name in wanted)
