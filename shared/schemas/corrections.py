"""更正: which earlier events of its stream an event sets right, declared beside it.

    @event("finance", clause=CLAUSE, title="更正配套费票据",
           corrects=[corrects(FeeRecorded, alike=["receipt"])])

Nothing strikes an event out; who reads it is told that a later one says otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_Kind = type[Any]
_Alike = tuple[_Kind, tuple[str, ...], tuple[Any, ...]]
"""A type, some of its fields, and their values."""
_Places = Mapping[_Alike, Sequence[int]]
"""Where the events stand that are alike so."""


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

    def kind(self, correction: _Kind) -> _Kind:
        """Of which type an event is that such a correction sets right."""
        return self.type or correction

    def of(self, correction: object, places: _Places) -> Sequence[int]:
        """Which of the events before it a correction sets right."""
        if not self.when(correction):
            return ()
        kind = self.kind(type(correction))
        same = places.get((kind, self.alike, _values(correction, self.alike)), ())
        if self.number:
            at = getattr(correction, self.number) - 1
            same = same[at : at + 1]
        return same[-1:] if self.last else same


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
    rules = {type(event): declared(event) for event in events}
    alike = defaultdict[_Kind, set[tuple[str, ...]]](set)
    for kind, of_kind in rules.items():
        for rule in of_kind:
            alike[rule.kind(kind)].add(rule.alike)
    places = defaultdict[_Alike, list[int]](list)
    known = defaultdict[tuple[_Kind, int, tuple[Any, ...]], list[int]](list)
    told: dict[int, list[int]] = {}
    for n, event in enumerate(events):
        kind, of_kind = type(event), rules[type(event)]
        if of := {place for rule in of_kind for place in rule.of(event, places)}:
            again = _values(event, of_kind[0].again)
            earlier = {m for place in of for m in known[kind, place, again]}
            told[n] = sorted(of | earlier)
            for place in of:
                known[kind, place, again].append(n)
        for names in alike.get(kind, ()):
            places[kind, names, _values(event, names)].append(n)
    return told


def _values(event: object, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(event, name) for name in names)
