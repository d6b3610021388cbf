"""A view's row as the cells of a ledger 台账: exact values, and the units that clerks read."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

from shared.face.codes import called
from shared.face.words import Words, words_for
from shared.kernel.views.definition import Column, View
from shared.policy.languages import money
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import encode
from shared.schemas.marshalling import json_schema

Kind = Literal["text", "integer", "decimal", "date", "moment"]

FEN_A_TEN_THOUSAND_YUAN = 1_000_000
SQUARE_METRES_A_MU = Decimal(10_000) / 15
"""15 mu are a hectare, 10,000 m²."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the ledger: its title, what it holds, and how it is taken from a row's value."""

    title: str
    kind: Kind
    width: int
    value: Callable[[Any], Any]
    column: str


def cells_of(view: View) -> list[Cell]:
    """The ledger's columns; an amount in fen stands beside 万元, an area in m² beside 亩.

    Where a template takes words, the ledger says them.
    """
    return [cell for column in view.columns for cell in _cells(column)]


def values(cells: Sequence[Cell], row: Any) -> Iterator[Any]:
    """The cells of a row; None stays empty."""
    for cell in cells:
        value = getattr(row, cell.column)
        yield None if value is None else cell.value(value)


def _cells(column: Column) -> Iterator[Cell]:
    name, title, words = column.name, column.title, words_for(column.hint)
    if column.type is int and name.endswith("_fen"):
        bare = title.removesuffix("（分）").removesuffix("(分)")
        yield Cell(f"{bare}（万元）", "decimal", 16, _ten_thousand_yuan, name)
        yield Cell(f"{bare}（分）", "integer", 20, int, name)
    elif column.type is Decimal and "（平方米）" in title:
        bare = title.removesuffix("（平方米）")
        yield Cell(f"{bare}（亩）", "decimal", 14, _mu, name)
        yield Cell(f"{bare}（平方米）", "decimal", 18, Decimal, name)
    elif column.type is Decimal:
        yield Cell(title, "decimal", 14, Decimal, name)
    elif column.type is bool:
        yield Cell(title, "text", 8, lambda v: "是" if v else "否", name)
    elif column.type is int:
        yield Cell(title, "integer", 12, int, name)
    elif column.type is date:
        yield Cell(title, "date", 12, lambda v: v, name)
    elif column.type is datetime:
        yield Cell(title, "moment", 20, _local, name)
    elif column.type is str:
        yield Cell(title, "text", 24, words.say if words else str, name)
    else:
        said = _mapped(column) or _of_parts(column) or _of_messages(column) or _listed(words)
        yield Cell(title, "text", 40, said, name)


def _ten_thousand_yuan(fen: int) -> Decimal:
    return _two_places(Decimal(fen) / FEN_A_TEN_THOUSAND_YUAN)


def _mu(square_metres: Decimal) -> Decimal:
    return _two_places(square_metres / SQUARE_METRES_A_MU)


def _two_places(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _local(moment: datetime) -> datetime:
    """Spreadsheets know no time zones: the local time, bare."""
    return moment.astimezone(LOCAL_TIME).replace(tzinfo=None)


def _mapped(column: Column) -> Callable[[Any], str] | None:
    """A mapping in words, each name with what stands beside it; None for what is none."""
    if get_origin(column.hint) is not dict:
        return None
    names, told = map(words_for, get_args(column.hint))
    if not names and not told:
        return None

    def said(mapping: Any) -> str:
        pairs = ((_say(names, name), _say(told, what)) for name, what in mapping.items())
        return "、".join(f"{name}：{what}" for name, what in pairs)

    return said


def _of_parts(column: Column) -> Callable[[Any], str] | None:
    """A list of parts with fields of their own, each in words; None for what is none."""
    [part, *_] = get_args(column.hint) or [None]
    if get_origin(column.hint) is not list or not is_typeddict(part):
        return None
    words = {n: words_for(hint) for n, hint in get_type_hints(part, include_extras=True).items()}

    def said(parts: Any) -> str:
        return "；".join(" ".join(_say(words[n], v) for n, v in part.items()) for part in parts)

    return said


def _of_messages(column: Column) -> Callable[[Any], str] | None:
    """A list of messages, each field by its title and in words; None for what is none."""
    [part, *_] = get_args(column.hint) or [None]
    if not isinstance(part, type) or not is_dataclass(part):
        return None
    fields = json_schema(part)["properties"]

    def said(parts: Any) -> str:
        plain = json.loads(encode(parts))
        return "；".join("，".join(_field(fields[n], v) for n, v in p.items()) for p in plain)

    return said


def _field(told: Mapping[str, Any], value: Any) -> str:
    """A field's title with what it holds."""
    title = str(told.get("title", "")).removesuffix("（分）").removesuffix("（千分之一）")
    unit, labels = told.get("x-unit"), told.get("x-labels") or {}
    if isinstance(value, bool):
        return f"{title} {'是' if value else '否'}"
    if isinstance(value, int) and unit in ("fen", "thousandths"):
        return f"{title} {money(value) if unit == 'fen' else f'{value / 1000:g}'}"
    return f"{title} {labels.get(value, value) if isinstance(value, str) else _plain(value)}"


def _say(words: Words | None, value: str) -> str:
    return words.say(value) if words else value


def _listed(words: Words | None) -> Callable[[Any], str]:
    """A list in words, where it has them."""
    if words is None:
        return _readable
    return lambda values: "、".join(words.say(value) for value in values)


def _readable(value: Any) -> str:
    """A list, or whatever else is nested, as text."""
    return _plain(json.loads(encode(value)))


def _plain(value: Any) -> str:
    """What is nested, without brackets: codes by the words that all fields have for them."""
    if isinstance(value, list):
        return "、".join(map(_plain, value))
    if isinstance(value, dict):
        return "，".join(f"{_plain(name)}：{_plain(told)}" for name, told in value.items())
    return (
        ""
        if value is None
        else called().get(value, value)
        if isinstance(value, str)
        else f"{value}"
    )
