"""What of a command in a batch is each row's own: the parts of the row's stream, by their words or
with the next number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.workbench.batches.chosen import Row
from shared.workbench.catalogue import Declared
from shared.workbench.forms.entries import KNOWN, SOURCE, Entries
from shared.workbench.forms.fields import Field, Filling, fields
from shared.workbench.forms.parts import known_parts, parts_asked
from shared.workbench.forms.reading import read
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema


@dataclass(frozen=True)
class Own:
    """Of a row: its fields as they are drawn, what they say, and whether that is all that is
    needed."""

    fields: Sequence[Field]
    data: Mapping[str, Any]
    whole: bool


def apart(command: Mapping[str, Any]) -> tuple[Meaning, Meaning]:
    """A command's fields that are common to all rows, and those that name a part of each row's own
    stream."""
    schema = command["schema"]
    own = {
        name
        for name, told in schema["properties"].items()
        if told.get("x-within", {}).get("by") == command["key"]
    }
    return _only(schema, schema["properties"].keys() - own), _only(schema, own)


def own_of(
    visit: Visit, declared: Declared, command: Mapping[str, Any], meaning: Meaning,
    rows: Sequence[Row], entries: Entries,
) -> dict[str, Own]:  # fmt: skip
    """What of a command is each row's own, by its stream."""
    if not meaning.fields:
        return {}
    visit.foresee(
        *(parts_asked(declared, meaning, {command["key"]: r.id}.get).values() for r in rows)
    )
    return {row.stream: _own(visit, declared, command, meaning, row, entries) for row in rows}


def _own(
    visit: Visit, declared: Declared, command: Mapping[str, Any], meaning: Meaning, row: Row,
    entries: Entries,
) -> Own:  # fmt: skip
    typed = {
        one.name + below: entries[_place(one, row) + below]
        for one in meaning.fields
        for below in ("", SOURCE, KNOWN)
        if _place(one, row) + below in entries
    }
    found = read(meaning, typed, visit.bench.today())
    parts = known_parts(
        visit, declared, command["name"], meaning, {**entries, **typed}, {command["key"]: row.id}
    )
    asked = any(_place(one, row) in entries for one in meaning.fields)
    drawn = fields(meaning, Filling(typed, found.errors if asked else {}, parts=parts))
    named = [replace(one, path=f"{one.path}@{row.stream}", of=()) for one in drawn]
    return Own(named, found.data, not found.errors)


def _place(meaning: Meaning, row: Row) -> str:
    return f"{meaning.name}@{row.stream}"


def _only(schema: Mapping[str, Any], names: Any) -> Meaning:
    told = {name: one for name, one in schema["properties"].items() if name in names}
    required = [name for name in schema.get("required", ()) if name in names]
    return of_schema({**schema, "properties": told, "required": required})
