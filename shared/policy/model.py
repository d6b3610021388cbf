"""Towns, counties, organisations, clauses and parameters, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

INSTITUTION_PREFIX = "institution-"
PILOTS, PILOT_COUNTIES = ("pilots",), ("pilot-counties",)
"""What a scope says in place of places: the pilot towns of the day, the counties that have one."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town; `level` is its tier: provincial, municipal, cultivation or none; `town_class` its
    main class, if it has one. `named` says whether the policy's text itself names it."""

    id: str
    name: str
    county: str
    level: str = "none"
    town_class: str = ""
    active: bool = True
    named: bool = False

    @property
    def pilot(self) -> bool:
        return self.level in ("provincial", "municipal")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a town is from a day on: its tier, or its class; the other is None."""

    effective_from: date
    level: str | None = None
    town_class: str | None = None


@dataclass(frozen=True, slots=True)
class County:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under the name that it bears from a day on, up to another day.

    `kind`: a department, or an `institution` of finance, whose id begins with `institution-`: it is
    no part of the city's administration and sees its own rows alone.
    """

    id: str
    name: str
    since: date = date.min
    until: date = date.max
    kind: str = "department"


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the policy: who leads, who takes part, where it holds, and its status.

    `rule_of` names the sentence whose commands it binds, where it has no command of its own.
    `scope` are places, all there are where it is empty; one that `follows` the pilot towns, or the
    counties that have one, is theirs of the day.
    """

    id: str
    zh: str
    en: str
    lead: tuple[str, ...]
    participants: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    status: str = "draft"
    rule_of: str = ""
    follows: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in the text: 2.3 before 2.10."""
        return tuple(part.zfill(3) for part in self.id.replace("-", ".").split("."))

    def among(self, towns: Mapping[str, Town]) -> "Clause":
        """The same with the scope that follows from these towns."""
        follows = self.follows or self.scope
        if follows not in (PILOTS, PILOT_COUNTIES):
            return self
        pilots = [town for town in towns.values() if town.pilot]
        places = (town.id if follows == PILOTS else town.county for town in pilots)
        # Where there are none it is nobody's: the word stays, for an empty scope is everybody's.
        return replace(self, scope=tuple(dict.fromkeys(places)) or follows, follows=follows)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or list that rules use, with its basis.

    `basis` is law, policy or local; `clause` the sentence whose lead may set a local one. `since`
    is the day from which an edition of the text gives it this value. What another value may be:
    every number in it from `least` to `most`, a text one of `choices`, which people know as they
    are `called`, a list of so many `items`;
    of the `form` "day-or-empty" a text is an ISO day or nothing.
    """

    name: str
    value: Any
    basis: str
    clause: str
    zh: str
    en: str
    since: date = date.min
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    items: int = 0
    form: str = ""
