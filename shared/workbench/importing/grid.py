"""A grid of an import's columns: pasted from a spreadsheet, corrected on the page, sent as a sheet.

A row's number is the one that it has in the sheet: the heads stand in the first.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter
from werkzeug.datastructures import MultiDict

EMPTY_ROWS = 5
MOST_CELLS = 4_000
"""A page sends each cell back as a field of its form: it takes some more (`FORM_PARTS`)."""
FIRST_ROW = 2
_CELL = re.compile(r'("(?:[^"]+|"")*+"(?=[\t\n]|\Z)|[^\t\n]*)([\t\n]|\Z)')
"""One cell, in quotation marks or as it is, and what ends it."""


@dataclass(frozen=True)
class Grid:
    """`heads` with the cells below them, and what is wrong: by row's number and head."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    bad: Mapping[tuple[int, str], str] = field(default_factory=dict)

    @classmethod
    def empty(cls, template: Mapping[str, Any]) -> "Grid":
        heads = heads_of(template)
        return cls(heads, [[""] * len(heads) for _ in range(EMPTY_ROWS)])

    @property
    def fits(self) -> bool:
        """Whether the page can send it back."""
        return len(self.rows) <= most_rows(self.heads)

    def marked(self, bad: Iterable[Mapping[str, Any]]) -> "Grid":
        """With what a service found wrong."""
        return replace(self, bad={(b["row"], b["column"]): b["message_zh"] for b in bad})

    def wrong(self, row: int, head: str) -> str:
        """Why a cell of a row (its index here) can't be taken; empty where it can."""
        return self.bad.get((row + FIRST_ROW, head), "")

    def wrong_row(self, row: int) -> list[str]:
        """What is wrong with a row as a whole."""
        return [
            why
            for (number, column), why in self.bad.items()
            if number == row + FIRST_ROW and column not in self.heads
        ]

    def workbook(self) -> bytes:
        """As the file that a clerk would have filled in; every cell is text."""
        kept = io.BytesIO()
        book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        for number, row in enumerate([self.heads, *self.rows]):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)
        book.close()
        return kept.getvalue()


def most_rows(heads: Sequence[str]) -> int:
    """So many rows a page has room for."""
    return MOST_CELLS // max(1, len(heads))


def heads_of(template: Mapping[str, Any], own: Iterable[str] = ()) -> list[str]:
    """The heads of a grid: of a column in two units the one that is used, else the clerks'."""
    used = set(own)
    return [
        c["title"] if c["title"] in used else c["beside"] or c["title"] for c in template["columns"]
    ]


def pasted(template: Mapping[str, Any], text: str) -> Grid:
    """Rows as a spreadsheet program copies them; their own heads, if they have any, order them."""
    lines = [line for line in _cells(text.replace("\r", "")) if any(map(str.strip, line))]
    own = [cell.strip() for cell in lines[0]] if lines else []
    heads = heads_of(template, own)
    if sum(cell in heads for cell in own) > 1:
        places = {head: own.index(head) for head in heads if head in own}
        lines = [[_at(line, places.get(head, -1)) for head in heads] for line in lines[1:]]
    rows = [[_at(line, n) for n in range(len(heads))] for line in lines]
    return Grid(heads, rows)


def posted(template: Mapping[str, Any], form: MultiDict[str, str]) -> Grid:
    """The grid as it was corrected; empty rows at its end are left out."""
    heads = heads_of(template, form.getlist("head"))
    columns = [form.getlist(f"c{n}") for n in range(len(heads))]
    count = max(map(len, columns), default=0)
    rows = [[_at(column, row) for column in columns] for row in range(count)]
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(heads, rows or Grid.empty(template).rows)


def _cells(text: str) -> list[list[str]]:
    """The cells of each line. One that has lines of its own, or a tab, stands in quotation marks,
    its own marks doubled; any other mark is the clerk's."""
    lines: list[list[str]] = [[]]
    for cell, end in _CELL.findall(text):
        quoted = cell.startswith('"') and ("\n" in cell or "\t" in cell)
        lines[-1].append(cell[1:-1].replace('""', '"') if quoted else cell)
        if end == "\n":
            lines.append([])
    return lines


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if 0 <= place < len(cells) else ""
