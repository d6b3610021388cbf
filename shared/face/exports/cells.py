"""A view's row as the cells of a ledger 台账: exact values, and the units that clerks read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from shared.face.exports.nested import Vocabulary, say_nested, vocabulary_of
from shared.face.exports.saying import Say, Titles, say_of
from shared.kernel.views.definition import Column, View
from shared.policy.local_time import LOCAL_TIME

Kind = Literal["text", "integer", "decimal", "date", "moment"]

FEN_A_TEN_THOUSAND_YUAN = 1_000_000
SQUARE_METRES_A_MU = Decimal(10_000) / 15
"""15 mu are a hectare, 10,000 m²."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the ledger: its title, what it holds, and how it is taken from a row's value."""

    title: str
    kind: Kind
    width: int
    value: Callable[[Any], Any]
    column: str


def cells_of(view: View, service: str, titles: Titles) -> list[Cell]:
    """The ledger's columns; an amount in fen stands beside 万元, an area in m² beside 亩.

    Where a template takes words, the ledger says them, and so it does where a column's kind has
    words; `service` is the one that keeps the view.
    """
    known = vocabulary_of(view.source or service)
    return [
        cell
        for column in view.columns
        for cell in _cells(column, say_of(view, column, service, titles), known)
    ]


def values(cells: Sequence[Cell], row: Any) -> Iterator[Any]:
    """The cells of a row; None stays empty."""
    for cell in cells:
        value = getattr(row, cell.column)
        yield None if value is None else cell.value(value)


def _cells(column: Column, say: Say | None, vocabulary: Vocabulary) -> Iterator[Cell]:
    name, title = column.name, column.title
    if column.type is int and name.endswith("_fen"):
        bare = title.removesuffix("（分）").removesuffix("(分)")
        yield Cell(f"{bare}（万元）", "decimal", 16, _ten_thousand_yuan, name)
        yield Cell(f"{bare}（分）", "integer", 20, int, name)
    elif column.type is Decimal and "（平方米）" in title:
        bare = title.removesuffix("（平方米）")
        yield Cell(f"{bare}（亩）", "decimal", 14, _mu, name)
        yield Cell(f"{bare}（平方米）", "decimal", 18, Decimal, name)
    elif column.type is Decimal:
        yield Cell(title, "decimal", 14, Decimal, name)
    elif column.type is bool:
        yield Cell(title, "text", 8, lambda v: "是" if v else "否", name)
    elif column.type is int:
        yield Cell(title, "integer", 12, int, name)
    elif column.type is date:
        yield Cell(title, "date", 12, lambda v: v, name)
    elif column.type is datetime:
        yield Cell(title, "moment", 20, _local, name)
    elif column.type is str:
        yield Cell(title, "text", 24, say or str, name)
    else:
        yield Cell(title, "text", 40, say_nested(column.hint, say, vocabulary), name)


def _ten_thousand_yuan(fen: int) -> Decimal:
    return _two_places(Decimal(fen) / FEN_A_TEN_THOUSAND_YUAN)


def _mu(square_metres: Decimal) -> Decimal:
    return _two_places(square_metres / SQUARE_METRES_A_MU)


def _two_places(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _local(moment: datetime) -> datetime:
    """Spreadsheets know no time zones: the local time, bare."""
    return moment.astimezone(LOCAL_TIME).replace(tzinfo=None)
