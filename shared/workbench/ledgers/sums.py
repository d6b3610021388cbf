"""What all rows of a ledger come to: sums of its numbers, and how often each word occurs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from shared.workbench.ledgers.asked import Asked
from shared.workbench.ledgers.table import Column
from shared.workbench.visit import Visit
from shared.workbench.words import units

PAGE = 500
MOST = 20_000
"""Rows that are added up while somebody waits; a longer ledger says how far it was added."""
SUMMED = frozenset({"fen", "square-metres", "count", "people"})


@dataclass
class Sums:
    """`rows` were counted; `whole` says that there are no more."""

    rows: int = 0
    whole: bool = True
    of: dict[str, Decimal] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def said(self, column: Column) -> str:
        """A column's sum in words; empty for what is not added up."""
        total = self.of.get(column.name)
        return "" if total is None else units.quantity(total, column.meaning.unit)


def sums(visit: Visit, service: str, view: str, asked: Asked, columns: Sequence[Column]) -> Sums:
    """Add up every row that is asked for. Raises `Away`, `Declined`."""
    found = Sums()
    added = [c for c in columns if c.meaning.unit in SUMMED and c.plain]
    counted = [c for c in columns if c.plain and (c.meaning.labels or c.meaning.kind == "town")]
    found.of = {c.name: Decimal(0) for c in added}
    found.counts = {c.name: Counter() for c in counted}
    for row in _all(visit, service, view, asked, found):
        for c in added:
            if row.get(c.name) is not None:
                found.of[c.name] += Decimal(str(row[c.name]))
        for c in counted:
            if row.get(c.name) is not None:
                found.counts[c.name][str(row[c.name])] += 1
    return found


def _all(
    visit: Visit, service: str, view: str, asked: Asked, found: Sums
) -> Iterator[Mapping[str, Any]]:
    query: dict[str, Any] = {**asked.query, "limit": PAGE}
    while found.rows < MOST:
        page = visit.get(service, f"/views/{view}", **query)
        found.rows += len(page["rows"])
        yield from page["rows"]
        if page["next"] is None:
            return
        query["after"] = page["next"]
    found.whole = False
