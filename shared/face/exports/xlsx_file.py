"""Ledgers as XLSX, in constant memory: widths, a frozen header, number formats, no formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from shared.face.exports.cells import Cell, values
from shared.face.exports.ledger import Ledger

_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": False, "valign": "top"},
    "integer": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
}
_NUMBERS = {"integer", "decimal"}
_DAYS = {"date", "moment"}
_EXACT: int = 10**15
"""Spreadsheets keep fifteen digits; a greater number is written as text."""
_LONGEST_TEXT = 32_767
"""The characters that a cell holds."""
_CUT = "…（本格放不下，全文见 CSV；cut here, whole in the CSV）"
MOST_ROWS = 1_048_000


class TooManyRows(Exception):
    """The ledger does not fit a sheet; CSV holds it."""


@dataclass(frozen=True)
class Sheet:
    """A table with what stands above it: `cells` say how its columns are taken from a row."""

    title: str
    heading: Sequence[tuple[str, str]]
    cells: list[Cell]
    rows: Iterable[Any]


def write_xlsx(ledger: Ledger, path: Path) -> int:
    """Write the ledger; how many rows it has. Raises `TooManyRows`."""
    view = ledger.view
    return write_sheet(Sheet(view.title, ledger.heading(), ledger.cells(), ledger.rows), path)


def write_sheet(table: Sheet, path: Path) -> int:
    """Write a table; how many rows it has. Raises `TooManyRows`."""
    cells = table.cells
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(table.title[:31])
        formats = {kind: book.add_format(how) for kind, how in _FORMATS.items()}
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        for number, cell in enumerate(cells):
            sheet.set_column(number, number, cell.width)
        for line, (name, text) in enumerate(table.heading):
            sheet.write_string(line, 0, name)
            sheet.write_string(line, 1, text)
        header = len(table.heading) + 1
        for number, cell in enumerate(cells):
            sheet.write_string(header, number, cell.title, bold)
        sheet.freeze_panes(header + 1, 1)
        line = header
        for row in table.rows:
            line += 1
            if line > MOST_ROWS:
                raise TooManyRows(f"more than {MOST_ROWS} rows: export as CSV")
            _write_row(sheet, line, cells, row, formats)
        sheet.autofilter(header, 0, max(line, header), len(cells) - 1)
    return line - header


def _write_row(sheet: Any, line: int, cells: list[Cell], row: Any, formats: dict[str, Any]) -> None:
    for number, (cell, value) in enumerate(zip(cells, values(cells, row), strict=True)):
        if value is None:
            continue
        if cell.kind in _NUMBERS and -_EXACT < value < _EXACT:
            sheet.write_number(line, number, value, formats[cell.kind])
        elif cell.kind in _DAYS:
            sheet.write_datetime(line, number, value, formats[cell.kind])
        else:
            sheet.write_string(line, number, _fitted(str(value)), formats["text"])


def _fitted(text: str) -> str:
    """The text as a cell holds it: what is too long ends by saying where the whole stands."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return text[: _LONGEST_TEXT - len(_CUT)] + _CUT
