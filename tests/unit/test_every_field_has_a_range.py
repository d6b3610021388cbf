"""No number, text or list of a command that people give is without a greatest value or length."""

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import ValidationError

from shared.kernel.aggregate.aggregate import Command
from shared.runtime.settings import SERVICES
from shared.schemas.marshalling import json_schema, load
from shared.schemas.supervision.bulletin import FigureCorrection
from tests.scenario.pure_run import Service

COMMANDS = {
    f"{service}/{command.name}": command
    for service in SERVICES
    for command in Service.declared(service).commands.values()
    if command.public
}
JUDGED_BY_ITS_PARAMETER = {"set-parameter value"}


def unbounded(schema: dict[str, Any], path: str) -> Iterator[str]:
    """The places within a schema where a value may be as large, or as long, as one likes."""
    for name, inner in schema.get("properties", {}).items():
        yield from unbounded(inner, f"{path} {name}")
    if "$ref" in schema or "enum" in schema or "const" in schema or "allOf" in schema:
        return  # what it refers to is looked at by itself
    for one in schema.get("anyOf", ()):
        yield from unbounded(one, path)
    kinds = schema.get("type", "anyOf" if "anyOf" in schema else "anything")
    match [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]:
        case ["integer"] if not {"minimum", "maximum"} <= schema.keys():
            yield path
        case ["string"] if not {"maxLength", "pattern", "format"} & schema.keys():
            yield path
        case ["array"]:
            if "maxItems" not in schema:
                yield path
            yield from unbounded(schema["items"], f"{path} []")
        case ["anything"]:
            yield path


def schemas(command: Command) -> Iterator[dict[str, Any]]:
    schema = json_schema(command.data)
    yield schema
    yield from schema.get("$defs", {}).values()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_field_of_a_command_has_a_range(name: str) -> None:
    command = COMMANDS[name]
    found = {place for s in schemas(command) for place in unbounded(s, command.name)}
    assert found <= JUDGED_BY_ITS_PARAMETER


@pytest.mark.parametrize("value", [-1, 10**9 + 1, 2**63, 10**400])
def test_a_figure_is_corrected_to_a_number_that_can_be_counted(value: int) -> None:
    with pytest.raises(ValidationError):
        load(FigureCorrection, {"organisation": "housing", "figure": "handled", "value": value})
