"""Events of several services as the lines of one course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.dossiers.course import Told
from shared.workbench.timeline import Entry, entries, wanted
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.matters import split


@dataclass(frozen=True)
class Line:
    """An event, and of which service."""

    entry: Entry
    service: str
    stream: str
    path: str


def lines(visit: Visit, told: Iterable[Told], about: tuple[str, str]) -> list[Line]:
    """Events in words, in their order; none of a service that has never told what it declares."""
    known = [one for one in told if one[0] in visit.declared]
    said: dict[tuple[str, int], Entry] = {}
    for service in {service for service, _ in known}:
        events = [event for of, event in known if of == service]
        made = entries(visit, visit.declared[service], events, about)
        said |= {(service, e["position"]): entry for e, entry in zip(events, made, strict=True)}
    return [
        Line(said[s, e["position"]], s, e["stream"], matter_path(s, e["stream"])) for s, e in known
    ]


def name_at_once(visit: Visit, told: Iterable[Told]) -> None:
    """Ask for the names of all that is shown of all services together: later they are known."""
    found: list[tuple[Mapping[str, Any], list[tuple[str, str]]]] = []
    for service, event in told:
        if declared := visit.declared.get(service):
            of = [*wanted(declared, event), *things(declared, [event["stream"]])]
            found.append((event["data"], [one for one in of if one[0]]))
    visit.names_beside(found)


def things(declared: Declared, streams: Iterable[str]) -> list[tuple[str, str]]:
    """What each stream is of: a thing and its id."""
    ids = [split(declared, stream) for stream in streams]
    return [(declared.key_of(category)[1], id) for category, id in ids]
