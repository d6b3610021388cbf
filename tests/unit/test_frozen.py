"""Messages and rows are frozen dataclasses to all who use them, though nothing is written for them
before the first is made."""

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from shared.schemas.frozen import frozen, quick


@frozen
class Loose:
    said: str
    times: int = 1
    of: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Written:
    """The same, as the standard library writes it."""

    said: str
    times: int = 1
    of: tuple[str, ...] = field(default_factory=tuple)


class Slotted:
    said: str
    times: int = 1


Slotted = frozen(Slotted, slots=True)


@frozen
class Nothing:
    pass


def test_the_first_and_the_next_are_made_alike() -> None:
    assert [Loose(said="a").of, Loose(said="a", of=("b",)).of] == [(), ("b",)]
    assert Loose(said="a") == Loose(said="a", times=1) != Loose(said="a", times=2)
    assert len({Loose(said="a"), Loose(said="a"), Loose(said="b")}) == 2
    assert Nothing() == Nothing()


def test_it_says_what_the_standard_library_would() -> None:
    assert repr(Loose(said="a")) == repr(Written(said="a")).replace("Written", "Loose")
    with pytest.raises(TypeError) as own:
        Loose()
    with pytest.raises(TypeError) as theirs:
        Written()
    assert str(own.value) == str(theirs.value).replace("Written", "Loose")
    assert [f.name for f in fields(Loose)] == [f.name for f in fields(Written)]


@pytest.mark.parametrize("made", [Loose(said="a"), Slotted(said="a")], ids=["loose", "slotted"])
def test_it_can_be_copied_and_never_changed(made: Loose) -> None:
    assert made == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))
    assert replace(made, times=2).times == 2
    with pytest.raises(FrozenInstanceError):
        made.times = 3
    with pytest.raises(FrozenInstanceError):
        del made.times
    assert made.times == 1


def test_one_of_another_class_is_another_though_it_holds_the_same() -> None:
    assert Loose(said="a") != Written(said="a")
    assert Loose(said="a") != "a"


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    said: str
    times: int = 1
    of: list[str] = field(default_factory=list)
    late: str = field(default="late", init=False)


@quick
@dataclass(frozen=True)
class QuickAndLoose(Quick):
    more: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        if self.times < 0:
            raise ValueError("less than nothing")


@pytest.mark.parametrize("cls", [Quick, QuickAndLoose])
def test_a_quick_one_is_made_as_the_standard_library_makes_it(cls: type[Quick]) -> None:
    made = [cls("a", 2), cls("b", of=["b"]), cls(said="c", times=3)]
    assert [(m.said, m.times, m.of, m.late) for m in made] == [
        ("a", 2, [], "late"),
        ("b", 1, ["b"], "late"),
        ("c", 3, [], "late"),
    ]
    assert made[0].of is not made[2].of
    assert all(type(m) is cls for m in made)
    assert made[0] == copy.deepcopy(made[0]) == replace(made[2], said="a", times=2)
    for change in (lambda: setattr(made[0], "times", 3), lambda: delattr(made[0], "times")):
        with pytest.raises(FrozenInstanceError):
            change()
    with pytest.raises(
        TypeError, match=r"__init__\(\) missing 1 required positional argument: 'said'"
    ):
        cls()


def test_a_quick_one_checks_itself_as_it_is_made() -> None:
    assert QuickAndLoose("a", more=2).more == 2
    with pytest.raises(ValueError, match="less than nothing"):
        QuickAndLoose("a", -1)
    with pytest.raises(TypeError):
        QuickAndLoose("a", 1, [], 2)


def test_a_service_loads_no_migrations_unless_there_is_a_step_to_take() -> None:
    told = "import sys, services.land.service; print({'alembic', 'pygments'} & set(sys.modules))"
    asked = [sys.executable, "-c", told]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "set()\n"


def test_what_extends_a_class_is_made_as_itself() -> None:
    class Extended(Loose):
        pass

    assert [type(Extended(said=said)) for said in "ab"] == [Extended, Extended]
