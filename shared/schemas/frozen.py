"""Frozen dataclasses by the hundred, whose methods are not written before they are needed.

`dataclass` writes and compiles six functions a class, which is half of what it costs to import a
service; of its messages and rows a process makes few. What all classes can share is here once;
`__init__` is the dataclass's own, made when the first instance is.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
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


def quick(cls: type[T]) -> type[T]:
    """A class that `dataclass(frozen=True)` made, whose instances are made in a third of the time."""
    setattr(cls, "__init__", _first_init(cls))  # noqa: B010
    return cls


def _first_init(cls: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, *given: Any, **told: Any) -> None:
        made = _init(cls)
        setattr(cls, "__init__", made)  # noqa: B010
        made(self, *given, **told)

    return __init__


def _init(cls: type[Any]) -> Callable[..., None]:
    """The `__init__` of a frozen dataclass of these fields.

    The standard library's sets each field as if from outside, past the class that forbids it, which
    takes 0.1 µs a field. Here the instance is one of an open class for that long.
    """
    names: dict[str, Any] = {
        "_become": _BECOME,
        "_open": open_class(cls),
        "_made": _MADE,
    }
    given, put = ["self"], []
    for f in sorted(fields(cls), key=lambda f: f.kw_only is True):
        default, value = _default(f, names)
        if f.init:
            given += ["*"] if f.kw_only and "*" not in given else []
            given.append(f"{f.name}{default}")
        if value:
            put.append(f"self.{f.name} = {value}")
    lines = ["_is = self.__class__", "_become(self, _open)", *put, "self.__class__ = _is"]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(given)}):\n " + "\n ".join(lines), names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _default(f: "Field[Any]", names: dict[str, Any]) -> tuple[str, str]:
    """How a parameter says its default, and what the field becomes; what both name goes to `names`."""
    is_, make = f"_is_{f.name}", f"_make_{f.name}"
    if f.default is not MISSING:
        names[is_] = f.default
        return f"={is_}", f.name if f.init else is_
    if f.default_factory is not MISSING:
        names[make] = f.default_factory
        return "=_made", f"{make}() if {f.name} is _made else {f.name}" if f.init else f"{make}()"
    return "", f.name if f.init else ""


_BECOME = vars(object)["__class__"].__set__
_MADE = object()
"""In the place of a default that is made for each instance."""


def open_class(cls: type[Any]) -> type[Any]:
    """A class of the same layout that forbids nothing: what is set in it is set at once."""
    slots = {"__slots__": vars(cls)["__slots__"]} if "__slots__" in vars(cls) else {}
    return type(cls.__name__, cls.__bases__, {**slots, **_OPEN})


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


_OPEN = {
    "__init__": object.__init__,  # not the one of a frozen class that it extends
    "__setattr__": object.__setattr__,
    "__delattr__": object.__delattr__,
}
_SHARED: dict[str, Callable[..., Any]] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _told_of,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
