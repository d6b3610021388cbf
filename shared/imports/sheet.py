"""Reads the first sheet of an uploaded XLSX, in a process aside, into rows of plain values."""

import io
import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook
from werkzeug.formparser import parse_form_data

from shared.aside import Declined
from shared.imports.cells import BadCell, value
from shared.imports.template import Column

MOST_ROWS = 20_000
"""Rows of one file: what one append takes."""
_UNPACKED = 256 << 20
_LOOK_FOR_HEADINGS = 20


def read(columns: tuple[Column, ...], upload: Path, content_type: str, rows: Path) -> int:
    """Read an upload, raw or multipart, and write a JSON object a row; how many there are.

    A row is {"row": its number in the sheet, "data": values by field, "bad": [[field, zh, en]]}.
    Raises `Declined` for what is no such sheet.
    """
    lines = _lines(_book(upload, content_type))
    above, places = _headings(columns, lines)
    count = 0
    with rows.open("w", encoding="utf-8") as file:
        for number, line in enumerate(lines, above + 1):
            if not any(cell not in ("", None) for cell in line):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Declined(
                    f"超过 {MOST_ROWS} 行，请拆分为多个文件",
                    f"More than {MOST_ROWS} rows: split the file.",
                )
            file.write(json.dumps(_row(number, columns, places, line), ensure_ascii=False) + "\n")
    if not count:
        raise Declined("表中没有数据行", "The sheet has no rows below its headings.")
    return count


def _row(
    number: int, columns: tuple[Column, ...], places: dict[str, int], line: list[Any]
) -> dict[str, Any]:
    data, bad = {}, []
    for column in columns:
        exact, beside = _cell(line, places, column.title), _cell(line, places, column.beside)
        try:
            found = value(column, exact, beside)
        except BadCell as error:
            bad.append([column.field, error.zh, error.en])
            continue
        if found is not None:
            data[column.field] = found
    return {"row": number, "data": data, "bad": bad}


def _cell(line: list[Any], places: dict[str, int], title: str) -> Any:
    place = places.get(title)
    return None if place is None else line[place]


def _headings(
    columns: tuple[Column, ...], lines: Iterator[list[Any]]
) -> tuple[int, dict[str, int]]:
    """The number of the line of headings, and the place of each heading.

    Lines before it, such as a title, are passed over.
    """
    known = {t for c in columns for t in (c.title, c.beside) if t}
    above = ([str(cell).strip() for cell in line] for line in islice(lines, _LOOK_FOR_HEADINGS))
    found = next(((n, titles) for n, titles in enumerate(above, 1) if known & set(titles)), None)
    if found is None:
        told = "、".join(c.title for c in columns)
        raise Declined(f"找不到标题行；应有列：{told}", f"No line of headings; known: {told}.")
    number, titles = found
    given = [title for title in titles if title]
    for title in given:
        if title not in known or given.count(title) > 1:
            told = "、".join(sorted(known))
            raise Declined(
                f"列“{title[:50]}”未知或重复；可用：{told}",
                f"The column {title[:50]} is unknown or stands twice; known: {told}.",
            )
    for column in columns:
        if column.required and not {column.title, column.beside} & set(given):
            raise Declined(f"缺少列“{column.title}”", f"The column {column.title} is missing.")
    return number, {title: place for place, title in enumerate(titles) if title}


def _lines(book: bytes) -> Iterator[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(book)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                raise Declined("文件解压后过大", "The file is too big once unpacked.")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        return iter(sheet.to_python(skip_empty_area=False))
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise Declined(
            "不是可读取的 XLSX 文件", "This is no XLSX file that can be read."
        ) from error


def _book(upload: Path, content_type: str) -> bytes:
    if not content_type.startswith("multipart/form-data"):
        return upload.read_bytes()
    with upload.open("rb") as body:
        environ = {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(upload.stat().st_size),
            "wsgi.input": body,
        }
        _, _, files = parse_form_data(environ)
        for file in files.values():
            content: bytes = file.read()
            return content
    raise Declined("表单中没有文件", "The form holds no file.")
