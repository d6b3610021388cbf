"""What all rows of a ledger come to: sums of its numbers, and how often each value occurs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shared.workbench.ledgers.asked import Asked
from shared.workbench.ledgers.table import Column
from shared.workbench.visit import Visit
from shared.workbench.words import saying, units

SHOWN = 8
"""Values of a column, the most frequent first."""


@dataclass(frozen=True)
class Sums:
    """`rows` were counted; `told` are sums and counts as the service has them."""

    rows: int
    told: Mapping[str, Any]

    def said(self, column: Column) -> str:
        """A column's sum in words; empty for what is not added up."""
        total = self.told["sums"].get(column.name)
        if total is None:
            return ""
        return units.quantity(Decimal(str(total)), column.meaning.unit)

    def counts(self, column: Column) -> list[tuple[str, str, int]]:
        """A column's values: as filters take them, in words, and how many rows have each."""
        values = self.told["values"].get(column.name, ())
        return [
            (_typed(v["value"]), saying.brief(v["value"], column.meaning), v["rows"])
            for v in values[:SHOWN]
            if v["value"] not in (None, "")
        ]

    @property
    def of_choices(self) -> dict[str, dict[str, int]]:
        """How many rows each choice of a filter has, by column and by what the filter takes."""
        return {
            name: {_typed(v["value"]): v["rows"] for v in values if v["value"] not in (None, "")}
            for name, values in self.told["values"].items()
        }


def sums(visit: Visit, service: str, view: str, asked: Asked) -> Sums:
    """What the rows that are asked for come to. Raises `Away`, `Declined`."""
    query = {name: value for name, value in asked.query.items() if name != "sort"}
    told = visit.get(service, f"/totals/{view}", **query)
    return Sums(told["rows"], told)


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
