"""Functions that are written for a row class and compiled when they are first needed.

What a fold does with a row it does for each event; a loop over twenty columns by their names takes
three to eight times as long as the same spelled out.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

Copy = Callable[[Any, Mapping[str, Any]], Any]
Bits = Callable[[Any], int]


@cache
def copying(cls: type[Any]) -> Copy:
    """Makes of a row of this class another with these changes. It raises `AttributeError` of a name
    that is no column's.

    A twin that nobody has frozen is filled, with the same slots, and then made what it stands for:
    past a frozen class each value would have to be put by `object.__setattr__`.
    """
    twin = type(f"{cls.__name__}InTheMaking", cls.__bases__, {"__slots__": cls.__slots__})
    lines = [
        "def copy(row, changes):",
        "    made = new(twin)",
        *(f"    made.{f.name} = row.{f.name}" for f in fields(cls)),
        "    for name, value in changes.items():",
        "        put(made, name, value)",
        "    made.__class__ = cls",
        "    return made",
    ]
    known: dict[str, Any] = {"new": object.__new__, "put": setattr, "twin": twin, "cls": cls}
    exec("\n".join(lines), known)
    made: Copy = known["copy"]
    return made


@cache
def values_of(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    """A row's values by the names of these columns."""
    each = ", ".join(f"{name!r}: row.{name}" for name in names)
    made: Callable[[Any], dict[str, Any]] = eval(f"lambda row: {{{each}}}")
    return made


@cache
def bits(names: tuple[str, ...]) -> Bits:
    """All bits of the integers in these columns of a row, whatever their signs: together they need
    as many as the greatest. It raises `TypeError` where one is None."""
    together = " | ".join(f"abs(row.{name})" for name in names) or "0"
    made: Bits = eval(f"lambda row: {together}", {"abs": abs})
    return made


@cache
def joined(names: tuple[str, ...]) -> Callable[[Any], str]:
    """The texts in these columns of a row, together; None counts as empty. It raises `TypeError`
    where one is something else."""
    each = ", ".join(f"'' if row.{name} is None else row.{name}" for name in names)
    made: Callable[[Any], str] = eval(
        f"lambda row: join(({each},))" if names else "lambda row: ''", {"join": "".join}
    )
    return made


@cache
def are_integers(names: tuple[str, ...], most: int) -> Callable[[Any], bool]:
    """Whether these columns of a row hold integers, none of them greater than `most`, which has all
    its bits set; of columns where one is None it answers no."""
    each = " and ".join(f"type(row.{name}) is int" for name in names) or "True"
    together = " | ".join(f"abs(row.{name})" for name in names) or "0"
    made: Callable[[Any], bool] = eval(
        f"lambda row: {each} and ({together}) <= {most}", {"abs": abs, "type": type, "int": int}
    )
    return made
