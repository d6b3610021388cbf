"""Every registered parameter says what another value of it may be."""

from typing import Any

import pytest

from shared.kernel.aggregate.parameter_values import expected, fits
from shared.policy.loader import registry
from shared.policy.model import Parameter

PARAMETERS = sorted(registry().parameters.values(), key=lambda p: p.name)


def numbers(value: Any) -> list[int]:
    match value:
        case bool() | str():
            return []
        case int():
            return [value]
        case list():
            return [n for v in value for n in numbers(v)]
    return [n for v in value.values() for n in numbers(v)]


def with_number(value: Any, number: int) -> Any:
    """The value with every number in it replaced."""
    match value:
        case bool() | str():
            return value
        case int():
            return number
        case list():
            return [with_number(v, number) for v in value]
    return {name: with_number(v, number) for name, v in value.items()}


@pytest.mark.parametrize("known", PARAMETERS, ids=lambda p: p.name)
def test_a_parameters_own_value_fits(known: Parameter) -> None:
    assert fits(known, known.value)
    assert all(expected(known))


def test_what_an_amount_may_be_is_said_as_amounts() -> None:
    amounts = [p for p in PARAMETERS if p.name.endswith("_fen")]
    assert amounts
    for known in amounts:
        assert expected(known).zh.endswith("元") and str(known.most) not in expected(known).zh


@pytest.mark.parametrize("known", [p for p in PARAMETERS if numbers(p.value)], ids=lambda p: p.name)
def test_every_number_has_a_range_with_both_its_ends(known: Parameter) -> None:
    assert known.least <= min(numbers(known.value)) <= max(numbers(known.value)) <= known.most
    for end in (known.least, known.most):
        assert fits(known, with_number(known.value, end))
    for beyond in (known.least - 1, known.most + 1, 10**20, -1, True, 1.5, "1"):
        assert not fits(known, with_number(known.value, beyond))


@pytest.mark.parametrize(
    "known", [p for p in PARAMETERS if isinstance(p.value, str)], ids=lambda p: p.name
)
def test_every_text_is_one_of_some_or_has_a_form(known: Parameter) -> None:
    assert known.choices or known.form
    assert not fits(known, "anything")
    assert all(fits(known, choice) for choice in known.choices)


@pytest.mark.parametrize("day", ["2024-2-1", "2024-13-01", "tomorrow", "20240201"])
def test_what_should_be_a_day_is_one(day: str) -> None:
    until = registry().parameters["finance.fee_reading_until"]
    assert fits(until, "2025-12-31") and not fits(until, day)


def test_a_fraction_stays_a_fraction() -> None:
    majority = registry().parameters["land.entry_majority"]
    assert fits(majority, [3, 4])
    assert not fits(majority, [3, 4, 5]) and not fits(majority, [3]) and not fits(majority, [3, 0])


def test_lists_and_texts_have_a_greatest_length() -> None:
    causes = registry().parameters["projects.clock_stop_causes"]
    assert fits(causes, ["hearing"] * 100) and not fits(causes, ["hearing"] * 101)
    assert not fits(causes, ["x" * 201]) and not fits(causes, ["a\x00"])
