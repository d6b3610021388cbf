"""What the rows of a view come to: how many, the sums of columns, how often each value stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, func, select

Number = int | Decimal
MOST_VALUES = 50
"""Values of a column that are counted; of a column with more, the most frequent."""
_PART = 1_000_000_000
"""Integers are summed in two parts, since no sum of them may pass the store's own integers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The columns to sum, and those whose values are counted."""

    sums: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows' number, the sum by column, (value, how often) by column with the most frequent
    first, and the position that they show."""

    rows: int
    position: int
    sums: Mapping[str, Number] = field(default_factory=dict)
    values: Mapping[str, list[tuple[Any, int]]] = field(default_factory=dict)


def totals_of(
    connection: Connection,
    table: Table,
    meets: ColumnElement[bool],
    asked: Asked,
    position: int,
    by_code_points: Callable[[Any], Any],
) -> Totals:
    """The totals of the rows that meet a condition, in the store: a statement for the sums, and one
    for each column whose values are counted."""
    parts = [part for name in asked.sums for part in parts_of_sum(table.c[name])]
    count, *found = connection.execute(
        select(func.count(), *parts).select_from(table).where(meets)
    ).one()
    sums = {
        name: whole_sum(table.c[name], *found[2 * n : 2 * n + 2])
        for n, name in enumerate(asked.sums)
    }
    values = {}
    for name in asked.values:
        column, often = table.c[name], func.count()
        order = often.desc(), column.is_(None), by_code_points(column)
        query = select(column, often).where(meets).group_by(column).order_by(*order)
        values[name] = [(v, n) for v, n in connection.execute(query.limit(MOST_VALUES))]
    return Totals(count, position, sums, values)


def totals_in_memory(rows: Iterable[Any], asked: Asked, position: int) -> Totals:
    """The totals of rows at hand."""
    found = list(rows)
    sums: dict[str, Number] = {}
    for name in asked.sums:
        present = [value for row in found if (value := getattr(row, name)) is not None]
        sums[name] = sum(present)
    values = {}
    for name in asked.values:
        counted = Counter(getattr(row, name) for row in found)
        ordered = sorted(
            counted.items(), key=lambda p: (-p[1], p[0] is None, () if p[0] is None else (p[0],))
        )
        values[name] = ordered[:MOST_VALUES]
    return Totals(len(found), position, sums, values)


def parts_of_sum(column: Any) -> tuple[Any, Any]:
    """What a store adds up of a column: `whole_sum` makes its sum of both."""
    if isinstance(column.type, BigInteger):
        return func.sum(column.op("/")(_PART)), func.sum(column.op("%")(_PART))
    return func.sum(column), func.sum(column)


def whole_sum(column: Any, high: Any, low: Any) -> Number:
    """The sum of a column from its parts."""
    if isinstance(column.type, BigInteger):
        return int(high or 0) * _PART + int(low or 0)
    return Decimal(low or 0)
