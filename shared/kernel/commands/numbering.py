"""The number 编号 of a new thing, proposed: unique against the log at this moment, held for nobody.

Two who ask at once may be proposed the same: the second command is refused, as any whose stream is
there already.
"""

from collections.abc import Callable, Collection, Mapping
from string import Formatter

from shared.kernel.aggregate.aggregate import Command

PLACES = ("town", "county", "year")
"""What a number may begin with."""
MOST = 99_999
_FIRST_LOOK, _WIDER = 100, 1_000
"""How many numbers are looked at in one question, at first and then."""

Begun = Callable[[Collection[str]], set[str]]
"""Which of these streams are there."""


def needs(command: Command) -> tuple[str, ...]:
    """What a number of the command's new thing is made of, of `PLACES`."""
    return tuple(name for _, name, _, _ in Formatter().parse(command.numbered) if name)


def propose(command: Command, values: Mapping[str, object], begun: Begun) -> str | None:
    """The first number that no stream of the aggregate has; None where all are taken."""
    beginning = command.numbered.format_map(values)
    first, count = 1, _FIRST_LOOK
    while first <= MOST:
        ids = [f"{beginning}-{n:03d}" for n in range(first, min(first + count, MOST + 1))]
        taken = begun([command.aggregate.stream(id) for id in ids])
        free = (id for id in ids if command.aggregate.stream(id) not in taken)
        if found := next(free, None):
            return found
        first, count = first + count, _WIDER
    return None
