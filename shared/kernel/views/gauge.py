"""Figures of the programme, declared beside the view that they are read off.

    PROJECTS = totals("projects", "Projects", of=ProjectLedger, by=("stage", "town"))
    FUNDS = totals("funds_fen", "Money", of=Allocations, by=("town",), sums={"paid": "paid_fen"})
    USED = worst("permit_limit_used_ratio", "…", of=PermitLedger, by=("organisation",), value=used)

They are computed when operations ask, and never otherwise. Whoever may reach a service's metrics
reads them: a figure is grouped by what has few values (towns, counties, organisations, words, yes
or no) and by nothing that tells of a person or a thing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any, TypeVar

from shared.kernel.views.definition import Column, View
from shared.kernel.views.row import Row
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.words import words_of

R = TypeVar("R", bound=Row)

FEW = (TownId, CountyId, OrganisationId)
STEP = "step"


@dataclass(frozen=True)
class Gauge:
    """`name` ends in its unit. `by` are the columns that it is grouped by, `where` the values that
    rows have which count, by column."""

    name: str
    help: str
    view: View
    by: tuple[str, ...]
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = {column.name: column for column in self.view.columns}
        for name in self.by:
            if not of_few_values(columns[name]):
                raise TypeError(f"{self.name}: {name} of {self.view.name} may have any value")
        if missing := self.where.keys() - columns.keys():
            raise TypeError(f"{self.name}: {self.view.name} has no {missing}")

    @property
    def labels(self) -> tuple[str, ...]:
        return self.by


@dataclass(frozen=True)
class Totals(Gauge):
    """Rows counted or, with `sums`, columns added up: one step each, told by the label `step`. The
    store does it, however many rows there are."""

    sums: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        known = {c.name for c in self.view.columns if c.type in (int, Decimal)}
        if missing := set(self.sums.values()) - known:
            raise TypeError(f"{self.name}: {self.view.name} has no numbers {missing}")

    @property
    def labels(self) -> tuple[str, ...]:
        return (STEP, *self.by) if self.stepwise else self.by

    @property
    def stepwise(self) -> bool:
        return list(self.sums) not in ([], [""])


@dataclass(frozen=True)
class Worst(Gauge):
    """The greatest of what `value` says of rows on a day; None counts not."""

    value: Callable[[Any, date], float | None] = lambda row, today: None


def totals(
    name: str,
    help: str,
    *,
    of: type[Row],
    by: Sequence[str],
    sums: Mapping[str, str] | str = "",
    where: Mapping[str, tuple[Any, ...]] | None = None,
) -> Totals:
    """Count rows, or add up a column, or several as steps of a chain, each under its word."""
    steps = {"": sums} if isinstance(sums, str) and sums else dict(sums or {})
    return Totals(name, help, of.definition, tuple(by), where or {}, steps)


def worst(
    name: str,
    help: str,
    *,
    of: type[R],
    by: Sequence[str],
    value: Callable[[R, date], float | None],
    where: Mapping[str, tuple[Any, ...]] | None = None,
) -> Worst:
    """The greatest value of any row; of rows that are few: each is looked at."""
    return Worst(name, help, of.definition, tuple(by), where or {}, value)


def gauges_of(module: ModuleType) -> list[Gauge]:
    """The figures that a module declares."""
    return [value for value in vars(module).values() if isinstance(value, Gauge)]


def of_few_values(column: Column) -> bool:
    """Whether a column has few values, and none that tells of a person or a thing."""
    return column.type is bool or column.hint in FEW or bool(words_of(column.hint))
