"""Parts 流内事项 of a thing, which stand in its own stream: a contract of a fund, a lot of a quota.

    WITHIN = (
        within("合同", "fund", "contract", {"FundsCommitted": "contract"}, says=("payee", "amount_fen")),
    )

Such a table stands beside the glossary, in `shared/schemas/<service>/terms.py`. No ledger need list
them: the stream's events tell which there are, and what of them is said to people. JSON Schema of a
command tells it as `x-within`, beside `x-reference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Within:
    """A kind of part of the streams of an `aggregate`.

    `told_by` are the events that tell of a new one, each with the field that holds its id, as
    `criteria.criterion` where it is one of several rows; `says` are the fields beside it that say
    what it is. A part that has no number is known by its name. `fields` are the commands' fields that name it, each with the command's field that
    holds the stream's id; the aggregate's own key where that is empty. `ended_by` are the events
    that end it. `made_by` are commands that make one although no event inherits their fields.
    `beside` are fields without which an id names nothing: a contract is one of its project's; of
    several with `/` between them the first that there is. `from_streams` are categories whose own
    events tell, in the field named, in which stream it is. `counted` are events that give a part no
    id: it is the how-manyeth of those that say the same beside it, which is what stands here and
    what the event says. What is not `numbered` here has its number from somebody else, or a name instead.
    """

    title: str
    aggregate: str
    name: str
    told_by: Mapping[str, str]
    says: tuple[str, ...]
    fields: Mapping[str, str]
    ended_by: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()
    from_streams: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    counted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    numbered: bool = True

    @property
    def all_beside(self) -> tuple[str, ...]:
        """Every field that may stand beside an id."""
        return tuple(name for told in self.beside for name in told.split("/"))

    def beside_in(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What stands beside an id in a message, or in an event."""
        return {
            name: data[name]
            for told in self.beside
            for name in [n for n in told.split("/") if data.get(n)][:1]
        }


def within(
    title: str,
    aggregate: str,
    name: str,
    told_by: Mapping[str, str] = MappingProxyType({}),
    *,
    says: tuple[str, ...],
    fields: Mapping[str, str] | None = None,
    ended_by: tuple[str, ...] = (),
    made_by: tuple[str, ...] = (),
    from_streams: Mapping[str, str] | None = None,
    beside: tuple[str, ...] = (),
    counted: Mapping[str, Mapping[str, str]] | None = None,
    numbered: bool = True,
) -> Within:
    """Declare a kind of part; the fields that name it are called as it is, unless said otherwise."""
    named = {name: "", **(fields or {})}
    return Within(
        title, aggregate, name, told_by, says, named, ended_by, made_by, from_streams or {}, beside,
        counted or {}, numbered,
    )  # fmt: skip


@cache
def parts_within(service: str) -> tuple[Within, ...]:
    """Every kind of part that a service declares."""
    package = find_spec(f"shared.schemas.{service}")
    module = f"shared.schemas.{service}.terms"
    if not package or not package.submodule_search_locations or not find_spec(module):
        return ()
    found: tuple[Within, ...] = getattr(import_module(module), "WITHIN", ())
    return found
