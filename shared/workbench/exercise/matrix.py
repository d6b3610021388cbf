"""Sentence × town: what the services' ledgers say, laid over all that there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

State = Literal["live", "silent", "above", "never", "away", "outside"]
CITY = "city"


@dataclass(frozen=True)
class Acts:
    """What was done under a sentence at one place, as far as its reader sees: days and how often,
    money in fen, land in square metres, people."""

    acts: int = 0
    first_on: date | None = None
    first_by: str = ""
    last_on: date | None = None
    last_recorded_on: date | None = None
    last_by: str = ""
    money_fen: int = 0
    land: Decimal = Decimal(0)
    people: int = 0

    def and_those_of(self, row: Mapping[str, Any]) -> "Acts":
        """With a row of a service's `policy-ledger`."""
        first_on, last_on = _day(row["first_on"]), _day(row["last_on"])
        after = replace(self, acts=self.acts + row["acts"])
        if first_on and (self.first_on is None or first_on < self.first_on):
            after = replace(after, first_on=first_on, first_by=row["first_by"])
        if last_on and (self.last_on is None or last_on >= self.last_on):
            recorded_on = _day(row["last_recorded_on"])
            after = replace(
                after, last_on=last_on, last_recorded_on=recorded_on, last_by=row["last_by"]
            )
        return after

    def with_the_figures_of(self, row: Mapping[str, Any]) -> "Acts":
        """With a row of a service's `policy-figures`."""
        return replace(
            self,
            money_fen=self.money_fen + int(row["money_fen"]),
            land=self.land + Decimal(str(row["land"])),
            people=self.people + int(row["people"]),
        )


@dataclass(frozen=True)
class Cell:
    """A sentence in a town. `place` is where `told` was done: the town itself, or where nothing
    names it, its county or the city. `days` is how long ago, on the day that is looked at; `away`
    are the services that would have to say and do not."""

    clause: str
    town: str
    place: str
    state: State
    told: Acts
    days: int | None = None
    away: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A sentence, with its cell in each town; one that is a `rule_of` another shows that one's."""

    clause: str
    zh: str
    leads: tuple[str, ...]
    rule_of: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Told:
    """What services said: by (sentence, place), and which services were silent, by sentence."""

    acts: Mapping[tuple[str, str], Acts] = field(default_factory=dict)
    away: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def told(
    ledgers: Iterable[Mapping[str, Any]],
    figures: Iterable[Mapping[str, Any]],
    away: Mapping[str, tuple[str, ...]],
) -> Told:
    """All services' rows added up."""
    found: dict[tuple[str, str], Acts] = {}
    for row in ledgers:
        found[_at(row)] = found.get(_at(row), Acts()).and_those_of(row)
    for row in figures:
        found[_at(row)] = found.get(_at(row), Acts()).with_the_figures_of(row)
    return Told(found, away)


def lines(
    frame: Mapping[str, Any], said: Told, towns: Sequence[str], on: date, silent_days: int
) -> list[Line]:
    """Every sentence of the frame in the towns chosen, as of a day."""
    counties = {town["id"]: town["county"] for town in frame["towns"]}
    return [
        Line(
            clause["id"],
            clause["zh"],
            tuple(lead["name"] for lead in clause["leads"]),
            clause["rule_of"],
            tuple(_cell(clause, town, counties[town], said, on, silent_days) for town in towns),
        )
        for clause in frame["clauses"]
    ]


def _cell(
    clause: Mapping[str, Any], town: str, county: str, said: Told, on: date, silent_days: int
) -> Cell:
    id = clause["rule_of"] or clause["id"]
    away = said.away.get(id, ())
    own = said.acts.get((id, town))
    if own and own.last_on:
        days = max(0, (on - own.last_on).days)
        return Cell(id, town, town, "silent" if days > silent_days else "live", own, days, away)
    if town not in clause["towns"]:
        return Cell(id, town, town, "outside", Acts())
    if away:
        return Cell(id, town, town, "away", Acts(), away=away)
    for place in (county, CITY):
        above = said.acts.get((id, place))
        if above and above.last_on:
            return Cell(id, town, place, "above", above, max(0, (on - above.last_on).days))
    return Cell(id, town, town, "never", Acts())


def only(lines: Iterable[Line], state: str) -> list[Cell]:
    """The cells in a state, town by town in the order of the columns."""
    found = [cell for line in lines if not line.rule_of for cell in line.cells]
    order = list(dict.fromkeys(cell.town for cell in found))
    return sorted((c for c in found if c.state == state), key=lambda c: order.index(c.town))


def _at(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["clause"], row["town"] or row["county"] or CITY


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
