"""Writes a template's empty sheet: headings, formats, lists of words; notes and an example beside."""

from pathlib import Path
from typing import Any

import xlsxwriter

from shared.face.exports.cells import FEN_A_TEN_THOUSAND_YUAN
from shared.face.imports.template import GUIDE, Column

_ROWS = 20_000
_WIDTH = 22
_LIST_CHARACTERS = 255
_FORMATS = {"integer": "0", "fen": "0", "area": "0.00", "date": "yyyy-mm-dd"}
_HOLDS = {
    "text": "文字",
    "integer": "整数",
    "fen": "整数，单位分",
    "area": "数字，至多两位小数，单位平方米",
    "date": "日期",
    "flag": "是或否",
}


def write_blank(
    title: str, columns: tuple[Column, ...], example: dict[str, Any], notes: list[str], path: Path
) -> None:
    """Write the workbook: a sheet to fill in, and one that explains it."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        must = book.add_format({"bold": True, "bg_color": "#FCE4D6", "bottom": 1})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 1)
        for place, (heading, column) in enumerate(_headings(columns)):
            exact = heading == column.title
            wanted = _FORMATS.get(column.kind, "@") if exact else "0.00####"
            sheet.set_column(place, place, _WIDTH, book.add_format({"num_format": wanted}))
            sheet.write_string(0, place, heading, must if column.required and exact else bold)
            if exact:
                _offer(sheet, place, column)
        _explain(book.add_worksheet(GUIDE), columns, example, notes, bold)


def _headings(columns: tuple[Column, ...]) -> list[tuple[str, Column]]:
    return [(title, c) for c in columns for title in c.headings]


def _offer(sheet: Any, place: int, column: Column) -> None:
    """A list to choose from, where it is short enough for a sheet."""
    words = ["是", "否"] if column.kind == "flag" else _words(column)
    if words and len(",".join(words)) <= _LIST_CHARACTERS:
        sheet.data_validation(1, place, _ROWS, place, {"validate": "list", "source": words})


def _words(column: Column) -> list[str]:
    return list(column.words.said.values()) if column.words else []


def _explain(
    sheet: Any, columns: tuple[Column, ...], example: dict[str, Any], notes: list[str], bold: Any
) -> None:
    sheet.set_column(0, 3, _WIDTH)
    for place, heading in enumerate(("列", "必填", "内容", "示例")):
        sheet.write_string(0, place, heading, bold)
    headings = _headings(columns)
    for line, (heading, column) in enumerate(headings, 1):
        exact = heading == column.title
        shown = example.get(column.field)
        sheet.write_string(line, 0, heading)
        sheet.write_string(line, 1, "是" if column.required and exact else "")
        sheet.write_string(line, 2, _content(column) if exact else "可代替精确值；两者都填时须一致")
        sheet.write_string(line, 3, _example(column, shown, exact))
    for line, note in enumerate(notes, len(headings) + 2):
        sheet.write_string(line, 0, note)


def _content(column: Column) -> str:
    if column.words and column.words.open:
        return f"名称或编号，如 {'、'.join(_words(column)[-3:])}"
    return "、".join(_words(column)) or _HOLDS[column.kind]


def _example(column: Column, shown: Any, exact: bool) -> str:
    if shown is None:
        return ""
    if not exact:
        return f"{shown / FEN_A_TEN_THOUSAND_YUAN:g}" if column.kind == "fen" else ""
    if column.words:
        return column.words.say(shown)
    return {True: "是", False: "否"}.get(shown, str(shown)) if column.kind == "flag" else str(shown)
