"""示意图: counties and towns coloured by a measure, each with its number and a word for it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shared.policy.loader import registry
from shared.workbench.figures.table import Cell, Side, Table
from shared.workbench.words.saying import organisation

LEVELS = ("无", "低", "较低", "较高", "高")
"""Of nothing, and of each quarter of the most."""


@dataclass(frozen=True)
class Measure:
    """A column of a table whose sides are places, or what its columns come to."""

    id: str
    title: str
    unit: str
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Mark:
    """A place on the sketch; `level` counts from 0."""

    id: str
    title: str
    x: int
    y: int
    points: str = ""
    cell: Cell | None = None
    level: int = 0

    @property
    def town(self) -> bool:
        """Whether it is a town, which has a dossier."""
        return self.id in registry().towns

    @property
    def word(self) -> str:
        return LEVELS[self.level]


@dataclass(frozen=True)
class Sketch:
    """Counties with their borders as drawn, the towns in them, and every place that is measured."""

    counties: list[Mark]
    towns: list[Mark]
    listed: list[Mark]


def measures(tables: Iterable[Table]) -> list[Measure]:
    """What places may be coloured by."""
    return [one for table in tables for one in _measures(table)]


def sketch(measure: Measure | None) -> Sketch:
    """The places as they are drawn, with what a measure says of them."""
    drawn, known = _drawn(), registry()
    cells = measure.cells if measure else {}
    of_kind = {
        place: [cell.number for id, cell in cells.items() if id in ids]
        for ids in (known.towns, known.counties)
        for place in ids
    }

    def mark(id: str) -> Mark:
        x, y = drawn["at"].get(id, (0, 0))
        cell = cells.get(id)
        level = _level(cell.number, max(of_kind[id])) if cell else 0
        return Mark(id, organisation(id), x, y, drawn["area"].get(id, ""), cell, level)

    return Sketch(
        [mark(id) for id in known.counties if id in drawn["area"]],
        [mark(id) for id in known.towns if id in drawn["at"]],
        [mark(id) for id in (*known.towns, *known.counties) if id in cells],
    )


def _measures(table: Table) -> list[Measure]:
    sides = [side for side in table.sides if side.place]
    if not sides:
        return []
    if all(side.whole for side in sides):
        cells = {side.place: side.whole for side in sides if side.whole}
        return [Measure(table.id, table.title, table.unit, cells)]
    return [
        Measure(f"{table.id}-{at}", f"{table.title}：{head}", table.unit, _column(sides, at))
        for at, head in enumerate(table.head)
    ]


def _column(sides: list[Side], at: int) -> dict[str, Cell]:
    return {side.place: side.cells[at] for side in sides}


def _level(number: float, most: float) -> int:
    if number <= 0 or most <= 0:
        return 0
    return min(4, 1 + int(number / most * 4 - 1e-9))


@cache
def _drawn() -> dict[str, Any]:
    text = files("shared.workbench.figures").joinpath("sketch.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
