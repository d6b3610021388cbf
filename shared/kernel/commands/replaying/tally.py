"""What two histories come to: how often, how much money and land, how much lateness, by place."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from shared.kernel.commands.replaying.world import Event
from shared.policy.languages import Text
from shared.schemas.events import type_of
from shared.schemas.marshalling import schema_of

UNITS = ("fen", "square-metres")
"""What is added up."""
MOST = 500
"""Differences that are told one by one."""
Sees = Callable[[str, object], bool]
"""Whether the caller sees an event of a stream."""


class Measure(NamedTuple):
    """One figure of one kind of event at one place, in the history and otherwise.

    `field` is empty where events are counted. `late` says that it tells who was late.
    """

    type: str
    title: str
    field: str
    unit: str
    place: str
    late: bool
    was: int | Decimal
    would: int | Decimal


class Change(NamedTuple):
    """An event of a stream that would have said something else."""

    stream: str
    was: object
    would: object


class Difference(NamedTuple):
    """An act that would have led to something else: to what, or why it would have been refused,
    with the values that the rule names; `changes` are the events that it would have led to too, but
    that would say something else."""

    position: int
    at: datetime
    command: str
    title: str
    stream: str
    place: str
    was: tuple[str, ...]
    would: tuple[str, ...]
    refusal: Text | None
    needs: Mapping[str, Any]
    changes: tuple[Change, ...] = ()


@dataclass
class _Counted:
    """Events of one kind in one stream, by figure and place: as it was, as it would be."""

    sample: object
    late: bool = False
    figures: dict[tuple[str, str, str], list[int | Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )


class Tally:
    """Adds up both histories, a stream and kind of event at a time, so that what a caller may not
    see is left out of the sums."""

    def __init__(self) -> None:
        self._counted: dict[tuple[str, type[Any]], _Counted] = {}
        self._told: list[tuple[int, Difference]] = []
        self.different = 0

    @property
    def differences(self) -> list[Difference]:
        """The first ones, in the order of the log."""
        return [difference for _, difference in self._told]

    def add(self, stream: str, event: object, place: str, late: bool, *sides: int) -> None:
        """Count an event in the history (side 0), otherwise (side 1), or both."""
        kind: Any = type(event)
        key = stream, kind
        counted = self._counted.get(key) or self._counted.setdefault(key, _Counted(event))
        counted.late |= late and _says_who_is_late(kind)
        for name, unit, at, amount in (("", "count", place, 1), *amounts(event, place)):
            for side in sides:
                counted.figures[name, unit, at][side] += amount

    def differ(self, difference: Difference, place: int) -> None:
        """Keep it where it belongs: after those up to this position of the log."""
        self.different += 1
        insort(self._told, (place, difference), key=lambda told: told[0])
        del self._told[MOST:]

    def measures(self, sees: Sees) -> list[Measure]:
        """Every figure that differs at some place, at all its places, of what the caller sees."""
        sums: dict[tuple[str, str, str, str], list[int | Decimal]] = defaultdict(lambda: [0, 0])
        late: dict[str, bool] = {}
        for (stream, kind), counted in self._counted.items():
            if not sees(stream, counted.sample):
                continue
            name = type_of(kind).name
            late[name] = late.get(name, False) or counted.late
            for (figure, unit, place), sides in counted.figures.items():
                for side in (0, 1):
                    sums[name, figure, unit, place][side] += sides[side]
        differ = {
            (name, figure) for (name, figure, _, _), (was, would) in sums.items() if was != would
        }
        titles = {
            name: type_of(kind).title
            for (_, kind) in self._counted
            for name in [type_of(kind).name]
        }
        return [
            Measure(name, titles[name], figure, unit, place, late[name], was, would)
            for (name, figure, unit, place), (was, would) in sorted(sums.items())
            if (name, figure) in differ
        ]


def changes(was: Sequence[Event], would: Sequence[Event]) -> Iterator[Change]:
    """The events of both sides that are of one kind and stream and of the same things, in turn,
    where they say otherwise. A single one of its kind is the same though it names another thing."""
    several = Counter(_kind_of(one) for one in was) | Counter(_kind_of(one) for one in would)
    left = list(would)
    for one in was:
        kind = _kind_of(one)
        alone = several[kind] == 1
        same = (o for o in left if _kind_of(o) == kind and (alone or _names(o) == _names(one)))
        if (other := next(same, None)) is not None:
            left.remove(other)
            if other.event != one.event:
                yield Change(one.stream, one.event, other.event)


def _kind_of(one: Event) -> tuple[str, str]:
    return one.stream, type_of(one.event).name


def _names(one: Event) -> list[Any]:
    """The things that an event says it is of."""
    kind: Any = type(one.event)
    return [getattr(one.event, name) for name in _references(kind)]


@cache
def _references(kind: Any) -> tuple[str, ...]:
    told = schema_of(kind).fields
    return tuple(f.name for f in fields(kind) if told[f.name].metadata.get("x-reference"))


def amounts(
    value: Any, place: str, within: str = ""
) -> Iterator[tuple[str, str, str, int | Decimal]]:
    """The sums of money and the areas in a message and in the values it holds: the field's title,
    its unit, the place, the amount. A part that names a town is that town's."""
    place = getattr(value, "town", None) or place
    kind: Any = type(value)
    for name, title, unit in _fields(kind):
        held, said = getattr(value, name), f"{within}{title}"
        if unit and isinstance(held, int | Decimal) and not isinstance(held, bool):
            yield said, unit, place, held
        elif not unit:
            for part in held if isinstance(held, list | tuple) else (held,):
                if is_dataclass(part):
                    yield from amounts(part, place, f"{said} · ")


@cache
def _says_who_is_late(kind: type[Any]) -> bool:
    """Other deadlines end what nobody owes: a publicity, a consent, a term."""
    names = {each.name for each in fields(kind)}
    return {"organisation", "due_on"} <= names or "Overdue" in type_of(kind).name


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, str], ...]:
    """The fields that hold an amount, with title and unit, or parts that may."""
    told = schema_of(kind).fields
    found = []
    for each in fields(kind):
        metadata = told[each.name].metadata
        unit, title = metadata.get("x-unit", ""), str(metadata.get("title", each.name))
        if unit in UNITS or (not unit and metadata.get("x-kind") is None):
            found.append((each.name, title, unit))
    return tuple(found)
