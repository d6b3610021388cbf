"""The answers to what was asked last: the rows of an event are folded one after the other, and the
events of a batch are gone through by one view after the other."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")

MOST = 256
"""Answers that are kept: a batch that somebody waits for has a few events."""


def last_asked(function: Callable[P, A]) -> Callable[P, A]:
    """A pure function of positional values that answers the very same ones without computing
    again; of each first one it remembers what was asked with it last."""
    known: dict[int, tuple[tuple[Any, ...], Any]] = {}

    @wraps(function)
    def answer(*asked: P.args, **named: P.kwargs) -> A:
        first = id(asked[0])  # nobody else's while it is kept
        last = known.get(first)
        if last is not None and all(map(is_, last[0], asked)):
            found: A = last[1]
            return found
        found = function(*asked, **named)
        if len(known) >= MOST:
            known.clear()
        known[first] = asked, found
        return found

    return answer
