"""The programme itself in figures: what services declare beside their views, and everybody's tasks.

A figure is read when operations ask, at most every `FRESH_SECONDS`, and not again while its view
stands where it stood: nobody who scrapes often keeps a store busy.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from prometheus_client.metrics_core import Metric
from sqlalchemy import ColumnElement, Select, Table, and_, case, func, select, true

from shared.kernel.clock import Clock
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.definition import View
from shared.kernel.views.gauge import Gauge, Totals, Worst
from shared.kernel.views.reader import NotBuilt, ViewReader
from shared.kernel.views.selection import Condition, Selection
from shared.metrics.families import Labelled, gauges
from shared.policy.local_time import LOCAL_TIME

FRESH_SECONDS = 30.0
STALE_SECONDS = 300.0
"""How long a figure holds while its view stands still: some rest on the day."""


@dataclass(frozen=True)
class _Read:
    values: list[Labelled]
    position: int
    at: float


class Programme:
    """The figures of one service."""

    def __init__(self, reader: ViewReader, gauges: Sequence[Gauge], clock: Clock) -> None:
        self._reader = reader
        self._gauges = gauges
        self._clock = clock
        self._last: dict[str, _Read] = {}

    def collect(self) -> Iterator[Metric]:
        """Raises `StoreUnavailable`. What is not built yet is left out."""
        for one in self._gauges:
            values = self._read(one.name, one.view, partial(self._of, one))
            yield gauges(f"programme_{one.name}", one.help, one.labels, values)
        if HeldTask.definition.name in self._reader.views:
            tasks = self._read("tasks", HeldTask.definition, self._tasks)
            yield gauges(
                "programme_tasks",
                "Open tasks by who must act; late: after their last day",
                ["organisation", "state"],
                tasks,
            )

    def _read(
        self, name: str, view: View, read: Callable[[date], Iterable[Labelled]]
    ) -> list[Labelled]:
        try:
            position = self._reader.position(view)
            last, now = self._last.get(name), time.monotonic()
            if last and now - last.at < FRESH_SECONDS:
                return last.values
            if last and last.position == position and now - last.at < STALE_SECONDS:
                return last.values
            today = self._clock.now().astimezone(LOCAL_TIME).date()
            values = list(read(today))
        except NotBuilt:
            return []
        self._last[name] = _Read(values, position, now)
        return values

    def _of(self, one: Gauge, today: date) -> Iterable[Labelled]:
        if isinstance(one, Totals):
            return self._totals(one)
        assert isinstance(one, Worst)
        return self._worst(one, today)

    def _totals(self, one: Totals) -> Iterator[Labelled]:
        def query(table: Table) -> Select[Any]:
            by = [table.c[name] for name in one.by]
            sums: list[Any] = [func.sum(table.c[column]) for column in one.sums.values()]
            wanted = and_(true(), *_matching(table, one))
            asked = select(*by, *(sums or [func.count()])).select_from(table)
            return asked.where(wanted).group_by(*by)

        width = len(one.by)
        for row in self._reader.answer(one.view, query):
            labels = tuple(_word(value) for value in row[:width])
            if not one.stepwise:
                yield labels, row[width] or 0
                continue
            for step, value in zip(one.sums, row[width:], strict=True):
                yield (step, *labels), value or 0

    def _worst(self, one: Worst, today: date) -> Iterator[Labelled]:
        conditions = tuple(Condition(name, "in", values) for name, values in one.where.items())
        selection = Selection(sort=one.view.key, conditions=conditions, limit=None)
        found: dict[tuple[str, ...], float] = {}
        for row in self._reader.page(one.view, selection).rows:
            value = one.value(row, today)
            if value is not None:
                labels = tuple(_word(getattr(row, name)) for name in one.by)
                found[labels] = max(value, found.get(labels, value))
        yield from found.items()

    def _tasks(self, today: date) -> Iterator[Labelled]:
        def query(table: Table) -> Select[Any]:
            late = case((table.c.due_on < today, 1), else_=0)
            counts = func.count(), func.sum(late)
            open = table.c.ended_at.is_(None)
            return select(table.c.holder, *counts).where(open).group_by(table.c.holder)

        for holder, count, late in self._reader.answer(HeldTask.definition, query):
            yield (holder, "in time"), count - late
            yield (holder, "late"), late


def _matching(table: Table, one: Gauge) -> list[ColumnElement[bool]]:
    return [table.c[name].in_(values) for name, values in one.where.items()]


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")
