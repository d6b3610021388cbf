"""Frozen dataclasses by the hundred, whose methods are not written before they are needed.

`dataclass` writes and compiles six functions a class, which is half of what it costs to import a
service; of its messages and rows a process makes few. What all classes can share is here once;
`__init__` is the dataclass's own, made when the first instance is.
"""

from collections.abc import Callable, Iterator
from dataclasses import (
    Field,
    FrozenInstanceError,
    dataclass,
    field,
    fields,
    make_dataclass,
)
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def frozen(cls: type[T], *, slots: bool = False) -> type[T]:
    """The class as `dataclass(frozen=True, kw_only=True, slots=slots)` makes it, to all who use it:
    instances are equal by what they hold, have its hash, and can't be changed."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # or a signature is written for it
    own = vars(cls)
    made = dataclass(init=False, repr=False, eq=False, kw_only=True, slots=slots)(cls)
    for name, method in {**_SHARED, "__init__": _first_init(made)}.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _first_init(cls: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, *given: Any, **told: Any) -> None:
        made = _init(cls)
        setattr(cls, "__init__", made)  # noqa: B010
        made(self, *given, **told)

    return __init__


def _init(cls: type[Any]) -> Callable[..., None]:
    """The `__init__` of a frozen dataclass of the same fields."""
    twin: Any = make_dataclass(
        cls.__qualname__, list(_told(cls)), frozen=True, eq=False, repr=False, match_args=False
    )
    made: Callable[..., None] = twin.__init__
    return made


def _told(cls: type[Any]) -> Iterator[tuple[str, Any, "Field[Any]"]]:
    for f in fields(cls):
        same: Any = field(default=f.default, default_factory=f.default_factory, kw_only=f.kw_only)
        yield f.name, f.type, same


@cache
def _values_of(cls: type[Any]) -> Callable[[Any], Any]:
    names = [f.name for f in fields(cls)]
    return attrgetter(*names) if names else lambda _: ()


def _equal(self: Any, other: object) -> Any:
    values = _values_of(self.__class__)
    return values(self) == values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values_of(self.__class__)(self))


def _told_of(self: Any) -> str:
    told = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))
    return f"{self.__class__.__qualname__}({told})"


def _set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _told_of,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
