"""更正: which earlier events of its stream an event sets right, declared beside it.

    @event("finance", clause=CLAUSE, title="更正配套费票据",
           corrects=[corrects(FeeRecorded, alike=["receipt"])])

Nothing strikes an event out; who reads it is told that a later one says otherwise.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def _always(_: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Corrects:
    """Events of one type; None where a later one of its own type corrects an event."""

    type: type[Any] | None
    alike: tuple[str, ...]
    number: str
    last: bool
    when: Callable[[Any], bool]
    again: tuple[str, ...]

    def of(self, correction: object, before: Sequence[object]) -> Iterator[int]:
        """Which of the events before it, by their place among them, a correction sets right."""
        if not self.when(correction):
            return
        kind = self.type or type(correction)
        same = [
            n
            for n, one in enumerate(before)
            if type(one) is kind and _equal(one, correction, self.alike)
        ]
        if self.number:
            at = getattr(correction, self.number) - 1
            same = same[at : at + 1]
        yield from same[-1:] if self.last else same


def corrects(
    type: type[Any] | None = None,
    *,
    alike: Iterable[str] = (),
    number: str = "",
    last: bool = False,
    when: Callable[[Any], bool] = _always,
    again: Iterable[str] = (),
) -> Corrects:
    """Events of a type whose fields are `alike` those of the correction: all, the `last` of them, or
    the one whose `number`, from 1, a field of the correction says; only of a correction of which
    `when` holds. A correction that was corrected `again` is another of the same event that is alike
    in these fields."""
    return Corrects(type, tuple(alike), number, last, when, tuple(again))


def corrected_in(
    events: Sequence[object], declared: Callable[[object], Sequence[Corrects]]
) -> Mapping[int, list[int]]:
    """The corrections in a stream, each with what it sets right, by their places in it: the events
    themselves, and the earlier corrections of these, which it takes the place of."""
    found: dict[int, set[int]] = {}
    told: dict[int, list[int]] = {}
    for n, event in enumerate(events):
        rules = declared(event)
        of = {place for rule in rules for place in rule.of(event, events[:n])} if rules else set()
        if not of:
            continue
        again = rules[0].again
        earlier = (
            m
            for m, theirs in found.items()
            if type(events[m]) is type(event) and of & theirs and _equal(events[m], event, again)
        )
        told[n] = sorted(of.union(earlier))
        found[n] = of
    return told


def _equal(one: object, other: object, names: Iterable[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)
