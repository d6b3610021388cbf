"""Hypothesis strategies for every published event and command, from its annotations alone."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

import shared.schemas.platform  # noqa: F401
from shared.policy.services import services
from shared.schemas import checked, kinds
from shared.schemas.events import EventType, events_of

PACKAGES = {name: import_module(f"shared.schemas.{name}") for name in services()}

_LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"])
_LIMITS = {"名称": 200, "文号": 200, "理由": 1000, "说明": 4000, "姓名": 100, "个人情况": 1000}
_INTEGERS = {
    kinds.Fen: (1, kinds.MOST_FEN),
    kinds.FenOrZero: (0, kinds.MOST_FEN),
    kinds.Count: (1, kinds.MOST_COUNT),
    kinds.CountOrZero: (0, kinds.MOST_COUNT),
    kinds.Year: (2000, 2100),
    kinds.Days: (1, 3650),
    kinds.Years: (1, 50),
    kinds.Thousandths: (-(10**15), 10**15),
    kinds.Percent: (0, 100),
    kinds.BasisPoints: (0, 10_000),
}
_WRITTEN: dict[Any, st.SearchStrategy[Any]] = {
    kinds.ParameterName: st.from_regex(r"[a-z]{1,12}\.[a-z0-9_]{1,20}", fullmatch=True),
    kinds.Sha256: st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    kinds.PersonId: st.from_regex(r"p-[0-9]{4}-[0-9]{1,6}", fullmatch=True).filter(str.isascii),
    kinds.MediaType: st.sampled_from(["application/pdf", "image/jpeg", "text/plain"]),
    kinds.JsonValue: st.one_of(st.integers(-(2**53), 2**53), st.lists(st.integers(0, 9))),
}
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(_LETTERS, max_size=20),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    date: st.dates(checked.FIRST_DAY, checked.LAST_DAY),
}


def every_event() -> list[EventType]:
    """Each event type of each service, once."""
    found = {e.name: e for name in PACKAGES for e in events_of(name)}
    return sorted(found.values(), key=lambda e: e.name)


@cache
def messages(data: type[Any]) -> st.SearchStrategy[Any]:
    """Valid messages of a type; made once, for a strategy costs more than what is drawn by it."""
    hints = get_type_hints(data, include_extras=True)
    return st.builds(data, **{f.name: _values(hints[f.name]) for f in fields(data)})


@cache
def _values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _WRITTEN:
        return _WRITTEN[hint]
    if hint in _INTEGERS:
        return st.integers(*_INTEGERS[hint])
    if get_origin(hint) is Annotated:
        return _of_kind(*get_args(hint))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is list:
        return st.lists(_values(get_args(hint)[0]), max_size=3)
    if get_args(hint):
        return st.one_of([_values(option) for option in get_args(hint)])
    if hint is NoneType:
        return st.none()
    return messages(hint) if is_dataclass(hint) else _PLAIN[hint]


def _of_kind(plain: Any, kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(plain) is Literal:
        return _values(plain)
    if plain is Decimal:
        return st.decimals("0.01", "999999999999.99", places=2)
    if plain is bool:
        return st.booleans()
    if labels := kind().metadata.get("x-labels"):
        return st.sampled_from(sorted(labels))
    longest = _LIMITS.get(kind().metadata["title"])
    if longest is None:
        return st.from_regex(checked.IDENTIFIER, fullmatch=True).filter(lambda s: "\n" not in s)
    return st.text(_LETTERS, min_size=1, max_size=min(longest, 40)).filter(lambda s: s.strip())
