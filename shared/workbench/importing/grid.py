"""A grid of an import's columns: pasted from a spreadsheet, or as a service read a file; corrected on
the page, and sent as a sheet. A row's number is the one that it has there.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from shared.workbench.forms.typed import numeral

EMPTY_ROWS = 5
MOST_CELLS = 4_000
"""A page sends each cell back as a field of its form: it takes some more (`FORM_PARTS`)."""
MOST_BYTES = 3 << 20
"""Of all cells together: a form of a page takes some more (`FORM_BYTES`)."""
FIRST_ROW = 2
_LAST_ROW = 1_048_576
_LONGEST = 32_767
"""Characters of a cell: of more none would be written, while so many are refused as too many."""
_CELL = re.compile(r'("(?:[^"]+|"")*+"(?=[\t\n]|\Z)|[^\t\n]*)([\t\n]|\Z)')
"""One cell, in quotation marks or as it is, and what ends it."""


@dataclass(frozen=True)
class Grid:
    """`heads` with the cells below them, and what is wrong: by row's number and head.

    Rows are numbered from the second line on, unless they have `numbers`, which rise. A `part`
    holds rows of a file that the page has no room for.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    bad: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    part: bool = False

    @classmethod
    def empty(cls, template: Mapping[str, Any]) -> "Grid":
        heads = heads_of(template)
        return cls(heads, [[""] * len(heads) for _ in range(EMPTY_ROWS)])

    @property
    def fits(self) -> bool:
        """Whether the page can send it back."""
        return self.few and sum(map(_size, self.rows)) <= MOST_BYTES

    @property
    def few(self) -> bool:
        """Whether it has no more rows than there is room for."""
        return len(self.rows) <= most_rows(self.heads)

    def marked(self, bad: Iterable[Mapping[str, Any]]) -> "Grid":
        """With what a service found wrong."""
        wrong: dict[int, dict[str, str]] = {}
        for one in bad:
            wrong.setdefault(one["row"], {})[one["column"]] = one["message_zh"]
        return replace(self, bad=wrong)

    def number(self, row: int) -> int:
        """The number of a row, of which the index here is given."""
        return self.numbers[row] if self.numbers else row + FIRST_ROW

    def wrong(self, row: int, head: str) -> str:
        """Why a cell of a row can't be taken; empty where it can."""
        return self.bad.get(self.number(row), {}).get(head, "")

    def wrong_row(self, row: int) -> list[str]:
        """What is wrong with a row as a whole."""
        found = self.bad.get(self.number(row), {})
        return [why for column, why in found.items() if column not in self.heads]

    def left_out(self, bad: Iterable[Mapping[str, Any]]) -> bool:
        """Whether rows are bad that the page has no room for."""
        return not {b["row"] for b in bad} <= set(map(self.number, range(len(self.rows))))

    def workbook(self) -> bytes:
        """As the file that a clerk would have filled in; every cell is text."""
        kept = io.BytesIO()
        book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        lines = [(1, self.heads), *((self.number(n), row) for n, row in enumerate(self.rows))]
        for number, row in lines:
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number - 1, column, text[:_LONGEST])
        book.close()
        return kept.getvalue()

    def mends(self) -> dict[int, dict[str, str]]:
        """What stands in the place of the file's own cells."""
        return {
            self.number(n): dict(zip(self.heads, row, strict=True))
            for n, row in enumerate(self.rows)
        }

    def read(self, cells: Mapping[str, Any], bad: Iterable[Mapping[str, Any]] = ()) -> "Grid":
        """As a service read the file: whole, or those of its bad rows that there is room for beside
        the rows that were mended already."""
        heads, told = cells["headings"], {row["row"]: row["texts"] for row in cells["rows"]}
        numbers = sorted(told)
        whole = Grid(heads, [told[n] for n in numbers], numbers)
        if cells["whole"] and whole.fits:
            return whole
        if cells["whole"]:  # its cells are few, and hold too much
            told = {row: told[row] for row in sorted({one["row"] for one in bad} & told.keys())}
        mended = self.mends() if self.part else {}
        rows = {row: [texts.get(h, "") for h in heads] for row, texts in mended.items()}
        left = MOST_BYTES - sum(map(_size, rows.values()))
        for row in [n for n in told if n not in rows][: max(0, most_rows(heads) - len(rows))]:
            if (left := left - _size(told[row])) < 0:
                break
            rows[row] = told[row]
        numbers = sorted(rows)
        return Grid(heads, [rows[n] for n in numbers], numbers, part=True)


def _size(row: Sequence[str]) -> int:
    """Bytes of a row's cells as a form sends them."""
    return sum(len(cell.encode()) for cell in row)


def most_rows(heads: Sequence[str]) -> int:
    """So many rows a page has room for."""
    return MOST_CELLS // max(1, len(heads))


def heads_of(template: Mapping[str, Any], own: Iterable[str] = ()) -> list[str]:
    """The heads of a grid: of a column in two units those that are used, else the clerks'."""
    used = set(own)
    return [
        head
        for c in template["columns"]
        for head in [h for h in (c["title"], c["beside"]) if h in used]
        or [c["beside"] or c["title"]]
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
    """The grid as it was corrected; empty rows at its end are left out.

    Raises `BadRequest` for a part of a file of which nobody knows which rows it is.
    """
    known = {h for c in template["columns"] for h in (c["title"], c["beside"]) if h}
    places = {h: n for n, h in enumerate(form.getlist("head")) if h in known}
    heads = [*places]
    columns = [form.getlist(f"c{n}") for n in places.values()]
    count = max(map(len, columns), default=0)
    rows = [[_at(column, row).replace("\r", "") for column in columns] for row in range(count)]
    numbers = _numbers(form.get("numbers", ""))
    if form.get("part"):
        if len(numbers) != count:
            raise BadRequest
        return Grid(heads, rows, numbers, part=True)
    while rows and not any(rows[-1]):
        rows.pop()
    fit = len(numbers) == count
    return Grid(heads, rows, numbers[: len(rows)] if fit else ()) if rows else Grid.empty(template)


def _numbers(told: str) -> list[int]:
    """The numbers of rows that a page sends back; none unless they rise, as rows do."""
    given = [numeral(text) or 0 for text in told.split(",")] if told else []
    rise = given == sorted(set(given))
    return given if given and rise and given[0] >= FIRST_ROW and given[-1] <= _LAST_ROW else []


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
