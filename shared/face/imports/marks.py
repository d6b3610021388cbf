"""What a sheet's cells are, beside the values that are read of them.

The reader of values gives an empty cell for an error and for a formula that was never calculated,
and a bare number for what is shown with zeros before it. So the sheet's own XML is gone through
once for these, and for rows and columns that are hidden.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

_SPREADSHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_NAMES = {f"{ns} {tag}": tag for ns in _SPREADSHEETS for tag in ("row", "c", "f", "v", "is", "col")}
_PADDED = re.compile(r"0{2,}")
_DIGITS = re.compile(r"[0#]+")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that is not what its value says: an error, a formula without result, a shown form.

    `text` is the error's name, or how the cell is shown.
    """

    kind: str
    text: str = ""


@dataclass
class Marks:
    """Marked cells by row and column, hidden rows and columns, the last ones with a value; all
    counted from 1."""

    cells: dict[int, dict[int, Mark]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def marks_of(book: zipfile.ZipFile, name: str) -> Marks:
    """The marks of the sheet with that name. Raises `ValueError` for a book that is none."""
    try:
        workbook = _targets(book, "", "officeDocument")[0][1]
        sheets = dict(_targets(book, workbook, "worksheet"))
        part = sheets[_relation(book, workbook, name)]
        styles = _targets(book, workbook, "styles")
        shown = _shown(book, styles[0][1]) if styles else {}
        reading = _Reading(shown)
        with book.open(part) as xml:
            while piece := xml.read(_PIECE):
                reading.parser.Parse(piece)
        reading.parser.Parse(b"", True)
    except (KeyError, IndexError, ElementTree.ParseError, expat.ExpatError) as error:
        raise ValueError(f"no workbook: {error}") from error
    return reading.marks


class _Reading:
    """Goes through a sheet; what it calls is called for every cell, so it does little."""

    def __init__(self, shown: dict[str, Callable[[str], str]]) -> None:
        self.marks = Marks()
        self._shown = shown
        self._row = self._column = 0
        self._type, self._style = "n", ""
        self._formula = self._holds = False
        self._text: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _no_doctype

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag = _NAMES.get(name)
        if tag == "c":
            place = _REFERENCE.fullmatch(given.get("r", ""))
            self._column = _number(place[1]) if place else self._column + 1
            self._type, self._style = given.get("t", "n"), given.get("s", "")
            self._formula = self._holds = False
            self._text = []
        elif tag == "v":
            self._holds = True
            if self._formula or self._type == "e" or self._style in self._shown:
                self.parser.CharacterDataHandler = self._text.append
        elif tag == "f":
            self._formula = self._holds = True
        elif tag == "is":
            self._holds = True
        elif tag == "row":
            self._row = int(given.get("r", self._row + 1))
            self._column = 0
            if given.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self._row)
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            columns = range(max(int(given["min"]), 1), min(int(given["max"]), 16_384) + 1)
            self.marks.hidden_columns.update(columns)

    def _end(self, name: str) -> None:
        tag = _NAMES.get(name)
        if tag == "v":
            self.parser.CharacterDataHandler = None
        elif tag == "c" and self._holds:
            self.marks.last_row = max(self.marks.last_row, self._row)
            self.marks.last_column = max(self.marks.last_column, self._column)
            if mark := self._mark():
                self.marks.cells.setdefault(self._row, {})[self._column] = mark

    def _mark(self) -> Mark | None:
        text = "".join(self._text)
        if self._type == "e":
            return Mark("error", text)
        if self._formula and not text and self._type not in ("str", "inlineStr"):
            return Mark("formula")
        if self._type == "n" and text and self._style in self._shown:
            told = self._shown[self._style](text)
            return Mark("shown", told) if told != text else None
        return None


def _number(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _no_doctype(*_: object) -> None:
    raise ValueError("a sheet has no document type")


def _targets(book: zipfile.ZipFile, part: str, kind: str) -> list[tuple[str, str]]:
    """Ids and parts of what a part refers to, of one kind."""
    folder, name = posixpath.split(part)
    root = _tree(book, posixpath.join(folder, "_rels", f"{name}.rels"))
    return [
        (
            r.get("Id", ""),
            posixpath.normpath(posixpath.join(folder, r.get("Target", ""))).lstrip("/"),
        )
        for r in root
        if r.get("Type", "").endswith(f"/{kind}")
    ]


def _relation(book: zipfile.ZipFile, workbook: str, name: str) -> str:
    for sheet in _tree(book, workbook).iterfind(".//{*}sheet"):
        if sheet.get("name") == name:
            return next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
    raise KeyError(name)


def _shown(book: zipfile.ZipFile, part: str) -> dict[str, Callable[[str], str]]:
    """How cells of a style are shown, for styles that put zeros or letters around a number."""
    root = _tree(book, part)
    codes = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iterfind(".//{*}numFmt")}
    found: dict[str, Callable[[str], str]] = {}
    for style, known in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code = codes.get(known.get("numFmtId"), "").split(";")[0]
        digits = _LITERAL.sub("", code).strip()
        if _PADDED.fullmatch(digits) or (digits != code and _DIGITS.fullmatch(digits)):
            found[str(style)] = _Showing(code)
    return found


@dataclass(frozen=True, slots=True)
class _Showing:
    """A number format of zeros and literal letters, as `"fee-"00000`."""

    code: str

    def __call__(self, number: str) -> str:
        digits = _LITERAL.sub("", self.code).strip()
        try:
            whole = f"{round(float(number)):0{digits.count('0')}d}"
        except (ValueError, OverflowError):
            return number
        before, _, after = self.code.partition(digits)
        return _bare(before) + whole + _bare(after)


def _bare(literal: str) -> str:
    return "".join(t[1:-1] if t.startswith('"') else t[1:] for t in _LITERAL.findall(literal))


def _tree(book: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(part))
