"""A matter's events as people read them: who, when, by which sentence, what, with which documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import registry
from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit
from shared.workbench.whatif.asking import amounts
from shared.workbench.words import saying, units
from shared.workbench.words.meaning import Meaning, of_schema
from shared.workbench.words.saying import Said

_EVERYWHERE = ("town", "county")
"""Said once at the head of a matter, unless it is of several."""


@dataclass(frozen=True)
class Mark:
    """Another event of the same matter: its id, what it is, on which day, and its version."""

    event: str
    title: str
    day: str
    version: int


@dataclass(frozen=True)
class Entry:
    """One event; `event` is its id, by which others lead to it."""

    event: str
    title: str
    at: str
    recorded: str
    """Where it was recorded on another day than it happened."""
    by: str
    person: str
    clause: str
    says: list[tuple[str, Said]]
    parameters: list[tuple[str, str]]
    version: int
    from_service: str
    correlation: str
    policy: str
    """The version of the text that it was decided under, where there have been several."""
    otherwise: bool = False
    """Whether the history can be replayed with its act otherwise."""
    corrects: tuple[Mark, ...] = ()
    corrected_by: tuple[Mark, ...] = ()


def entries(
    visit: Visit,
    declared: Declared,
    events: Iterable[Mapping[str, Any]],
    about: tuple[str, str],
    *,
    replayable: bool = False,
) -> list[Entry]:
    """The events of one service in words; `about` is what the page is about, and so said of none.
    Where they are `replayable`, those whose act may have been otherwise say so."""
    events = list(events)
    otherwise = _otherwise(declared, events) if replayable else frozenset()
    meanings = {e["type"]: declared.meaning(e["type"]) for e in events}
    named = visit.names_beside(
        (e["data"], saying.referred(e["data"], meanings[e["type"]])) for e in events
    )
    parts: dict[str, dict[tuple[str, str], str]] = {}
    for e in events:
        parts.setdefault(e.get("stream", ""), {}).update(
            saying.parts(e["data"], meanings[e["type"]])
        )
    known = [{**of, **parts[e.get("stream", "")]} for of, e in zip(named, events, strict=True)]
    services = visit.bench.settings.services
    once = _said_once(events)
    return [
        Entry(
            event=event["id"],
            title=event["title"],
            at=units.moment(event["effective_at"]),
            recorded=_recorded(event),
            by=event["organisation_name"],
            person=_person(event),
            clause=event["clause"],
            says=list(_says(data, meanings[event["type"]], known[n], about, declared.labels)),
            parameters=[
                (saying.parameter(p), saying.parameter_value(p, v, declared.labels))
                for p, v in event["parameters"].items()
            ],
            version=event["version"],
            from_service=services[event["source"]].title if event["source"] in services else "",
            correlation=event["correlation"],
            policy=_edition(event["policy"]),
            otherwise=event["command_id"] in otherwise,
            corrects=_marks(event, "corrects"),
            corrected_by=_marks(event, "corrected_by"),
        )
        for n, event in enumerate(events)
        for told in [saying.with_parameter(event["data"], declared.labels)]
        for data in [{k: v for k, v in told.items() if (event.get("stream", ""), k) not in once}]
    ]


def _said_once(events: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What all events of a matter say alike of its place, by stream and field."""
    found: dict[tuple[str, str], set[Any]] = {}
    for event in events:
        for name in _EVERYWHERE:
            if value := event["data"].get(name):
                found.setdefault((event.get("stream", ""), name), set()).add(value)
    return {key for key, values in found.items() if len(values) == 1}


def wanted(declared: Declared, event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The things that an event names, for their names to be asked for with others'."""
    return saying.referred(event["data"], declared.meaning(event["type"]))


def _otherwise(declared: Declared, events: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The acts of which these events say all that was given, with a number that may be another."""
    acts: dict[str, tuple[str, dict[str, Any]]] = {}
    for event in events:
        _, said = acts.setdefault(event["command_id"], (event["command"], {}))
        said |= {name: value for name, value in event["data"].items() if name not in said}
    return frozenset(id for id, act in acts.items() if _may_differ(declared, *act))


def _may_differ(declared: Declared, command: str, said: Mapping[str, Any]) -> bool:
    if command not in declared.commands:
        return False
    schema = declared.commands[command]["schema"]
    whole = said.keys() >= set(schema.get("required", ()))
    return whole and any(amounts(of_schema(schema), said))


def _says(
    data: Mapping[str, Any],
    meaning: Meaning,
    named: saying.Named,
    about: tuple[str, str],
    words: Mapping[str, str],
) -> Iterator[tuple[str, Said]]:
    for one in meaning.fields:
        value = data.get(one.name)
        own = (one.reference, value) == about if isinstance(value, str) else False
        if value not in (None, "", [], {}) and not own and not one.hidden:
            said: Said = saying.say(value, one, named)
            if one.kind == "place":
                said = saying.place(str(value), words)
            yield saying.titled(one.title, said), said


def _person(event: Mapping[str, Any]) -> str:
    """Who acted, and for whom; nobody where a service did, or a limit had passed."""
    person = event["person"]
    if person == "system" or person.startswith("service:"):
        return ""
    principal = event["on_behalf_of_name"]
    return f"{event['person_name']}（代{principal}）" if principal else str(event["person_name"])


def _marks(event: Mapping[str, Any], side: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(m["id"], m["title"], units.moment(m["effective_at"])[:10], m["version"])
        for m in event.get(side, ())
    )


def _edition(version: str) -> str:
    known = registry().edition(version)
    return known.title if known and len(registry().editions) > 1 else ""


def _recorded(event: Mapping[str, Any]) -> str:
    happened, recorded = (units.moment(event[n]) for n in ("effective_at", "recorded_at"))
    return recorded[:10] if happened[:10] != recorded[:10] else ""
