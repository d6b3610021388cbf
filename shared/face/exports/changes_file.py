"""What changed of a ledger between two times, as XLSX: a line for what is new or gone, two for what
changed, each with all its columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from shared.face.exports.cells import Cell, cells_of
from shared.face.exports.saying import Titles
from shared.face.exports.xlsx_file import Sheet, write_sheet
from shared.kernel.views.changes import RowChange
from shared.kernel.views.definition import View

KINDS = {"new": "新增", "gone": "消失", "changed": "变更"}
_KIND, _DIFFERING = "kind of change", "what changed"


@dataclass(frozen=True)
class ChangesFile:
    """`heading` is what stands above the table; only the `columns` are written. `service` keeps the
    view, and calls things by these `titles`."""

    service: str
    titles: Titles
    view: View
    columns: Sequence[str]
    heading: Sequence[tuple[str, str]]


def write_changes(file: ChangesFile, changes: Iterable[RowChange], path: Path) -> int:
    """Write the changes; how many lines they take. Raises `TooManyRows`."""
    own = [Cell("变化", "text", 10, str, _KIND), Cell("变更栏目", "text", 24, str, _DIFFERING)]
    cells = [c for c in cells_of(file.view, file.service, file.titles) if c.column in file.columns]
    title = f"{file.view.title[:26]}变化"
    return write_sheet(Sheet(title, file.heading, own + cells, _lines(file, changes)), path)


def _lines(file: ChangesFile, changes: Iterable[RowChange]) -> Iterator[Any]:
    titles = {column.name: column.title for column in file.view.columns}
    for change in changes:
        said, two = KINDS[change.kind], change.kind == "changed"
        differing = "、".join(titles[name] for name in change.columns)
        for row, when in ((change.before, "前"), (change.after, "后")):
            if row is not None:
                kind = f"{said}{when}" if two else said
                values = {name: getattr(row, name) for name in file.columns}
                yield SimpleNamespace(**values, **{_KIND: kind, _DIFFERING: differing})
