"""What several services tell, merged: the newest first, a page at a time, each service asked for no
more than the page needs.

Every event has its place, a moment and where it stands in its service's log. Of events of one
moment those of the service listed first come first; so all have one order, and a page can begin
after any of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shared.workbench.faces import Answer, Away, Declined

FIRST = 15
"""So many events every service is asked for at first; who tells most of the page then for more."""
ROUNDS = 4
_LAST = 2**63 - 1

Told = tuple[str, dict[str, Any]]
"""A service, and an event of it."""


class Rank(NamedTuple):
    """Where an event stands among those of all services; the greatest is the newest. `at` is a
    moment as text that is compared as such."""

    at: str
    service: int
    """Less, the later its service is listed."""
    position: int


@dataclass
class Part:
    """What a service has told so far, the newest first, and after which place there may be more."""

    events: list[dict[str, Any]] = field(default_factory=list)
    next: str | None = None
    streams: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)

    def take(self, answer: Answer) -> None:
        """Go on with another page of it."""
        self.events += answer["events"]
        self.next = answer["next"]
        self.streams |= {s["stream"]: s for s in answer["streams"]}
        self.documents += answer["documents"]


@dataclass
class Course:
    """A page: its events, the newest first; the address of the page after it, empty at the end; what
    each service told; who could not be asked."""

    lines: list[Told] = field(default_factory=list)
    following: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    away: list[str] = field(default_factory=list)


Ask = Callable[[Mapping[str, dict[str, Any]]], Sequence[Answer | Away | Declined]]
"""Asks services for a page each, by the parameters of each, at once."""


def read(services: Sequence[str], ask: Ask, begin: str, length: int) -> Course:
    """A page of so many events after the place of a page's address, from the start where it is
    empty, of the services listed."""
    course = Course()
    wanted = beginning(services, begin, length)
    for _ in range(ROUNDS):
        for service, answer in zip(wanted, ask(wanted), strict=True):
            if isinstance(answer, Away):
                course.away.append(service)
            if isinstance(answer, Away | Declined):
                course.parts.setdefault(service, Part()).next = None
                continue
            course.parts.setdefault(service, Part()).take(answer)
        wanted = {
            s: {"limit": (length + 1) // 2, "after": course.parts[s].next}
            for s in _short(services, course.parts, length)
        }
        if not wanted:
            break
    _complete(course, services, length)
    return course


def beginning(services: Sequence[str], begin: str, length: int) -> dict[str, dict[str, Any]]:
    """By what each service is asked at first."""
    first = FIRST if len(services) > 1 else length
    return {s: {"limit": first, **_beginning(services, s, begin)} for s in services}


def in_order(services: Sequence[str], told: Iterable[Told]) -> list[Told]:
    """Events of all services, the oldest first."""
    return sorted(told, key=lambda one: _rank(services, one[0], one[1]["place"]))


def _short(services: Sequence[str], parts: Mapping[str, Part], length: int) -> list[str]:
    """Who may have told too little for a page of this length."""
    known = sorted(_ranked(services, parts), reverse=True)
    if len(known) < length:
        floors = {s: _rank(services, s, part.next) for s, part in parts.items() if part.next}
        return [s for s in floors if floors[s] == max(floors.values())]
    last = known[length - 1]
    return [s for s, p in parts.items() if p.next and _rank(services, s, p.next) > last]


def _complete(course: Course, services: Sequence[str], length: int) -> None:
    """The events down to where some service may have more, at most so many of them."""
    more = [_rank(services, s, p.next) for s, p in course.parts.items() if p.next]
    floor = max(more, default=None)
    ranked = _ranked(services, course.parts)
    sure = sorted((r for r in ranked if floor is None or r >= floor), reverse=True)
    shown = sure[:length]
    course.lines = [ranked[rank] for rank in shown]
    if len(sure) > length:
        course.following = _address(services, shown[-1])
    elif floor is not None:
        course.following = _address(services, floor)


def _ranked(services: Sequence[str], parts: Mapping[str, Part]) -> dict[Rank, Told]:
    return {
        _rank(services, s, event["place"]): (s, event)
        for s, part in parts.items()
        for event in part.events
    }


def _rank(services: Sequence[str], service: str, place: str) -> Rank:
    at, _, position = place.partition("~")
    return Rank(at, -services.index(service), int(position))


def _address(services: Sequence[str], rank: Rank) -> str:
    return f"{rank.at}~{rank.position}~{services[-rank.service]}"


def _beginning(services: Sequence[str], service: str, begin: str) -> dict[str, str]:
    """What a service is asked by for what comes after an event of another one, or of its own."""
    at, _, rest = begin.partition("~")
    position, _, of = rest.partition("~")
    if of not in services:
        return {}
    if service == of:
        return {"after": f"{at}~{position}"}
    listed_first = services.index(service) < services.index(of)
    return {"after": f"{at}~{0 if listed_first else _LAST}"}
