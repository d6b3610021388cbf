"""Copies with other values: as `dataclasses.replace` makes them."""

import dataclasses
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.finance.domain.fund.state import Fund
from shared.schemas.copying import replace
from tests.effort import tries


@dataclass(frozen=True, slots=True)
class Base:
    one: int = 1
    two: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived(Base):
    three: str = "three"


@dataclass(frozen=True, slots=True)
class Checked(Base):
    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError("less than nothing")


@dataclass(frozen=True)
class Open:
    one: int = 1
    two: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Single:
    one: int


@dataclass(frozen=True, slots=True)
class Further(Single):
    """What it extends can't be made of nothing."""

    two: int


@pytest.mark.parametrize(
    "old",
    [Base(5, (6,)), Derived(5, (6,), "7"), Checked(5), Open(5), Further(5, 6)],
)
def test_a_copy_has_other_values_where_it_is_told_and_the_same_elsewhere(old):
    first, *_ = dataclasses.fields(old)
    new = replace(old, **{first.name: 9})
    assert new == dataclasses.replace(old, **{first.name: 9})
    assert getattr(new, first.name) == 9
    assert replace(old) == old
    assert replace(old) is not old
    assert getattr(old, first.name) != 9


def test_a_struct_is_copied_by_its_own_function():
    had = Fund(year=2024, allocated_fen=1)
    assert replace(had, allocated_fen=2) == Fund(year=2024, allocated_fen=2)
    assert replace(had) == had
    with pytest.raises(TypeError):
        replace(had, alocated_fen=2)


def test_a_copy_of_one_field_has_it():
    assert replace(Single(1), one=2) == Single(2)


@tries(20)
@given(st.dictionaries(st.sampled_from(["one", "two", "three"]), st.integers()))
def test_any_of_the_fields_may_be_told(changes):
    assert replace(Derived(), **changes) == dataclasses.replace(Derived(), **changes)


@pytest.mark.parametrize("old", [Base(), Checked(), Open(), Single(1)])
def test_what_is_no_field_is_refused(old):
    with pytest.raises(TypeError, match="four"):
        replace(old, four=4)


def test_what_a_class_checks_as_it_is_made_is_checked():
    with pytest.raises(ValueError, match="less than nothing"):
        replace(Checked(), one=-1)
