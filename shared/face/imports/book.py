"""Which sheet of a workbook was filled in: the one visible sheet with the template's headings."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shared.face.imports.marks import Marks, marks_of
from shared.face.imports.template import GUIDE, Form
from shared.face.workers import Declined
from shared.policy.languages import Text
from shared.schemas.text import one_form, same_name

_LOOK_FOR_HEADINGS = 20
_MOST_CELLS = 10_000_000


@dataclass(frozen=True)
class Headings:
    """A line of headings: its number from 1, and what stands in each of its cells."""

    line: int
    titles: tuple[str, ...]


class Book:
    """An XLSX: values by one reader, what the cells are by another. Sheets are read when asked for.

    Raises `Declined` for a sheet that no reader has room for, `CalamineError`, `ValueError`.
    """

    def __init__(self, content: bytes, parts: zipfile.ZipFile) -> None:
        self._values = CalamineWorkbook.from_filelike(io.BytesIO(content))
        self._parts = parts
        self._marks: dict[str, Marks] = {}
        known = [m for m in self._values.sheets_metadata if m.name != GUIDE]
        sheets = [m for m in known if m.typ == SheetTypeEnum.WorkSheet]
        self.names = [m.name for m in known]
        self.visible = [m.name for m in sheets if m.visible == SheetVisibleEnum.Visible]
        self.hidden = [m.name for m in sheets if m.visible != SheetVisibleEnum.Visible]

    def marks(self, name: str) -> Marks:
        if name not in self._marks:
            self._marks[name] = marks_of(self._parts, name)
        return self._marks[name]

    def sheet(self, name: str) -> CalamineSheet:
        """A sheet's values, if its cells lie near enough: a reader makes room for all between."""
        row, column = self.marks(name).last_row, self.marks(name).last_column
        if row * column > _MOST_CELLS:
            raise Declined(
                Text(
                    f"工作表“{name}”的数据伸展到第 {row} 行、第 {column} 列，过远；请删除多余的单元格",
                    f"The sheet {name} reaches to row {row} and column {column}: delete stray cells.",
                ),
            )
        return self._values.get_sheet_by_name(name)

    def headings(self, name: str) -> list[tuple[str, ...]]:
        """The first lines, one of which may be the headings."""
        lines = self.sheet(name).to_python(skip_empty_area=False, nrows=_LOOK_FOR_HEADINGS)
        return [tuple(one_form(str(cell)).strip() for cell in line) for line in lines]

    def filled_in(self, name: str, headings: Headings) -> bool:
        """Whether anything stands below the headings."""
        lines = self.sheet(name).to_python(skip_empty_area=False)
        return any(str(c).strip() for line in islice(lines, headings.line, None) for c in line)


def chosen(book: Book, form: Form, others: Sequence[Form]) -> tuple[str, Headings]:
    """The sheet that was filled in by a form. Raises `Declined`, naming what was found."""
    lines = {name: book.headings(name) for name in book.visible}
    fitting = _fitting(lines, form)
    if len(fitting) > 1:
        filled_in = {n: h for n, h in fitting.items() if book.filled_in(n, h)}
        fitting = filled_in or dict(islice(fitting.items(), 1))
    if len(fitting) > 1:
        told = "、".join(fitting)
        raise Declined(
            Text(
                f"有多张填好的工作表：{told}；请只保留一张，其余隐藏或另存",
                f"Several sheets are filled in: {told}; leave one, and hide the others.",
            ),
        )
    if not fitting:
        raise _none(book, lines, form, others)
    ((name, headings),) = fitting.items()
    return name, headings


def _fitting(lines: dict[str, list[tuple[str, ...]]], form: Form) -> dict[str, Headings]:
    """The headings of every sheet that has all those which the form requires."""
    found = {}
    for name, above in lines.items():
        for number, titles in enumerate(above, 1):
            if form.headings.keys() & _keys(titles) and not form.lacks(_keys(titles)):
                found[name] = Headings(number, titles)
                break
    return found


def _none(
    book: Book, lines: dict[str, list[tuple[str, ...]]], form: Form, others: Sequence[Form]
) -> Declined:
    """Why no visible sheet is what is looked for: what there is instead, and what to do."""
    for name in _fitting({name: book.headings(name) for name in book.hidden}, form):
        return Declined(
            Text(
                f"填好的工作表“{name}”是隐藏的；请取消隐藏后再导入",
                f"The sheet that is filled in, {name}, is hidden: show it first.",
            ),
        )
    for other in others:
        for name in _fitting(lines, other):
            return Declined(
                Text(
                    f"工作表“{name}”是模板“{other.title}”的，请作为 {other.name} 导入；"
                    f"这里需要“{form.title}”",
                    f"The sheet {name} is one of the template {other.name}: import it as such;"
                    f" {form.name} is wanted here.",
                ),
            )
    name, titles = _likest(lines, form)
    if titles:
        lacking = "、".join(" 或 ".join(c.headings) for c in form.lacks(_keys(titles)))
        given = "、".join(t for t in titles if t)[:300]
        return Declined(
            Text(
                f"工作表“{name}”缺少列：{lacking}；现有：{given}",
                f"The sheet {name} lacks the columns {lacking}; it has {given}.",
            ),
        )
    told, wanted = "、".join(lines) or "无", "、".join(c.title for c in form.columns)
    return Declined(
        Text(
            f"找不到标题行；看过的工作表：{told}；应有列：{wanted}",
            f"No line of headings in the sheets {told}; wanted are {wanted}.",
        ),
    )


def _likest(lines: dict[str, list[tuple[str, ...]]], form: Form) -> tuple[str, tuple[str, ...]]:
    """The line that has most of the form's headings, with its sheet; empty if none has any."""
    counted = [
        (len(form.headings.keys() & _keys(titles)), name, titles)
        for name, above in lines.items()
        for titles in above
    ]
    most = max(counted, key=lambda one: one[0], default=(0, "", ()))
    return most[1:] if most[0] else ("", ())


def _keys(titles: Sequence[Any]) -> set[str]:
    return {same_name(title) for title in titles if title}
