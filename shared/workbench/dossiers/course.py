"""What several services tell, merged: the newest first, a page at a time, each service asked for no
more than the page needs.

Every event has its place, a moment and where it stands in its service's log. Of events of one
moment those of the service listed first come first; so all have one order, and a page can begin
after any of them. A service that has looked along much which may not be seen says, sealed beside
its place, how far: a page's address keeps that for it, or it would look there again for ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
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
    """What a service has told so far, the newest first, and after which place there may be more.
    `steps` are its answers: what stood sealed in the place after which each was asked for, and the
    places of its events."""

    events: list[dict[str, Any]] = field(default_factory=list)
    next: str | None = None
    steps: list[tuple[str, list[str]]] = field(default_factory=list)
    streams: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)

    def take(self, answer: Answer, after: str) -> None:
        """Go on with another page of it, after a place."""
        self.events += answer["events"]
        self.steps.append((_sealed(after), [event["place"] for event in answer["events"]]))
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
            after = wanted[service].get("after", "")
            course.parts.setdefault(service, Part()).take(answer, after)
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
        return [s for s in floors if floors[s].at == max(floors.values()).at]
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
    last = shown[-1] if len(sure) > length else floor
    if last is not None:
        course.following = _address(services, last, _seals(services, course.parts, last))


def _seals(services: Sequence[str], parts: Mapping[str, Part], last: Rank) -> dict[str, str]:
    """What services have sealed of how far they looked before what is still to be told."""
    seals = {service: _seal(services, service, part, last) for service, part in parts.items()}
    return {service: sealed for service, sealed in seals.items() if sealed}


def _seal(services: Sequence[str], service: str, part: Part, last: Rank) -> str:
    """Nothing where events have been told since: the place of the last says enough."""
    for sealed, places in part.steps:
        told = [_rank(services, service, place) >= last for place in places]
        if not all(told):
            return "" if any(told) else sealed
    return _sealed(part.next or "")


def _ranked(services: Sequence[str], parts: Mapping[str, Part]) -> dict[Rank, Told]:
    return {
        _rank(services, s, event["place"]): (s, event)
        for s, part in parts.items()
        for event in part.events
    }


def _rank(services: Sequence[str], service: str, place: str) -> Rank:
    at, position = place.split("~")[:2]
    return Rank(at, -services.index(service), int(position))


def _sealed(place: str) -> str:
    """What stands sealed beside a place, if anything."""
    return "".join(place.split("~")[2:])


def _address(services: Sequence[str], rank: Rank, seals: Mapping[str, str]) -> str:
    told = (rank.at, f"{rank.position}", services[-rank.service])
    return "~".join((*told, *(f"{s}.{sealed}" for s, sealed in seals.items())))


def _beginning(services: Sequence[str], service: str, begin: str) -> dict[str, str]:
    """What a service is asked by for what comes after an event of another one, or of its own."""
    at, position, of, *seals = (*begin.split("~"), "", "")
    if of not in services:
        return {}
    if service != of:
        listed_first = services.index(service) < services.index(of)
        position = "0" if listed_first else f"{_LAST}"
    sealed = (one.removeprefix(f"{service}.") for one in seals if one.startswith(f"{service}."))
    return {"after": "~".join((at, position, *islice(sealed, 1)))}
