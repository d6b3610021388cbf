"""What events would have said otherwise, in words: field by field, as it was and as it would be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.saying import Named, Said

_MOST_STREAMS, _MOST_EVENTS = 5, 200
"""So many matters are asked for what they call their parts, and so many of their last events."""


@dataclass(frozen=True)
class Field:
    """A field of an event, on both sides."""

    event: str
    title: str
    was: Said
    would: Said


def fields(
    visit: Visit, declared: Declared, differences: Iterable[Mapping[str, Any]]
) -> list[list[Field]]:
    """Of each act that differs, the fields of its events that do; none of what no person reads."""
    differences = list(differences)
    streams = dict.fromkeys(d["stream"] for d in differences if d.get("changes"))
    parts = parts_of(visit, declared, list(streams)[:_MOST_STREAMS])
    return [
        [
            field
            for change in d.get("changes", ())
            for field in _fields(visit, declared, change, parts.get(d["stream"], {}))
        ]
        for d in differences
    ]


def parts_of(visit: Visit, declared: Declared, streams: list[str]) -> dict[str, Named]:
    """What matters call their parts, by stream."""
    asked = [Question(declared.service, f"/streams/{s}", {"newest": _MOST_EVENTS}) for s in streams]
    return {
        stream: named_in(declared, told["events"])
        for stream, told in zip(streams, visit.get_all(asked), strict=True)
        if not isinstance(told, Away | Declined)
    }


def named_in(declared: Declared, events: Iterable[Mapping[str, Any]]) -> Named:
    """What these events call parts of their matter."""
    return {
        key: name
        for e in events
        for key, name in saying.parts(e["data"], declared.meaning(e["type"]))
    }


def _fields(
    visit: Visit, declared: Declared, change: Mapping[str, Any], parts: Named
) -> Iterable[Field]:
    meaning = declared.meaning(change["type"])
    sides = change["was"], change["would"]
    named = [
        {**names, **parts}
        for names in visit.names_beside((s, saying.referred(s, meaning)) for s in sides)
    ]
    for one in meaning.fields:
        if one.name in change["was"] and not one.hidden:
            was, would = (
                saying.say(s[one.name], one, n) for s, n in zip(sides, named, strict=True)
            )
            yield Field(change["title"], saying.titled(one.title, would), was, would)
