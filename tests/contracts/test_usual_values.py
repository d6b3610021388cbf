"""What a form begins with is what the demo's commands nearly always say; and where they always say
the day, or their own organisation, the form begins with it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from deploy.demo.generate import PROGRAMME
from shared.face.command_schemas import command_schema
from shared.schemas.glossary import SELF, THIS_MONTH, THIS_YEAR, TODAY, USUAL
from tests.contracts.test_ids_are_picked import service_of
from tests.contracts.test_numbering import COMMANDS

SCHEMAS = {
    (service_of(c), c.name): command_schema(c, service_of(c))["properties"]
    for c in COMMANDS
    if c.public
}
OTHERWISE = {
    ("finance", "effective_from"): "of most orders a day to come",
    ("supervision", "since"): "of a bulletin the beginning of its quarter",
    ("talent", "as_of"): "of strength the end of a month",
    ("talent", "since"): "of others a day long past",
}
"""Days that a command of the demo always gives as the day's own, and that are no habit of its forms,
by their service and name: with why."""


def said() -> Iterator[tuple[tuple[str, str, str], Any, dict[str, Any]]]:
    for line in PROGRAMME.read_text().splitlines():
        told = json.loads(line)
        of = told["service"], told["command"]
        for name, value in told["data"].items() if of in SCHEMAS else ():
            yield (*of, name), value, told


def usual(kind: str, told: dict[str, Any]) -> Any:
    day = date.fromisoformat(told["at"][:10])
    return {TODAY: f"{day}", SELF: told["org"], THIS_YEAR: day.year, THIS_MONTH: day.month}[kind]


def test_what_a_form_begins_with_is_what_is_nearly_always_said() -> None:
    begun = defaultdict[tuple[str, str, str], list[bool]](list)
    for (service, command, name), value, told in said():
        if kind := SCHEMAS[service, command][name].get("x-usual"):
            begun[service, command, name].append(value == usual(kind, told))
    assert len(begun) > 60
    assert [where for where, of in begun.items() if sum(of) < len(of) * 3 / 4] == []
    assert {
        kind for of in SCHEMAS.values() for one in of.values() if (kind := one.get("x-usual"))
    } <= {*USUAL}


def test_a_day_that_is_always_the_days_own_stands_there_already() -> None:
    always = defaultdict[tuple[str, str, str], list[bool]](list)
    for where, value, told in said():
        schema = SCHEMAS[where[:2]][where[2]]
        if schema.get("format") == "date" and "null" not in schema["type"]:
            always[where].append(value == usual(TODAY, told))
    typed = {
        (service, name)
        for (service, command, name), of in always.items()
        if len(of) > 2 and all(of) and "x-usual" not in SCHEMAS[service, command][name]
    }
    assert typed <= OTHERWISE.keys(), typed - OTHERWISE.keys()
