"""Things 事物 that a field may be the id of, and the ledger in which a form looks them up.

    LISTED = {"fund": listed("资金", "fund-ledger", "fund", says=("name", "year"))}

Such a table stands beside the glossary, in `shared/schemas/<service>/terms.py`, or where there is
none, in the package. Towns, counties and organisations are the registry's: the face tells their
names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec

REGISTERED = {"town": "镇", "county": "区县", "organisation": "单位"}
"""What the registry lists, whoever asks."""


@dataclass(frozen=True, slots=True)
class More:
    """Another `view` of the service, whose rows say more of a thing to who may see them: by the
    `column` that holds its id, those that say it, of the rows that have these values."""

    view: str
    column: str
    says: tuple[str, ...]
    where: Mapping[str, str]

    def told(self) -> dict[str, object]:
        """The same in JSON."""
        return {
            "view": self.view,
            "column": self.column,
            "says": list(self.says),
            "where": dict(self.where),
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing, and where its kind is listed: in which `view` of which `service`, the `column` that
    holds the id, those that say what it is; `within` are the columns that tell of what it is a
    part: the form has them already. `also` are views of the service that call some of them by the
    same columns: what is not on the first may be on those. `more` tells apart those of one name."""

    title: str
    view: str
    column: str
    says: tuple[str, ...]
    within: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    more: More | None = None
    service: str = ""

    def told(self) -> dict[str, object]:
        """The same in JSON."""
        return {
            "title": self.title,
            "service": self.service,
            "view": self.view,
            "column": self.column,
            "says": list(self.says),
            "within": list(self.within),
            "also": list(self.also),
            **({"more": self.more.told()} if self.more else {}),
        }


def listed(
    title: str,
    view: str,
    column: str,
    *,
    says: tuple[str, ...],
    within: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    more: More | None = None,
) -> Listed:
    """Declare where a kind of thing is listed; the service is the one whose table it stands in."""
    return Listed(title, view, column, says, within, also, more)


@cache
def references(services: tuple[str, ...]) -> Mapping[str, Listed]:
    """Every thing that one of these services lists, by its name. Raises `ValueError` for a name given twice."""
    found: dict[str, Listed] = {}
    for service in services:
        for name, thing in _listed_by(service).items():
            if name in found or name in REGISTERED:
                raise ValueError(f"{service} lists {name}, which is listed already")
            found[name] = replace(thing, service=service)
    return found


def _listed_by(service: str) -> Mapping[str, Listed]:
    package = f"shared.schemas.{service}"
    module = f"{package}.terms" if find_spec(f"{package}.terms") else package
    known: Mapping[str, Listed] = getattr(import_module(module), "LISTED", {})
    return known
