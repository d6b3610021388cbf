"""Reads the sheet that was filled in, in a process aside, into rows of plain values."""

import json
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineSheet

from shared.face.imports.bad_cell import BadCell
from shared.face.imports.book import Book, Headings, chosen
from shared.face.imports.cells import value
from shared.face.imports.marks import Mark, Marks
from shared.face.imports.mends import mend
from shared.face.imports.shown import shown
from shared.face.imports.template import Column, Form
from shared.face.imports.upload import opened, unreadable
from shared.face.workers import Declined
from shared.policy.languages import Text
from shared.schemas.text import one_form, same_name

MOST_ROWS = 20_000
"""Rows of one file: what one append takes."""


def read(
    form: Form,
    others: Sequence[Form],
    upload: Path,
    content_type: str,
    rows: Path,
    texts: Path | None = None,
) -> dict[str, Any]:
    """Read an upload, raw or multipart, and write a JSON object a row; what was read.

    A row is {"row": its number in the sheet, "data": values by field, "under": the heading by
    field where it is not the exact one, "bad": [[field, heading, zh, en]]}. Where it is asked for,
    `texts` gets a line a row: its number, a tab, and its texts under the `headings` told. The
    answer names the sheet and those left alone, and counts the rows, hidden ones among them.
    Raises `Declined` for what is no such sheet.
    """
    content, parts, mends = opened(upload, content_type)
    try:
        with parts:
            book = Book(content, parts)
            name, headings = chosen(book, form, others)
            sheet, marks = book.sheet(name), book.marks(name)
            lines = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile, zlib.error) as error:
        raise unreadable() from error
    places = _places(form, headings)
    _mark_merged(marks, sheet, headings, places.values())
    mend(lines, marks, headings, places, mends)
    columns = [(title, c) for title in places for c in form.columns if title in c.headings]
    count = hidden = 0
    with rows.open("w", encoding="utf-8") as file, _opened(texts) as beside:
        for number, line in _filled_in(lines, headings, marks):
            count += 1
            hidden += number in marks.hidden_rows
            if count > MOST_ROWS:
                raise Declined(
                    Text(
                        f"超过 {MOST_ROWS} 行，请拆分为多个文件",
                        f"More than {MOST_ROWS} rows: split the file.",
                    ),
                )
            marked = marks.cells.get(number, {})
            row = _row(form, places, number, line, marked)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            if beside:
                told = [shown(_cell(c, places, line, marked, t), c.kind) for t, c in columns]
                beside.write(f"{number}\t{json.dumps(told, ensure_ascii=False)}\n")
    if not count:
        raise Declined(
            Text(
                f"工作表“{name}”中没有数据行", f"The sheet {name} has no rows below its headings."
            ),
        )
    return {
        "headings": list(places),
        "sheet": name,
        "other_sheets": [other for other in book.names if other != name],
        "rows": count,
        "hidden_rows": hidden,
        "hidden_columns": [t for t, p in places.items() if p + 1 in marks.hidden_columns],
    }


def _opened(texts: Path | None) -> AbstractContextManager[IO[str] | None]:
    return texts.open("w", encoding="utf-8") if texts else nullcontext()


def _places(form: Form, headings: Headings) -> dict[str, int]:
    """Where each of the form's headings stands, from 0. Raises `Declined` for another."""
    places: dict[str, int] = {}
    for place, given in enumerate(headings.titles):
        title = form.headings.get(same_name(given), "")
        if given and (not title or title in places):
            told = "、".join(form.headings.values())
            raise Declined(
                Text(
                    f"列“{given[:50]}”未知或重复；可用：{told}",
                    f"The column {given[:50]} is unknown or stands twice; known: {told}.",
                ),
            )
        if given:
            places[title] = place
    return places


def _filled_in(
    lines: list[list[Any]], headings: Headings, marks: Marks
) -> Iterator[tuple[int, list[Any]]]:
    """The lines below the headings in which something stands, with their numbers.

    Raises `Declined` for something that stands under no heading: nobody knows what it is.
    """
    bare = [
        p for p in range(len(lines[0])) if not headings.titles[p : p + 1] or not headings.titles[p]
    ]
    for number, line in enumerate(islice(lines, headings.line, None), headings.line + 1):
        marked = {c for c, mark in marks.cells.get(number, {}).items() if mark.kind != "merged"}
        if not marked and all(cell == "" or _blank(cell) for cell in line):
            continue
        for place in bare:
            if place + 1 in marked or not _blank(line[place]):
                column = _letters(place + 1)
                raise Declined(
                    Text(
                        f"第 {column} 列没有标题，第 {number} 行却有内容；请填写标题，或删除该列内容",
                        f"Column {column} has no heading, but row {number} has something in it:"
                        " write the heading, or delete what stands there.",
                    ),
                )
        yield number, line


def _blank(cell: Any) -> bool:
    return isinstance(cell, str) and not one_form(cell).strip()


def _row(
    form: Form, places: dict[str, int], number: int, line: list[Any], marks: dict[int, Mark]
) -> dict[str, Any]:
    data, bad, under = {}, [], {}
    for column in form.columns:
        exact = _cell(column, places, line, marks, column.title)
        beside = _cell(column, places, line, marks, column.beside)
        if exact is None and (beside is not None or _alone(column, places)):
            under[column.field] = column.beside
        try:
            found = value(column, exact, beside)
        except BadCell as error:
            title = column.beside if error.beside else column.title
            bad.append([column.field, title, *error.why])
            continue
        if found is not None:
            data[column.field] = found
    return {"row": number, "data": data, "under": under, "bad": bad}


def _alone(column: Column, places: dict[str, int]) -> bool:
    """Whether a column stands in the sheet in the clerks' unit alone."""
    return column.beside in places and column.title not in places


def _cell(
    column: Column, places: dict[str, int], line: list[Any], marks: dict[int, Mark], title: str
) -> Any:
    """What stands under a heading; how a number is shown tells only in a column of text."""
    place = places.get(title)
    if place is None:
        return None
    mark = marks.get(place + 1)
    if mark is not None and (mark.kind != "shown" or column.kind == "text"):
        return mark
    return None if line[place] == "" else line[place]


def _mark_merged(
    marks: Marks, sheet: CalamineSheet, headings: Headings, places: Collection[int]
) -> None:
    """Mark the cells under a heading that a merged one covers: they have no value of their own.

    Raises `Declined` where merged cells cover more than there are: then they lie over each other.
    """
    left_bare = marks.last_row * len(places)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows = range(max(top, headings.line), min(bottom + 1, marks.last_row))
        columns = [place for place in places if left <= place <= right]
        left_bare -= len(rows) * len(columns)
        told = f"{_letters(left + 1)}{top + 1}:{_letters(right + 1)}{bottom + 1}"
        if left_bare < 0:
            raise Declined(
                Text(
                    f"合并单元格 {told} 与其他合并单元格重叠，请取消合并",
                    f"The merged cells {told} overlap others: unmerge them.",
                ),
            )
        for row in rows:
            for column in columns:
                if (row, column) != (top, left):
                    marks.cells.setdefault(row + 1, {})[column + 1] = Mark("merged", told)


def _letters(number: int) -> str:
    """The letters of a column: 1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
