"""The answer to what was asked last: the rows of an event are folded one after the other, and so are
the views that it concerns."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")


def last_asked(function: Callable[P, A]) -> Callable[P, A]:
    """A pure function of positional values that answers the very same ones without computing
    again."""
    last: tuple[tuple[Any, ...], Any] | None = None

    @wraps(function)
    def answer(*asked: P.args, **named: P.kwargs) -> A:
        nonlocal last
        known = last  # another thread may ask meanwhile
        if known is not None and all(map(is_, known[0], asked)):
            found: A = known[1]
            return found
        found = function(*asked, **named)
        last = asked, found
        return found

    return answer
