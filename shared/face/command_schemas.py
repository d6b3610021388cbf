"""A command's JSON Schema with what only its aggregate knows: which fields name a part of a stream.

`x-within` of such a field: of which `aggregate` the part is and what kind of `part`; `by`, the
command's field that holds the id of the stream in which it stands, with its title; `beside` which others it is one
of several; whether it is `new`, so that its id is proposed, or one of those there are.
`/streams/<stream>/parts` answers both.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from shared.kernel.aggregate.aggregate import Command
from shared.schemas.events import event_type
from shared.schemas.marshalling import json_schema
from shared.schemas.within import Within, parts_within

NAMES_PART = "x-within"


@cache
def command_schema(command: Command, service: str) -> dict[str, Any]:
    """The JSON Schema of a command of a service."""
    schema: dict[str, Any] = deepcopy(json_schema(command.data))
    for path, told in fields_of(schema):
        if "x-labels" in told:
            continue
        if found := _named(command, path, schema["properties"], parts_within(service)):
            told[NAMES_PART] = found
    return schema


def _named(
    command: Command, path: str, fields: Mapping[str, Any], known: tuple[Within, ...]
) -> dict[str, Any] | None:
    """Of which part a field is the id."""
    category, leaf = command.aggregate.category, path.rpartition(".")[2]
    for one in known:
        if leaf not in one.fields:
            continue
        by = one.fields[leaf]
        if path == command.aggregate.key and not by:
            continue  # it says of which stream all else is
        if by not in fields if by else category not in (one.aggregate, *one.from_streams):
            continue
        if (new := _makes(command, path, one)) and not one.numbered:
            continue
        if not one.numbered and _tells(command, one):
            continue  # it names them beside those that it makes
        return {
            "aggregate": one.aggregate,
            "part": one.name,
            "title": one.title,
            "by": by or command.aggregate.key,
            "by_title": fields[by or command.aggregate.key].get("title", ""),
            "of": one.aggregate if by else category,
            "beside": list(one.all_beside),
            "new": new,
        }
    return None


def _makes(command: Command, path: str, one: Within) -> bool:
    """Whether the part that a command's field names is one that the command makes."""
    if command.name in one.made_by:
        return path in one.told_by.values()
    told = ((event_type(name).data, column) for name, column in one.told_by.items())
    return any(column == path and issubclass(data, command.data) for data, column in told)


def _tells(command: Command, one: Within) -> bool:
    """Whether the command makes parts of a kind."""
    paths = {path for path, _ in fields_of(json_schema(command.data))}
    return any(path in paths and _makes(command, path, one) for path in one.told_by.values())


def fields_of(schema: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields of a message by their dotted paths, each with the schema of a single value."""
    return _fields(schema, schema.get("$defs", {}), "")


def _fields(
    schema: Mapping[str, Any], others: Mapping[str, Any], path: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, told in schema.get("properties", {}).items():
        one = told.get("items", told)
        place = f"{path}.{name}" if path else name
        if pointed := one.get("$ref"):
            yield from _fields(others.get(pointed.rpartition("/")[2], {}), others, place)
        else:
            yield place, one
