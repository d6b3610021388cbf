"""What an event counts for in 政策兑现: money in fen, land in square metres, people.

    FIGURES: Figures = {
        fund.FundsAllocated: [counts(money="amount_fen")],
        fund.FundsRecalled: [counts(money="-amount_fen")],
    }

Such a table stands in `shared/schemas/<service>/figures.py`, one a service, so that one reads at a
glance what counts and sees that nothing counts twice. Money counts where it reaches the town, not
when it was planned before nor when it is spent after; what comes back is taken off. An event that
is not in the table counts as an act and for nothing else.

A figure is written as a sum of fields and numbers: `"amount_fen - previous_fen"`, `"1"`. A field
without a value counts nothing, one that holds several things as many as it holds.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

Number = int | Decimal
_TERM = re.compile(r"([+-])?(\w+)")


class Amounts(NamedTuple):
    """What is counted: fen, square metres, people."""

    money_fen: int = 0
    land: Decimal = Decimal(0)
    people: int = 0

    def and_also(self, more: "Amounts") -> "Amounts":
        """Both together."""
        return Amounts(
            self.money_fen + more.money_fen, self.land + more.land, self.people + more.people
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of an event, and the field that names the town for which they count; without one
    they count for every place that the event concerns."""

    money: str = ""
    land: str = ""
    people: str = ""
    at: str = ""

    def of(self, event: Any) -> Amounts:
        return Amounts(
            int(_sum(self.money, event)),
            Decimal(_sum(self.land, event)),
            int(_sum(self.people, event)),
        )

    @property
    def names(self) -> set[str]:
        """The fields that it reads."""
        read = {name for text in (self.money, self.land, self.people) for _, name in _terms(text)}
        return {name for name in (*read, self.at) if name and not name.isdigit()}


def counts(*, money: str = "", land: str = "", people: str = "", at: str = "") -> Counted:
    """Declare what an event counts for."""
    return Counted(money, land, people, at)


Figures = Mapping[type[Any], Sequence[Counted]]


@cache
def figures_of(service: str) -> Figures:
    """The table of one service; empty where there is none. Raises `TypeError` at a field that the
    event has not."""
    room, name = f"shared.schemas.{service}", f"shared.schemas.{service}.figures"
    found = find_spec(room)
    if found is None or not found.submodule_search_locations or find_spec(name) is None:
        return {}
    table: Figures = import_module(name).FIGURES
    for event, counted in table.items():
        known = {f.name for f in fields(event)}
        if unknown := {n for one in counted for n in one.names} - known:
            raise TypeError(f"{event.__name__} has no field {', '.join(sorted(unknown))}")
    return table


def _sum(text: str, event: Any) -> Number:
    total: Number = 0
    for sign, name in _terms(text):
        value = int(name) if name.isdigit() else _number(getattr(event, name))
        total = total - value if sign == "-" else total + value
    return total


def _number(value: Any) -> Number:
    if isinstance(value, int | Decimal):
        return value
    return len(value) if isinstance(value, Collection) else 0


@cache
def _terms(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((sign or "+", name) for sign, name in _TERM.findall(text.replace(" ", "")))
