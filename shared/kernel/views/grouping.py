"""The rows of a view by the values of columns: how many of each, and what columns of theirs add up
to. A date stands for its month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Select, Table, case, func, select

from shared.kernel.views.totals import Number, parts_of_sum, whole_sum
from shared.policy.local_time import LOCAL_TIME


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have these values, and the sums of their columns; of a boolean how often it is
    true."""

    values: tuple[Any, ...]
    rows: int
    sums: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """In the order of their values, and the position that they show."""

    groups: list[Group]
    position: int


def grouping(
    table: Table, meets: ColumnElement[bool], by: Sequence[str], adds: Sequence[str]
) -> Select[Any]:
    """The statement that groups the rows which meet a condition in the store."""
    parts = [part for name in adds for part in _parts(table.c[name])]
    columns = [table.c[name] for name in by]
    return select(*columns, func.count(), *parts).where(meets).group_by(*columns)


def groups_of(
    connection: Connection,
    query: Select[Any],
    table: Table,
    by: Sequence[str],
    adds: Sequence[str],
    position: int,
) -> Groups:
    """What that statement answers; days are put together to months here."""
    found = []
    for row in connection.execute(query):
        values, count, sums = row[: len(by)], row[len(by)], row[len(by) + 1 :]
        added = (_sum(table.c[n], *sums[2 * at : 2 * at + 2]) for at, n in enumerate(adds))
        found.append(Group(tuple(map(by_month, values)), count, tuple(added)))
    return Groups(_together(found), position)


def groups_in_memory(
    rows: Iterable[Any], by: Sequence[str], adds: Sequence[str], position: int
) -> Groups:
    """The same of rows at hand."""
    found = [
        Group(
            tuple(by_month(getattr(row, name)) for name in by),
            1,
            tuple(_number(getattr(row, name)) for name in adds),
        )
        for row in rows
    ]
    return Groups(_together(found), position)


def by_month(value: Any) -> Any:
    """The month, as 2026-03, of a day or of a moment in local time; of anything else itself."""
    if isinstance(value, datetime):
        value = value.astimezone(LOCAL_TIME).date()
    return f"{value:%Y-%m}" if isinstance(value, date) else value


def _together(groups: Iterable[Group]) -> list[Group]:
    """Those with the same values as one."""
    alike: dict[tuple[Any, ...], list[Group]] = defaultdict(list)
    for one in groups:
        alike[one.values].append(one)
    made = [
        Group(
            values,
            sum(one.rows for one in several),
            tuple(map(sum, zip(*(one.sums for one in several), strict=True))),
        )
        for values, several in alike.items()
    ]
    return sorted(made, key=lambda g: [(v is None, str(v)) for v in g.values])


def _parts(column: Any) -> tuple[Any, Any]:
    if isinstance(column.type, Boolean):
        true = func.sum(case((column.is_(True), 1), else_=0))
        return true, true
    return parts_of_sum(column)


def _sum(column: Any, high: Any, low: Any) -> Number:
    if isinstance(column.type, Boolean):
        return int(high or 0)
    return whole_sum(column, high, low)


def _number(value: Any) -> Number:
    """Of nothing 0, of what is true 1."""
    return int(value) if isinstance(value, bool) else value or 0
