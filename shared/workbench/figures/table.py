"""A figure as a table with a head and a side: each cell a number in words, and where its rows are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from shared.policy.languages import FEN_PER_WAN
from shared.policy.loader import registry
from shared.workbench.ledgers.asked import ABSENT, HAPPENED
from shared.workbench.words import saying, units
from shared.workbench.words.meaning import Meaning

Told = Mapping[str, Any]
MONTHS = 24
"""The last months that are shown."""
SIDES = 20
"""Rows that are shown of a figure by what is no place, the greatest first; the ledger has all."""
_SCALES = {
    "fen": ("万元", Decimal(FEN_PER_WAN)),
    "square-metres": ("亩", units.SQUARE_METRES_PER_MU),
}
_SUFFIXES = {"percent": "%"}


@dataclass(frozen=True)
class Cell:
    """`number` is in the table's unit, `said` exact; `path` leads to the rows."""

    number: float = 0.0
    said: str = ""
    path: str = ""


@dataclass(frozen=True)
class Side:
    """One row: what it is of, and the place's id if it is of a place. `whole` is what the cells of
    one measure come to."""

    title: str
    cells: list[Cell]
    place: str = ""
    whole: Cell | None = None


@dataclass(frozen=True)
class Table:
    """`shape` is stacked, grouped, months or ranked; `path` leads to the whole ledger; `bound` is
    what numbers are held to, drawn as a line called by its title."""

    service: str
    name: str
    title: str
    clause: str
    ledger: str
    path: str
    shape: str
    unit: str
    corner: str
    head: list[str]
    sides: list[Side] = field(default_factory=list)
    bound: Cell | None = None
    bound_title: str = ""

    @property
    def id(self) -> str:
        return f"{self.service}-{self.name}"


def named_in(told: Told) -> Iterator[tuple[str, str]]:
    """The things that a figure's marks name, for their names to be asked for."""
    by = [Meaning.of_column(column) for column in told["by"]]
    for mark in told["marks"]:
        for value, meaning in zip(mark["at"], by, strict=True):
            yield from saying.referred(value, meaning)


def table_of(
    service: str, told: Told, named: saying.Named, as_of: str = "", *, happened: bool = False
) -> Table:
    """The table of a figure that a service has told."""
    by = [Meaning.of_column(column) for column in told["by"]]
    adds = [Meaning.of_column(column) for column in told["adds"]]
    ranked = told["kind"] == "ranked"
    unit = "percent" if ranked else (adds[0].unit or "count") if adds else "count"
    ledger = Ledger(service, told["view"], unit, as_of, happened)
    two = len(by) > 1 and not ranked
    if ranked:
        head, sides = ["占时限"], _ranked(told, by, ledger, named)
    elif two:
        head, sides = _crossed(told, by, ledger)
    else:
        head = [a.title for a in adds] or [told["counts"]]
        sides = _measured(told, by[0], ledger)
    months = any(column["months"] for column in told["by"])
    shape = "ranked" if ranked else "months" if months else "stacked" if two else "grouped"
    word = _SCALES[unit][0] if unit in _SCALES else _SUFFIXES.get(unit, "")
    corner = "、".join(m.title for m in by) if ranked else by[0].title if not months else "月份"
    held: Told | None = {"title": "时限", "value": 100} if ranked else told.get("bound")
    return Table(
        service, told["name"], told["title"], told["clause"], told["view_title"],
        ledger.path(told["where"]), shape, word, corner, head, sides,
        ledger.bound(held["value"]) if held else None,
        Meaning("", held).title if held else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Ledger:
    """Where the rows of a figure are, and in which unit its numbers are said."""

    service: str
    view: str
    unit: str
    as_of: str
    happened: bool = False

    def path(self, filters: Told) -> str:
        """The page of the rows; what a row does not have is filtered by a word for that."""
        typed = {
            name: [_filter(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in filters.items()
        }
        past = {"as_of": self.as_of} if self.as_of else {}
        past |= {"by_day_of": HAPPENED} if past and self.happened else {}
        query = urlencode({**typed, **past}, doseq=True)
        return f"/ledgers/{self.service}/{self.view}" + (f"?{query}" if query else "")

    def cell(self, value: Any, filters: Told) -> Cell:
        """A number with where it leads."""
        number = Decimal(str(value))
        scale = _SCALES.get(self.unit, ("", Decimal(1)))[1]
        said = f"{number / scale:,.2f}".rstrip("0").rstrip(".") if number else "0"
        return Cell(round(float(number / scale), 4), said, self.path(filters))

    def bound(self, value: int) -> Cell:
        """A number that others are held to: it has no rows."""
        return replace(self.cell(value, {}), path="")


def _filter(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) or ABSENT


def _ranked(told: Told, by: Sequence[Meaning], ledger: Ledger, named: saying.Named) -> list[Side]:
    return [
        Side(
            " ".join(_name(v, m, named) for v, m in zip(mark["at"], by, strict=True)),
            [ledger.cell(mark["values"][0], mark["filters"])],
        )
        for mark in told["marks"]
    ]


def _measured(told: Told, by: Meaning, ledger: Ledger) -> list[Side]:
    """One row for each value, a column for each measure; of what is either true or not, the rows of
    which it is true."""
    flags = [a["name"] if a["type"] == "boolean" else "" for a in told["adds"]] or [""]
    marks = {mark["at"][0]: mark for mark in told["marks"]}

    def cells(mark: Told | None) -> list[Cell]:
        if mark is None:
            return [Cell() for _ in flags]
        numbers = mark["values"] or [mark["rows"]]
        filters = [mark["filters"] | ({flag: True} if flag else {}) for flag in flags]
        return [ledger.cell(*one) for one in zip(numbers, filters, strict=True)]

    return [
        Side(_said(value, by), cells(marks.get(value)), _place(value, by))
        for value in _ordered(marks, by, told["by"][0]["months"])
    ]


def _crossed(told: Told, by: Sequence[Meaning], ledger: Ledger) -> tuple[list[str], list[Side]]:
    """Two columns as side and head; months stand at the side."""
    cells: dict[Any, dict[Any, Cell]] = defaultdict(dict)
    whole: dict[Any, Decimal] = defaultdict(Decimal)
    for mark in told["marks"]:
        value = mark["values"][0] if mark["values"] else mark["rows"]
        side, head = mark["at"]
        cells[side][head] = ledger.cell(value, mark["filters"])
        whole[side] += Decimal(str(value))
    heads = list(_ordered({h for row in cells.values() for h in row}, by[1], False))
    months, name = told["by"][0]["months"], told["by"][0]["name"]
    sides = _ordered(cells, by[0], months)
    if not months and len(sides) > SIDES:
        sides = sorted(sides, key=lambda side: -whole[side])[:SIDES]
    rows = [
        Side(
            _said(s, by[0]),
            [cells[s].get(h, Cell()) for h in heads],
            _place(s, by[0]),
            None if months else ledger.cell(whole[s], told["where"] | {name: s}),
        )
        for s in sides
    ]
    return [_said(head, by[1]) for head in heads], rows


def _ordered(values: Iterable[Any], by: Meaning, months: bool) -> list[Any]:
    """Months as they come, places as the registry has them, words as they are declared."""
    found = list(values)
    if months:
        return _without_gaps(min(found), max(found))[-MONTHS:]
    known = registry()
    order = [*known.counties, *known.towns, *by.labels, *known.organisations]
    rank = {value: at for at, value in reversed(list(enumerate(order)))}
    return sorted(found, key=lambda v: (v in (None, ""), rank.get(v, len(order)), str(v)))


def _without_gaps(first: str, last: str) -> list[str]:
    """Every month, as 2026-03, from one to another."""
    months = []
    year, month = map(int, first.split("-"))
    while (told := f"{year:04}-{month:02}") <= last:
        months.append(told)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _said(value: Any, by: Meaning) -> str:
    return ABSENT if value in (None, "") else saying.brief(value, by)


def _name(value: Any, by: Meaning, named: saying.Named) -> str:
    said = saying.say(value, by, named)
    return said.text if isinstance(said, saying.Link) else str(said)


def _place(value: Any, by: Meaning) -> str:
    return str(value) if by.kind in ("town", "county") else ""
