"""What a form's fields may be chosen from where they name a part of a stream: a contract of a fund.

The service tells which parts there are; each is said in words, by what the event that made it says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.forms.entries import TEXT, Entries, first
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning, of_schema

_LONGEST = 60
"""Characters of one thing that is said of a part."""


@dataclass(frozen=True)
class Parts:
    """The parts of a kind: their words by their ids, and the id that a new one may have. `whole`
    says that there are no others."""

    words: Mapping[str, str]
    next: str
    whole: bool


Known = Mapping[tuple[str, str], Parts]
"""By the field that holds the stream's id, and the kind of part."""
Said = dict[str, list[tuple[Any, Meaning]]]
"""What is said of parts, by their ids."""


def known_parts(
    visit: Visit, declared: Declared, meaning: Meaning, entries: Entries, fixed: Mapping[str, str]
) -> Known:
    """The parts that a form's fields name, of the streams that it names already."""
    streams, beside = {}, {}
    for one in _naming(meaning):
        by = one["by"]
        if one["beside"] and not one["new"]:
            beside[by, one["part"]] = {n: fixed.get(n) or first(entries, n) for n in one["beside"]}
        if id := fixed.get(by) or first(entries, by) or first(entries, by + TEXT):
            streams[by] = quote(f"{one['of']}-{id}", safe="")
    asked = [Question(declared.service, f"/streams/{stream}/parts") for stream in streams.values()]
    answers = visit.bench.faces.get_all(visit.person, asked) if asked else []
    told = {
        (by, part["part"]): _of(part, beside.get((by, part["part"]), {}))
        for by, answer in zip(streams, answers, strict=True)
        if not isinstance(answer, Away | Declined)
        for part in answer["parts"]
        if all(beside.get((by, part["part"]), {}).values())
    }
    said = {key: _said(declared, part) for key, part in told.items()}
    every = (one for of_kind in said.values() for of_one in of_kind.values() for one in of_one)
    names = visit.names([w for value, means in every for w in saying.referred(value, means)])
    return {key: _parts(part, said[key], names) for key, part in told.items()}


def _of(told: Mapping[str, Any], beside: Mapping[str, str]) -> Mapping[str, Any]:
    """Of the parts those that stand beside what the form says."""
    fitting = [c for c in told["choices"] if beside.items() <= c["beside"].items()]
    return {**told, "choices": fitting}


def _naming(meaning: Meaning) -> Iterator[Mapping[str, Any]]:
    """What a message's fields say of the parts that they name."""
    for one in meaning.fields:
        item = one.item if "array" in one.types else one
        if item.within:
            yield item.within
        yield from _naming(item)


def _said(declared: Declared, told: Mapping[str, Any]) -> Said:
    """What is said of each part, with its meaning: what the event's field of that name means."""
    said: Said = {}
    for choice in told["choices"]:
        event = of_schema(declared.events.get(choice["type"], {}), declared.events)
        said[str(choice["id"])] = [
            (value, _meaning(event, name, declared)) for name, value in choice["says"].items()
        ]
    return said


def _meaning(event: Meaning, name: str, declared: Declared) -> Meaning:
    """A field of an event or of its rows, by its name."""
    rows = [one.item if "array" in one.types else one for one in event.fields]
    parts = (part for one in [event, *rows] for part in one.fields if part.name == name)
    return next(parts, Meaning(name, declared.vocabulary.get(name, {})))


def _parts(told: Mapping[str, Any], said: Said, names: Mapping[tuple[str, str], str]) -> Parts:
    """Those that have ended come last, and say so."""
    words: dict[str, str] = {}
    for choice in sorted(told["choices"], key=lambda c: (c["ended"], -c["version"])):
        id = str(choice["id"])
        texts = [_brief(value, means, names) for value, means in said[id]]
        last = choice["last"]
        if last["version"] != choice["version"]:
            texts.append(f"{last['title']} {last['day']}")
        number = f"第 {id} 项" if id.isdigit() else id
        words[id] = f"{' · '.join(texts)}（{number}）" if texts else number
    return Parts(words, told["next"] or "", told["complete"])


def _brief(value: Any, meaning: Meaning, names: Mapping[tuple[str, str], str]) -> str:
    if isinstance(value, list):
        return "、".join(_brief(v, meaning.item, names) for v in value)
    said = saying.say(value, meaning, names)
    text = said if isinstance(said, str) else getattr(said, "text", "")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
