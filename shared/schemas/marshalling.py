"""marshmallow schemas and JSON Schemas, derived from the dataclass of an event or a command."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow_dataclass import class_schema

from shared.schemas.checked import MOST_ITEMS, Day
from shared.schemas.glossary import SELF
from shared.schemas.messages import is_command

R = TypeVar("R")


class _Message(Schema):
    """What the fields of every message have in common."""

    TYPE_MAPPING = {**Schema.TYPE_MAPPING, date: Day}


def _once(function: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    return cast(Callable[[type[Any]], R], lru_cache(maxsize=None)(function))


@_once
def schema_of(data: type[Any]) -> Schema:
    """The marshmallow schema of a message; unknown fields are refused."""
    return class_schema(data, base_schema=_Message)(unknown=RAISE)


@_once
def _fields_of(data: type[Any]) -> dict[str, "fields.Field[Any]"]:
    return dict(schema_of(data).load_fields)


class _Reading(NamedTuple):
    """How a message is read: its fields, with what reads and checks a value where that is all to be
    done; which must be there; and what the others are where they are not."""

    fields: Mapping[str, tuple["fields.Field[Any]", Callable[..., Any] | None]]
    required: frozenset[str]
    defaults: Mapping[str, Any]
    made: Mapping[str, Callable[[], Any]]


@_once
def _reading(data: type[Any]) -> _Reading:
    known = _fields_of(data)
    readers = {
        n: (f, None if f.pre_load or f.post_load else f._deserialize) for n, f in known.items()
    }
    left_out = {n: f.load_default for n, f in known.items() if not f.required}
    made = {n: default for n, default in left_out.items() if callable(default)}
    defaults = {n: default for n, default in left_out.items() if n not in made}
    return _Reading(readers, frozenset(known.keys() - left_out.keys()), defaults, made)


@_once
def _holds_others(data: type[Any]) -> bool:
    return any(isinstance(f, fields.List | fields.Nested) for f in _fields_of(data).values())


def load(data: type[Any], plain: Any) -> Any:
    """A message from plain JSON values. Raises `marshmallow.ValidationError`, by field.

    How long lists are is looked at before what is in them.
    """
    schema = schema_of(data)
    if _holds_others(data) and (too_long := _too_long(schema, plain)):
        raise ValidationError(too_long)
    try:
        return data(**_read(data, plain))
    except ValidationError:
        return schema.load(plain)  # which looks at all that is wrong


def _read(data: type[Any], plain: Any) -> dict[str, Any]:
    """What the schema makes of values that are right, at half its cost: most of that is for telling
    what is wrong. Raises `marshmallow.ValidationError`, of the first thing."""
    known, required, defaults, made = _reading(data)
    if type(plain) is not dict or not known.keys() >= plain.keys() >= required:
        raise ValidationError("other fields")
    read = dict(defaults)
    for name, make in made.items():
        if name not in plain:
            read[name] = make()
    for name, value in plain.items():
        field, simply = known[name]
        if value is None or simply is None:
            read[name] = field.deserialize(value, name, plain)
            continue
        value = read[name] = simply(value, name, plain)
        for check in field.validators:
            check(value)
    return read


@_once
def json_schema(data: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a message; nested messages stand in `$defs`."""
    plugin = MarshmallowPlugin()
    spec = APISpec("schema", "1", "3.1.0", plugins=[plugin])
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_decimals_are_strings)
    plugin.converter.add_attribute_function(_bounded_lists)
    plugin.converter.add_attribute_function(_items_say_what_they_are)
    root: dict[str, Any] = plugin.converter.schema2jsonschema(schema_of(data))
    nested = spec.to_dict().get("components", {}).get("schemas", {})
    _keep_what_a_form_can_ask(root, of_command=is_command(data))
    for within in nested.values():
        _keep_what_a_form_can_ask(within, of_command=False)
    if nested:
        root["$defs"] = nested
    return cast(dict[str, Any], _relocated(root))


def _keep_what_a_form_can_ask(schema: dict[str, Any], *, of_command: bool) -> None:
    """Where a value is known, and what it usually is, a command alone tells; where it is known, only
    one that has what it is known by."""
    fields = schema.get("properties", {})
    for name, told in fields.items():
        known = told.get("x-known")
        asks = of_command and known and {known["by"], *known.get("alike", ())} <= fields.keys()
        if known and not (asks and known["by"] != name):
            del told["x-known"]
        of_no_organisation = told.get("x-usual") == SELF and "x-reference" not in told
        if not of_command or of_no_organisation:
            told.pop("x-usual", None)


def _too_long(schema: Schema, plain: Any) -> dict[str, Any]:
    """The lists that hold too much, by field as marshmallow tells of errors."""
    if not isinstance(plain, dict):
        return {}
    found: dict[str, Any] = {}
    for name, field in schema.fields.items():
        value = plain.get(name)
        if isinstance(field, fields.List) and isinstance(value, list):
            if len(value) > MOST_ITEMS:
                found[name] = [
                    f"最多 {MOST_ITEMS} 项，现有 {len(value)} 项"
                    f" At most {MOST_ITEMS} items; there are {len(value)}."
                ]
            elif isinstance(field.inner, fields.Nested):
                of_items = ((n, _too_long(field.inner.schema, i)) for n, i in enumerate(value))
                if told := {n: told for n, told in of_items if told}:
                    found[name] = told
        elif isinstance(field, fields.Nested) and (deeper := _too_long(field.schema, value)):
            found[name] = deeper
    return found


def _bounded_lists(_: Any, field: Any, **__: Any) -> dict[str, Any]:
    return {"maxItems": MOST_ITEMS} if isinstance(field, fields.List) else {}


def _items_say_what_they_are(
    _: Any, field: Any, *, ret: dict[str, Any], **__: Any
) -> dict[str, Any]:
    """Of a list, what each item is stands at the items; its title is the list's own."""
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Field):
        told = [name for name in ("x-kind", "x-reference", "x-unit") if name in ret]
        if told and "$ref" not in ret["items"]:
            ret["items"] = {**ret["items"], **{name: ret.pop(name) for name in told}}
    return {}


def _decimals_are_strings(_: Any, field: Any, **__: Any) -> dict[str, Any]:
    if isinstance(field, fields.Decimal):
        types = ["string", "null"] if field.allow_none else "string"
        return {"type": types, "pattern": r"^\d+(\.\d{1,2})?$"}
    return {}


def _relocated(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace("#/components/schemas/", "#/$defs/")
            if key == "$ref" and isinstance(value, str)
            else _relocated(value)
            for key, value in node.items()
        }
    return [_relocated(item) for item in node] if isinstance(node, list) else node
