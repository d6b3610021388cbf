"""marshmallow schemas and JSON Schemas, derived from the dataclass of an event or a command."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import EXCLUDE, RAISE, Schema, fields
from marshmallow_dataclass import class_schema

R = TypeVar("R")


def _once(function: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    return cast(Callable[[type[Any]], R], lru_cache(maxsize=None)(function))


@_once
def schema_of(data: type[Any]) -> Schema:
    """The marshmallow schema of a message; unknown fields are refused."""
    return class_schema(data)(unknown=RAISE)


@_once
def tolerant_schema_of(data: type[Any]) -> Schema:
    """The same for readers, who ignore fields they do not know."""
    return class_schema(data)(unknown=EXCLUDE)


def load(data: type[Any], plain: Any) -> Any:
    """A message from plain JSON values. Raises `marshmallow.ValidationError`, by field."""
    return schema_of(data).load(plain)


@_once
def json_schema(data: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a message; nested messages stand in `$defs`."""
    plugin = MarshmallowPlugin()
    spec = APISpec("schema", "1", "3.1.0", plugins=[plugin])
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_decimals_are_strings)
    root: dict[str, Any] = plugin.converter.schema2jsonschema(schema_of(data))
    nested = spec.to_dict().get("components", {}).get("schemas", {})
    if nested:
        root["$defs"] = nested
    return cast(dict[str, Any], _relocated(root))


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
