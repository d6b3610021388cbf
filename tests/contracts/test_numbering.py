"""Whoever makes something new is proposed its id: every such command says how it is made."""

from importlib import import_module

import pytest

from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.numbering import PLACES, needs
from shared.runtime.settings import SERVICES
from shared.schemas.marshalling import schema_of
from shared.schemas.references import REGISTERED

COMMANDS = [
    command
    for service in SERVICES
    for aggregate in import_module(f"services.{service}.service").Service.commands.aggregates
    for command in aggregate.commands.values()
    if command.public
]


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.creates], ids=lambda command: command.name
)
def test_a_new_thing_has_a_number_unless_it_is_a_towns_or_countys(command: Command) -> None:
    key = schema_of(command.data).fields[command.aggregate.key]
    assert bool(command.numbered) != (key.metadata.get("x-reference") in REGISTERED)


def test_a_number_is_made_of_what_a_form_knows() -> None:
    numbered = [c for c in COMMANDS if c.numbered]
    assert len(numbered) > 10
    assert all(set(needs(c)) <= set(PLACES) for c in numbered)


def test_no_two_kinds_of_things_are_numbered_alike() -> None:
    beginnings = [c.numbered for c in COMMANDS if c.numbered]
    assert sorted(beginnings) == sorted(set(beginnings))
