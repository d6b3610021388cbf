"""What is nested in a column, as a text in words: lists, names with what stands beside them, parts
with fields of their own."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from shared.face.codes import called
from shared.face.exports.saying import BY_KIND, Say, say_of_hint
from shared.policy.languages import money
from shared.schemas.codec import encode
from shared.schemas.events import events_of
from shared.schemas.marshalling import json_schema
from shared.schemas.words import fields_of

Field = Mapping[str, Any]
"""What JSON Schema says of a field."""
Vocabulary = Callable[[], Mapping[str, Field]]
"""What fields mean by their names, for what a ledger keeps of them without a schema."""
_DAY = re.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_UNITS = ("（分）", "（平方米）", "（千分之一）")


def vocabulary_of(service: str) -> Vocabulary:
    """As the first of a service's events has them that says so; found when it is first needed."""
    return lambda: _known(service)


def say_nested(hint: Any, say: Say | None, vocabulary: Vocabulary) -> Callable[[Any], str]:
    """How a column of this annotation says what it holds; `say` says one of its plain values."""
    [part, *_] = get_args(hint) or [None]
    if get_origin(hint) is dict:
        names, told = map(say_of_hint, get_args(hint))
        return lambda mapping: "、".join(
            f"{names(name)}：{told(what) if isinstance(what, str) else _plain(what, vocabulary)}"
            for name, what in mapping.items()
        )
    if any(field().metadata.get("x-kind") == "limit" for field in fields_of(hint)):
        return lambda keys: f"{len(keys)} 项" if keys else ""  # they tell limits apart, no more
    if is_typeddict(part):
        says = {n: say_of_hint(of) for n, of in get_type_hints(part, include_extras=True).items()}
        return lambda parts: "；".join(" ".join(says[n](v) for n, v in p.items()) for p in parts)
    if isinstance(part, type) and is_dataclass(part):
        fields = json_schema(part)["properties"]
        return lambda parts: _plain(json.loads(encode(parts)), lambda: fields)
    if say is not None:
        return lambda values: "、".join(map(say, values))
    return lambda value: _plain(json.loads(encode(value)), vocabulary)


@cache
def _known(service: str) -> Mapping[str, Field]:
    schemas = [json_schema(event.data) for event in events_of(service)]
    schemas += [inner for schema in schemas for inner in schema.get("$defs", {}).values()]
    return {
        name: told
        for schema in reversed(schemas)
        for name, told in schema.get("properties", {}).items()
    }


def _plain(value: Any, vocabulary: Vocabulary) -> str:
    """Without brackets: fields by their titles, codes by the words that all fields have for them."""
    if isinstance(value, list):
        between = "；" if any(isinstance(one, dict) for one in value) else "、"
        return between.join(_plain(one, vocabulary) for one in value)
    if isinstance(value, dict):
        return "，".join(_fields(value, vocabulary))
    return (
        ""
        if value is None
        else called().get(value, value)
        if isinstance(value, str)
        else f"{value}"
    )


def _fields(part: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[str]:
    for name, value in part.items():
        told = vocabulary().get(name)
        if told is None:  # what has no word, neither it nor its value, tells nobody
            title, said = called().get(name, name), _plain(value, vocabulary)
            if not title.isascii():
                yield f"{title}：{said}"
            elif not said.isascii() or _DAY.fullmatch(said):
                yield said
        elif value not in (None, "", [], {}):
            yield f"{_title(told)} {_field(told, value, vocabulary)}"


def _title(told: Field) -> str:
    title = str(told.get("title", ""))
    return next((title.removesuffix(unit) for unit in _UNITS if title.endswith(unit)), title)


def _field(told: Field, value: Any, vocabulary: Vocabulary) -> str:
    """What a field holds, in its words and units."""
    unit, labels = told.get("x-unit"), told.get("x-labels") or {}
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) and unit in ("fen", "thousandths"):
        return money(value) if unit == "fen" else f"{value / 1000:g}"
    if unit == "square-metres":
        return f"{value} 平方米"
    if isinstance(value, list) and not any(isinstance(one, dict) for one in value):
        item = {**told, **told.get("items", {})}
        return "、".join(_field(item, one, vocabulary) for one in value)
    if isinstance(value, str):
        say = BY_KIND.get(told.get("x-reference", "")) or BY_KIND.get(told.get("x-kind", ""))
        return str(labels.get(value) or (say(value) if say else called().get(value, value)))
    return _plain(value, vocabulary)
