"""What of a command in a batch is each row's own: the parts of the row's stream, by their words or
with the next number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shared.workbench.batches.chosen import Row
from shared.workbench.catalogue import Declared
from shared.workbench.forms.closed import Whys, closed_asked, closed_parts
from shared.workbench.forms.entries import KNOWN, SOURCE, Entries
from shared.workbench.forms.fields import Field, Filling, fields
from shared.workbench.forms.parts import Known, known_parts, parts_asked, standing
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
    known = {}
    for row in rows:
        stands = _said(command, meaning, row, entries)
        known[row.stream] = known_parts(visit, declared, meaning, stands), stands
    visit.foresee(
        *(
            (question for _, question in closed_asked(declared, command, parts, said))
            for parts, said in known.values()
        )
    )
    today, each = visit.bench.today(), {}
    for row in rows:
        parts, said = known[row.stream]
        closed = closed_parts(visit, declared, command, parts, said)
        each[row.stream] = _own(meaning, row, entries, parts, closed, today)
    return each


def _said(
    command: Mapping[str, Any], meaning: Meaning, row: Row, entries: Entries
) -> Callable[[str], str]:
    """What the fields of a row say: its own, and what is common to all."""
    return standing({**entries, **_typed(meaning, row, entries)}, {command["key"]: row.id})


def _typed(meaning: Meaning, row: Row, entries: Entries) -> dict[str, list[str]]:
    """What was typed for a row, as a form's entries."""
    return {
        one.name + below: entries[_place(one, row) + below]
        for one in meaning.fields
        for below in ("", SOURCE, KNOWN)
        if _place(one, row) + below in entries
    }


def _own(
    meaning: Meaning, row: Row, entries: Entries, parts: Known, closed: Mapping[str, Whys],
    today: date,
) -> Own:  # fmt: skip
    typed = _typed(meaning, row, entries)
    found = read(meaning, typed, today)
    asked = any(_place(one, row) in entries for one in meaning.fields)
    errors = found.errors if asked else {}
    drawn = fields(meaning, Filling(typed, errors, parts=parts, closed=closed))
    named = [replace(one, path=f"{one.path}@{row.stream}", of=()) for one in drawn]
    return Own(named, found.data, not found.errors)


def _place(meaning: Meaning, row: Row) -> str:
    return f"{meaning.name}@{row.stream}"


def _only(schema: Mapping[str, Any], names: Any) -> Meaning:
    told = {name: one for name, one in schema["properties"].items() if name in names}
    required = [name for name in schema.get("required", ()) if name in names]
    return of_schema({**schema, "properties": told, "required": required})
