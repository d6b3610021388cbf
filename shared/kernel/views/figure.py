"""What the rows of a view come to, as people look at it: a table with a head and a side, or a chart.

    STAGES = figure("projects-by-stage", "项目进展", of=ProjectLedger, by=("town", "stage"))
    CHAIN = figure("money", "资金链", of=Allocations, by=("town",), adds=("allocated_fen", "paid_fen"))
    ADMITTED = figure("admissions", "逐月入库", of=ProjectLedger, by=("admitted_on", "town"))
    LIMITS = ranked("limits", "许可用时", of=PermitLedger, says=("permit", "organisation"), value=used)

Declared beside the view. A reader sees in it the rows that he may see, and no other; every mark of
it is a filter of the view's ledger. A date stands for its month.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any, TypeVar

from shared.kernel.views.definition import Column, View
from shared.kernel.views.gauge import of_few_values
from shared.kernel.views.row import Row
from shared.policy.loader import registry

R = TypeVar("R", bound=Row)

MOST_RANKED = 20
"""Rows that a ranking shows, the greatest first."""


@dataclass(frozen=True)
class Figure:
    """`where` are the values that rows have which count, by column; `clause` the sentence that the
    figure tells of, none where it is several."""

    name: str
    title: str
    view: View
    clause: str = ""
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if missing := self.where.keys() - self.columns.keys():
            raise TypeError(f"{self.name}: {self.view.name} has no {missing}")

    @property
    def columns(self) -> dict[str, Column]:
        """The view's, by their names."""
        return {column.name: column for column in self.view.columns}


@dataclass(frozen=True)
class Grouped(Figure):
    """Rows counted `by` one column or two or, with `adds`, columns added up: amounts, areas and
    counts, or how often something is true. `counts` is what the rows are called, `few` are columns
    that have few values though their types don't say so. One that is not `drawn` has more sides than
    a table: a page of its own puts it together. `bound` is the parameter of the policy that what is
    added up is held to, in the same unit: a line across the chart. `heads` is
    the column of the organisation to whose heads the number of its rows is shown first."""

    by: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    counts: str = "件数"
    few: tuple[str, ...] = ()
    drawn: bool = True
    bound: str = ""
    heads: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in self.by:
            few = name in self.few or of_few_values(self.columns[name])
            if not self.monthly(name) and not few:
                raise TypeError(f"{self.name}: {name} of {self.view.name} may have any value")
        if [self.monthly(name) for name in self.by].count(True) > 1:
            raise TypeError(f"{self.name}: months by months")
        for name in self.adds:
            if self.columns[name].type not in (int, Decimal, bool):
                raise TypeError(f"{self.name}: {name} of {self.view.name} can't be added up")
        if self.heads and self.heads not in self.by:
            raise TypeError(f"{self.name}: it is not by {self.heads}")
        if self.bound and not isinstance(registry().parameters[self.bound].value, int):
            raise TypeError(f"{self.name}: {self.bound} is no number")
        if self.drawn and (len(self.by) > 2 or (len(self.by) > 1 and len(self.adds) > 1)):
            raise TypeError(f"{self.name}: a table has two sides")

    def monthly(self, name: str) -> bool:
        """Whether a column's values stand for their months."""
        return self.columns[name].type in (date, datetime)


@dataclass(frozen=True)
class Ranked(Figure):
    """The rows themselves, those first of which `value` says the most on a day: in percent of
    something that ought not to be passed. None counts not."""

    says: tuple[str, ...] = ()
    value: Callable[[Any, date], float | None] = lambda row, today: None


def figure(
    name: str,
    title: str,
    *,
    of: type[Row],
    by: Sequence[str],
    adds: Sequence[str] = (),
    counts: str = "件数",
    where: Mapping[str, tuple[Any, ...]] | None = None,
    clause: str = "",
    few: Sequence[str] = (),
    drawn: bool = True,
    bound: str = "",
    heads: str = "",
) -> Grouped:
    """Count the rows of a view, or add them up."""
    return Grouped(
        name, title, of.definition, clause, where or {}, tuple(by), tuple(adds), counts,
        tuple(few), drawn, bound, heads,
    )  # fmt: skip


def ranked(
    name: str,
    title: str,
    *,
    of: type[R],
    says: Sequence[str],
    value: Callable[[R, date], float | None],
    where: Mapping[str, tuple[Any, ...]] | None = None,
    clause: str = "",
) -> Ranked:
    """Show the rows that are nearest to a limit, each called by what some columns say."""
    return Ranked(name, title, of.definition, clause, where or {}, tuple(says), value)


def figures_of(module: ModuleType) -> list[Figure]:
    """The figures that a module declares, in its order."""
    return [value for value in vars(module).values() if isinstance(value, Figure)]
