"""The glossary 词汇表: what a field's name means, said once a service and derived everywhere.

    TERMS = {
        "fund": thing("资金编号", "fund"),
        "payee": term("收款人", kind="party"),
        "due_on": "办理期限",
    }

Such a table stands in `shared/schemas/<service>/terms.py`, what all services share in
`shared/schemas/terms.py`. The same word names the same thing in every message; where a message means
another, its field says so with `titled`, and an enumeration has its title beside its words.

JSON Schema tells it as `title`, `x-kind`, `x-reference`, `x-unit`, `x-given` and, of a command,
`x-known` and `x-usual`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from shared.schemas.known import Known

TODAY, SELF, THIS_YEAR, THIS_MONTH = USUAL = "today", "self", "this-year", "this-month"
"""The day, the organisation that gives the command, the year and the month of the day."""
_SCHEMAS = "shared.schemas."
_UNITS = {
    "_working_days": "working-days",
    "_calendar_days": "calendar-days",
    "_percent": "percent",
}
"""The units that names end in."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a name means: its Chinese title; of which thing it is the id; what kind of value it
    holds; in which unit it counts; where the value is known already; of an id that people type,
    who gave it or how it is counted; what a command nearly always says, so that its form begins with
    it (`USUAL`). What is empty, the field's own kind says."""

    title: str
    reference: str = ""
    kind: str = ""
    unit: str = ""
    known: Known | None = None
    given: str = ""
    usual: str = ""

    def metadata(self, name: str = "") -> dict[str, Any]:
        """The same as JSON Schema tells it of the field of this name."""
        told = {
            "title": self.title,
            "x-reference": self.reference,
            "x-kind": self.kind,
            "x-unit": self.unit,
            "x-known": self.known and self.known.told(name),
            "x-given": self.given,
            "x-usual": self.usual,
        }
        return {name: value for name, value in told.items() if value}


Terms = Mapping[str, str | Term]


def term(
    title: str,
    *,
    kind: str = "",
    unit: str = "",
    known: Known | None = None,
    given: str = "",
    usual: str = "",
) -> Term:
    """A name whose field is of a more special kind, or counts in another unit, than its type; or
    whose value is known already, or nearly always the same."""
    return Term(title, kind=kind, unit=unit, known=known, given=given, usual=usual)


def day(title: str) -> Term:
    """The day on which something happened: mostly that on which it is told."""
    return Term(title, usual=TODAY)


def thing(title: str, reference: str) -> Term:
    """The id of a thing that a form can look up."""
    return Term(title, reference=reference, kind="id")


def part(title: str, *, given: str = "") -> Term:
    """The id of a part within its stream, which no ledger lists by itself: it is picked there
    (`shared.schemas.within`), unless it is `given` by somebody else."""
    return Term(title, kind="part", given=given)


def code(title: str) -> Term:
    """A code that somebody else gave, such as 国家项目代码: there is nothing here to look it up in."""
    return Term(title, kind="code")


def known_as(module: str, name: str) -> Mapping[str, Any]:
    """What a name means in a module of the published language; nothing where no glossary says."""
    unit = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), "")
    by_ending = {"x-unit": unit} if unit else {}
    for terms in _glossaries(service_of(module)):
        if found := terms.get(name):
            return by_ending | (found if isinstance(found, Term) else Term(found)).metadata(name)
    return by_ending


def service_of(module: str) -> str:
    """The service to whose published language a module belongs; empty outside."""
    _, found, rest = module.partition(_SCHEMAS)
    return rest.partition(".")[0] if found else ""


def terms_of(service: str) -> Terms:
    """The glossary of one service, or with `""` what all share; empty where there is none."""
    name = f"{_SCHEMAS}{service}.terms" if service else f"{_SCHEMAS}terms"
    if service and not _is_package(service):
        return {}
    found: Any = import_module(name) if find_spec(name) else None
    terms: Terms = found.TERMS if found else {}
    return terms


@cache
def _glossaries(service: str) -> tuple[Terms, ...]:
    return tuple(_of(service)) if service else ()


def _of(service: str) -> Iterator[Terms]:
    yield terms_of(service)
    yield terms_of("")


def _is_package(service: str) -> bool:
    spec = find_spec(f"{_SCHEMAS}{service}")
    return spec is not None and spec.submodule_search_locations is not None
