"""JSON Schemas of messages, put into a document's own `components/schemas`."""

from typing import Any


def relocated(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A message's schema under its name, and those nested in it beside it."""
    nested = schema.get("$defs", {})
    own = {key: value for key, value in schema.items() if key != "$defs"}
    return {n: _pointing(s) for n, s in {**nested, name: own}.items()}


def _pointing(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else _pointing(value)
            for key, value in node.items()
        }
    return [_pointing(item) for item in node] if isinstance(node, list) else node
