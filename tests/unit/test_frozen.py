"""Messages and rows are frozen dataclasses to all who use them, though nothing is written for them
before the first is made."""

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from shared.schemas.frozen import frozen


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


def test_a_service_loads_no_migrations_unless_there_is_a_step_to_take() -> None:
    told = "import sys, services.land.service; print({'alembic', 'pygments'} & set(sys.modules))"
    asked = [sys.executable, "-c", told]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "set()\n"
