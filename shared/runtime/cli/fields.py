"""Turns `key=value` into a command's data, by the command's JSON Schema."""

import json
from collections.abc import Iterable
from typing import Any

from shared.runtime.cli.errors import Complaint

_TRUE, _FALSE = {"true", "yes", "是"}, {"false", "no", "否"}


def data_of(fields: Iterable[str], whole: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The data of a command. What does not fit its type stays text: the service says why not; a
    word of an enumeration is its value, as in a spreadsheet.

    `whole` is a JSON object that the fields go over. Raises `Complaint`.
    """
    data = _object(whole) if whole else {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise Complaint(f"应为 key=value：{field}\nNot a key=value: {field}")
        data[name] = _value(name, value, schema.get("properties", {}).get(name, {}), schema)
    return data


def _value(name: str, text: str, kind: dict[str, Any], schema: dict[str, Any]) -> Any:
    types = _types(kind, schema)
    for value, word in kind.get("x-labels", {}).items():
        if word == text:
            return value
    if text in ("", "null") and "null" in types:
        return None
    if "integer" in types:
        return int(text) if text.lstrip("-").isdecimal() else text
    if "number" in types:
        return _json(name, text)
    if "boolean" in types and text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    if "array" in types and not text.startswith("["):
        return [_value(name, t, kind.get("items", {}), schema) for t in text.split(",") if t]
    if types & {"array", "object"}:
        return _json(name, text)
    return text


def _types(kind: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    """The JSON types that a value may have."""
    if "$ref" in kind:
        return _types(schema["$defs"][kind["$ref"].rpartition("/")[2]], schema)
    told = kind.get("type", [])
    types = {told} if isinstance(told, str) else set(told)
    for option in (*kind.get("anyOf", ()), *kind.get("allOf", ()), *kind.get("oneOf", ())):
        types |= _types(option, schema)
    return types


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Complaint(f"{name} 不是 JSON（{error}）\n{name} is not JSON: {text}") from None


def _object(text: str) -> dict[str, Any]:
    value = _json("--json", text)
    if not isinstance(value, dict):
        raise Complaint("--json 须为 JSON 对象\n--json takes a JSON object")
    return value
