"""What changed of a ledger between two days, said in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.ledgers.table import Cell, Column, leads_to
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.saying import Said

KINDS = {"new": "新增", "gone": "消失", "changed": "变更"}


@dataclass(frozen=True)
class Difference:
    """A column, and what it said before and after."""

    title: str
    before: Said
    after: Said


@dataclass(frozen=True)
class Line:
    """A row that is new, gone or changed: `cell` says which. `says` is what a new one says, or a gone
    one said."""

    kind: str
    cell: Cell
    differences: list[Difference]
    says: list[tuple[str, Said]]

    @property
    def word(self) -> str:
        return KINDS[self.kind]


def lines(
    visit: Visit,
    declared: Declared,
    view: Mapping[str, Any],
    columns: Sequence[Column],
    changes: Sequence[Mapping[str, Any]],
) -> list[Line]:
    """Changes of a ledger, as the face tells them, in their order."""
    rows = [[row for row in (one["after"], one["before"]) if row] for one in changes]
    named = visit.names_beside(
        (
            of[0],
            [p for row in of for c in columns for p in saying.referred(row.get(c.name), c.meaning)],
        )
        for of in rows
    )
    return [
        _line(declared, view, columns, names, change)
        for change, names in zip(changes, named, strict=True)
    ]


def _line(
    declared: Declared,
    view: Mapping[str, Any],
    columns: Sequence[Column],
    named: saying.Named,
    change: Mapping[str, Any],
) -> Line:
    before, after = change["before"], change["after"]
    there = after or before
    first, *rest = columns

    def said(row: Mapping[str, Any], column: Column) -> Said:
        return saying.say(row.get(column.name), column.meaning, named)

    name = said(there, first)
    text = name.text if isinstance(name, saying.Link) else name
    cell = Cell(text if text != saying.NOTHING else "查看", leads_to(declared, view, there))
    differences = [
        Difference(c.title, said(before, c), said(after, c))
        for c in columns
        if c.name in change["columns"]
    ]
    says = [] if before and after else list(_says(there, rest, said))
    return Line(change["change"], cell, differences, says)


def _says(row: Mapping[str, Any], columns: Sequence[Column], said: Any) -> Iterator[Any]:
    for column in columns:
        if row.get(column.name) not in (None, "", [], {}, 0, False):
            yield column.title, said(row, column)
