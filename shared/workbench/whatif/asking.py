"""What may be otherwise, as a form asks it: a parameter's value, the amounts that an act said."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shared.workbench.forms import typed
from shared.workbench.words import units
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.saying import NUMBERS, Named

DAY = "day"
NOBODY: Named = {}


@dataclass(frozen=True)
class Amount:
    """A number that an act said: where it stands, what it is, and as it is typed."""

    path: str
    title: str
    text: str
    unit: str


def askable(parameter: Mapping[str, Any]) -> str:
    """How a parameter's value is asked: `number`, `day` or `flag`; empty where no form can."""
    value = parameter["value"]
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "number"
    if isinstance(value, str) and not parameter["choices"] and "日期" in parameter["may_be"]:
        return DAY
    return ""


def value_of(parameter: Mapping[str, Any], text: str, today: date) -> Any:
    """What was typed, as the parameter's value. Raises `Unreadable`."""
    kind = askable(parameter)
    if kind == "flag":
        return text == "true"
    if kind == DAY:
        return typed.day(text, today) if text.strip() else ""
    if parameter["name"].endswith("_fen"):
        return typed.money(text)
    return typed.whole(text)


def shown(parameter: Mapping[str, Any]) -> str:
    """The value in force as it is typed."""
    value = parameter["value"]
    if isinstance(value, bool):
        return "true" if value else "false"
    return units.money(value) if parameter["name"].endswith("_fen") else str(value)


def amounts(
    meaning: Meaning, data: Mapping[str, Any], within: str = "", named: Named = NOBODY
) -> Iterator[Amount]:
    """Every number of an act, of its parts too, with what people call it; `named` are parts of its
    matter by their numbers."""
    for one in meaning.fields:
        value, path = data.get(one.name), f"{within}{one.name}"
        if isinstance(value, list):
            for n, part in enumerate(value):
                if isinstance(part, Mapping):
                    name = _name_of(one.item, part, named) or f"第 {n + 1} 项"
                    for each in amounts(one.item, part, f"{path}.{n}.", named):
                        yield Amount(each.path, f"{name} {each.title}", each.text, each.unit)
                elif _is_number(part) and (unit := one.item.unit) in _READ:
                    yield Amount(
                        f"{path}.{n}", f"{one.title} 第 {n + 1} 项", _typed(part, unit), unit
                    )
        elif _is_number(value) and one.unit in _READ:
            yield Amount(path, one.title, _typed(value, one.unit), one.unit)


def has_amounts(meaning: Meaning) -> bool:
    """Whether what is said so, or a part of it, has a number that may be otherwise."""
    return any(
        one.unit in _READ
        or ("array" in one.types and (one.item.unit in _READ or has_amounts(one.item)))
        for one in meaning.fields
    )


def changed(data: Mapping[str, Any], asked: Mapping[str, str], of: list[Amount]) -> dict[str, Any]:
    """The fields of an act with these amounts otherwise; those that stay are left out.

    Raises `Unreadable`.
    """
    otherwise: dict[str, Any] = {}
    for one in of:
        text = asked.get(one.path, one.text).strip()
        if text == one.text:
            continue
        first, *rest = one.path.split(".")
        held: Any = otherwise
        held.setdefault(first, deepcopy(data[first]))
        *way, last = (first, *(int(step) if step.isdigit() else step for step in rest))
        for step in way:
            held = held[step]
        held[last] = _READ[one.unit](text)
    return otherwise


_READ: dict[str, Any] = {
    "fen": typed.money,
    "square-metres": typed.area,
    "basis-points": typed.percent,
    "percent": typed.whole,
    "count": typed.whole,
    "points": typed.whole,
    "working-days": typed.whole,
    "calendar-days": typed.whole,
    "days": typed.whole,
    "people": typed.whole,
}


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return value.replace(".", "", 1).replace("-", "", 1).isdigit()
    return isinstance(value, int) and not isinstance(value, bool)


def _typed(value: Any, unit: str) -> str:
    if unit == "square-metres":
        return str(value)
    return units.quantity(Decimal(str(value)) if unit != "fen" else int(value), unit)


def _name_of(meaning: Meaning, part: Mapping[str, Any], named: Named) -> str:
    """What tells a part from the others: what its matter calls it, or its first word or name, which
    a number is not."""
    for one in meaning.fields:
        value = part.get(one.name)
        if called := named.get((f"part {one.name}", str(value))):
            return called
        if isinstance(value, str) and not one.unit and one.kind not in NUMBERS:
            return one.labels.get(value, value)
    return ""
