"""Papers 文书: what people print or send, declared beside the read models that they are drawn from.

    NOTICE = Paper(
        "supervision-notice", "督办单", of=SupervisedIssues, to=("handler",),
        sections=(
            Facts("事项", IssueLedger, ("title", "town", "due_on")),
            Course("办理经过", ISSUE),
        ),
        closing="请按时限办理，并答复提出事项的镇。",
    )

A paper is of one row of a ledger; or of a month, of which its listings tell what happened `within`
it, or how things stand; or of the organisation that draws it. It shows what its reader may see, and
no more.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType
from typing import Any, Literal

from shared.kernel.aggregate import Aggregate
from shared.kernel.views.definition import View
from shared.kernel.views.row import Row
from shared.kernel.views.selection import Condition

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Facts:
    """What a ledger says of the one thing that the paper is about, as pairs. `by` is the column
    that holds its id, the ledger's key unless it is named."""

    title: str
    row: type[Row]
    columns: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True)
class Listing:
    """Rows of a ledger: those whose column `by` holds what the paper is about, or of which the
    day in `within` falls in its month; of which `where` is true besides."""

    title: str
    row: type[Row]
    columns: tuple[str, ...]
    by: str = ""
    within: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""


@dataclass(frozen=True)
class Course:
    """What happened in the stream of an aggregate that has the paper's id, in order."""

    title: str
    aggregate: Aggregate[Any]


Section = Facts | Listing | Course


Span = Literal["month", "organisation"]


@dataclass(frozen=True)
class Paper:
    """`of` is the ledger that has a row for each, or what it is of otherwise. `to` are the columns
    of that row which name whom it is addressed to; there is none of a row whose columns `when` are
    empty. `signed` are the columns that say who signs it and when: the organisation, a person, the
    day; without them it is who draws it, on that day."""

    name: str
    title: str
    of: type[Row] | Span
    sections: tuple[Section, ...]
    to: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    closing: str = ""

    def __post_init__(self) -> None:
        """Raises `TypeError` where a column is named that is not there."""
        if self.ledger is not None:
            _check(self.name, self.ledger, {*self.to, *self.when, *self.signed})
        elif self.to or self.when or self.signed:
            raise TypeError(f"{self.name}: there is no row of which {self.to} would be columns")
        for section in self.sections:
            if not isinstance(section, Course):
                wanted = {*section.columns, *_conditioned(section)}
                _check(self.name, section.row.definition, wanted)

    @property
    def ledger(self) -> View | None:
        """The ledger that has a row for each."""
        return None if isinstance(self.of, str) else self.of.definition

    @property
    def span(self) -> str:
        """What it is of where no ledger has a row for it."""
        return self.of if isinstance(self.of, str) else ""

    def of_row(self, row: Mapping[str, Any]) -> bool:
        """Whether there is such a paper of a row, told by its columns."""
        return all(row[name] not in (None, "", [], False, 0) for name in self.when)


def conditions(
    section: Facts | Listing, id: str, month: tuple[date, date] | None
) -> list[Condition]:
    """What rows of a section must meet in the paper of this id."""
    view = section.row.definition
    if isinstance(section, Facts):
        return [Condition(section.by or view.key, "eq", id)]
    found = [Condition(name, "eq", value) for name, value in section.where.items()]
    if section.by:
        found.append(Condition(section.by, "eq", id))
    if section.within and month:
        found += [
            Condition(section.within, "gte", month[0]),
            Condition(section.within, "lte", month[1]),
        ]
    return found


def month_of(id: str) -> tuple[date, date] | None:
    """The first and the last day of a month `2026-10`; None where the id is none."""
    found = _MONTH.fullmatch(id)
    if found is None or int(found[1]) == 0:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def papers_of(module: ModuleType) -> list[Paper]:
    """The papers that a module declares. Raises `TypeError` where it has none."""
    found = [value for value in vars(module).values() if isinstance(value, Paper)]
    if not found:
        raise TypeError(f"{module.__name__} declares no paper")
    return found


def _conditioned(section: Facts | Listing) -> set[str]:
    if isinstance(section, Facts):
        return {section.by} - {""}
    return {section.by, section.within, section.sort.removeprefix("-"), *section.where} - {""}


def _check(paper: str, view: View, columns: set[str]) -> None:
    if view.source:
        raise TypeError(f"{paper}: {view.name} follows another log, which has no position here")
    if missing := columns - {c.name for c in view.columns}:
        raise TypeError(f"{paper}: {view.name} has no {sorted(missing)}")
