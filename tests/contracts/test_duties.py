"""What commands ask of a person is what the register of people appoints to."""

from importlib import import_module
from typing import get_args

from shared.policy.loader import registry
from shared.runtime.settings import SERVICES
from shared.schemas.duty import DUTIES, Duty


def test_every_duty_that_a_command_asks_for_is_one_that_the_register_appoints_to() -> None:
    asked = {
        (command.duty, command.name)
        for service in SERVICES
        for aggregate in import_module(f"services.{service}.service").Service.commands.aggregates
        for command in aggregate.commands.values()
        if command.duty
    }
    assert len(asked) > 5
    strange = sorted(f"{name}: {duty}" for duty, name in asked if duty not in DUTIES)
    assert not strange, "add the duty, and its word, to shared/schemas/duty.py"


def test_duties_are_listed_once_in_their_order() -> None:
    assert get_args(get_args(Duty)[0]) == DUTIES


def test_the_duties_that_exclude_each_other_are_two_known_ones() -> None:
    known = registry().parameters["people.excluding_duties"]
    for pair in known.choices:
        assert len({*pair.split("/")} & {*DUTIES}) == 2, pair
    assert {*known.value} <= {*known.choices}
