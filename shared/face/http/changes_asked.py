"""What is asked of two times of a view, its answer in JSON or as a file; here, or in a process
aside."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from shared.face.exports.changes_file import ChangesFile, write_changes
from shared.face.exports.saying import Titles
from shared.face.exports.xlsx_file import MOST_ROWS, TooManyRows
from shared.face.http.answer import plain
from shared.face.http.past import History, Opened
from shared.face.workers import Declined
from shared.kernel.personal import Vault
from shared.kernel.personal.rows import opening
from shared.kernel.views.changes import KINDS, RowChange, changes_between
from shared.kernel.views.past import Folded, Until
from shared.kernel.views.selection import Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME


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
        first, last = history.at(self.first, self.last)
        then, now = (filter(self.selection.takes, f.rows.values()) for f in (first, last))
        return first, last, changes_between(history.view, then, now, self.columns)


def write(history: History, wanted: ChangesAsked, filter: str, titles: Titles, path: Path) -> int:
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
            file = ChangesFile(history.service, titles, opened.view, wanted.columns, heading)
            return write_changes(file, shown, path)
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


def _time(until: Until, folded: Folded) -> str:
    if until.position is not None:
        return f"日志位置 {folded.position}"
    if until.effective is not None:
        return f"{until.effective.astimezone(LOCAL_TIME):%Y-%m-%d %H:%M:%S}（以发生时间为准）"
    at = (until.recorded or datetime.now(UTC)).astimezone(LOCAL_TIME)
    return f"{at:%Y-%m-%d %H:%M:%S}，日志位置 {folded.position}"
